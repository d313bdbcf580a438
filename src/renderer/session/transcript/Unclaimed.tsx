import { useState } from 'react';
import type { Subagent } from '../../../contract/session.ts';
import { formatCounted } from '../../format/numbers.ts';
import { FoldButton } from '../parts/FoldButton.tsx';
import { AgentLine } from '../tools/AgentLine.tsx';
import tools from '../tools/tools.module.css';
import { MessageContext } from './transcript-context.ts';
import styles from './transcript.module.css';
import { endOfThread } from './end-of-thread.ts';

/** Subagents whose call the log does not tell, at the end of the thread that started them. */
export function Unclaimed({ agents }: { agents: readonly Subagent[] }) {
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.unclaimed}>
      <FoldButton open={open} onChange={setOpen}>
        {formatCounted(agents.length, 'subagent')} without a call in the log
      </FoldButton>
      {open && (
        <MessageContext value={endOfThread}>
          {agents.map((agent) => (
            <div key={agent.agent_id} className={tools.card}>
              <AgentLine agent={agent} />
            </div>
          ))}
        </MessageContext>
      )}
    </div>
  );
}
