import { memo, useMemo } from 'react';
import type { ToolCallBlock, ToolResultBlock } from '../../../contract/message.ts';
import type { Subagent } from '../../../contract/session.ts';
import { useFold, useIsWanted, useTranscript } from '../transcript/transcript-context.ts';
import { useView } from '../transcript/view.ts';
import { AgentLine } from './AgentLine.tsx';
import { bodySections } from './body-sections.ts';
import { outcomeOf } from './outcome.ts';
import styles from './tools.module.css';
import { ToolBody } from './ToolBody.tsx';
import { ToolHead } from './ToolHead.tsx';

interface Props {
  call: ToolCallBlock | null;
  result: ToolResultBlock | null;
}

/** A tool call and its result as one thing. */
export const ToolCard = memo(function ToolCard({ call, result }: Props) {
  const { subagents } = useTranscript();
  const areToolsFolded = useView((view) => view.are_tools_folded);
  const id = call?.block_id ?? result?.block_id ?? '';
  const [open, setOpen] = useFold(`${id} card`, !areToolsFolded);
  const outcome = outcomeOf(call, result);
  const agent = call ? agentOf(call, subagents) : null;
  const isInputWanted = useIsWanted(call?.block_id ?? '', 'input');
  const isResultWanted = useIsWanted(result?.block_id ?? '', 'text');
  const sections = useMemo(
    () => bodySections(call, result, { input: isInputWanted, result: isResultWanted }),
    [call, result, isInputWanted, isResultWanted],
  );
  return (
    <div className={`${styles.card} ${styles[outcome.tone] ?? ''}`}>
      <ToolHead call={call} result={result} outcome={outcome} open={open} onOpen={sections ? setOpen : null} />
      {agent && <AgentLine agent={agent} />}
      {open && sections && <ToolBody call={call} result={result} sections={sections} />}
    </div>
  );
});

/** The subagent a call started, as the call or the subagent itself tells. */
const agentOf = (call: ToolCallBlock, subagents: readonly Subagent[]): Subagent | null =>
  subagents.find((agent) => agent.agent_id === call.agent_id || agent.call_id === call.call_id) ?? null;
