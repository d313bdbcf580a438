import type { Subagent } from '../../../contract/session.ts';
import { formatCounted } from '../../format/numbers.ts';
import buttons from '../parts/buttons.module.css';
import { FoldButton } from '../parts/FoldButton.tsx';
import { Pieces } from '../text/Pieces.tsx';
import { ChildTranscript, useForgetChild } from '../transcript/ChildTranscript.tsx';
import { showThread } from '../transcript/message-link.ts';
import { useFold } from '../transcript/transcript-context.ts';
import { agentFigures } from './agent-figures.ts';
import styles from './tools.module.css';

/** A subagent in its parent: what it was for and what it took, its thread in place on demand. */
export function AgentLine({ agent }: { agent: Subagent }) {
  const [open, setOpen] = useFold(`agent ${agent.agent_id}`, false);
  const forget = useForgetChild();
  const fold = (next: boolean): void => {
    if (!next) forget(agent.agent_id);
    setOpen(next);
  };
  return (
    <div className={styles.agent}>
      <div className={styles.agentLine}>
        <FoldButton open={open} onChange={fold}>
          <b>
            <Pieces text={agent.agent_type ?? 'Subagent'} newlines="mark" />
          </b>
          {agent.description !== null && (
            <span className={styles.agentDescription}>
              <Pieces text={agent.description} newlines="mark" />
            </span>
          )}
        </FoldButton>
        <span className={styles.agentFigures}>
          {agent.state !== 'unknown' && <span className={styles[agent.state]}>{agent.state} · </span>}
          {agentFigures(agent).join(' · ')}
          {agent.error_count > 0 && <span className={styles.exit}> · {formatCounted(agent.error_count, 'error')}</span>}
        </span>
        <button
          type="button"
          className={buttons.small}
          title="Show only this thread"
          onClick={() => showThread(agent.agent_id)}
        >
          Show alone
        </button>
      </div>
      {open && <ChildTranscript agent={agent} />}
    </div>
  );
}
