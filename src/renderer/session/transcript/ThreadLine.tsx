import type { Subagent } from '../../../contract/session.ts';
import buttons from '../parts/buttons.module.css';
import { Pieces } from '../text/Pieces.tsx';
import { agentFigures } from '../tools/agent-figures.ts';
import { showThread } from './message-link.ts';
import styles from './thread-line.module.css';

interface Props {
  agentId: string;
  subagents: readonly Subagent[];
}

/** Which subagent's thread is shown, and the way back up. */
export function ThreadLine({ agentId, subagents }: Props) {
  const path = pathTo(agentId, subagents);
  const agent = path.at(-1);
  return (
    <nav className={styles.line} aria-label="Thread">
      <button type="button" className={buttons.bordered} onClick={() => showThread(null)}>
        Main thread
      </button>
      {path.map((step) => (
        <span key={step.agent_id} className={styles.step}>
          <span className={styles.arrow}>›</span>
          {step === agent ? (
            <b>
              <Name agent={step} />
            </b>
          ) : (
            <button type="button" className={buttons.bordered} onClick={() => showThread(step.agent_id)}>
              <Name agent={step} />
            </button>
          )}
        </span>
      ))}
      {agent && <span className={styles.figures}>{agentFigures(agent).join(' · ')}</span>}
    </nav>
  );
}

function Name({ agent }: { agent: Subagent }) {
  const words = [agent.agent_type ?? 'Subagent', agent.description].filter(Boolean).join(': ');
  return <Pieces text={words} newlines="mark" />;
}

/** The subagent and those that started it, outermost first. A circle in the log is walked once. */
function pathTo(agentId: string, subagents: readonly Subagent[]): Subagent[] {
  const path: Subagent[] = [];
  let next: string | null = agentId;
  while (next !== null) {
    const agent: Subagent | undefined = subagents.find((each) => each.agent_id === next);
    if (!agent || path.includes(agent)) break;
    path.unshift(agent);
    next = agent.parent_agent_id;
  }
  return path;
}
