import type { ExportChoice } from '../../../contract/export.ts';
import { Segments } from '../../parts/Segments.tsx';
import { aboutOf, formats, outputs } from './export-words.ts';
import styles from './export.module.css';

interface Props {
  choice: ExportChoice;
  choose(part: Partial<ExportChoice>): void;
}

/** The format, and how much of the session is written down. */
export function FileChoices({ choice, choose }: Props) {
  return (
    <>
      <div className={styles.group}>
        <h3>Format</h3>
        <Segments label="Format" value={choice.format} choices={formats} onChange={(format) => choose({ format })} />
        <p className={styles.note}>{aboutOf(formats, choice.format)}</p>
      </div>
      <div className={styles.group}>
        <h3>Output of tools</h3>
        <Segments
          label="Output of tools"
          value={choice.tool_output}
          choices={outputs}
          onChange={(tool_output) => choose({ tool_output })}
        />
        <p className={styles.note}>{aboutOf(outputs, choice.tool_output)}</p>
      </div>
      <div className={styles.group}>
        <h3>Also</h3>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={choice.with_reasoning}
            onChange={(event) => choose({ with_reasoning: event.target.checked })}
          />
          <span>Reasoning</span>
        </label>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={choice.with_injected}
            onChange={(event) => choose({ with_injected: event.target.checked })}
          />
          <span>
            What the program put in <span className={styles.note}>reminders, files that were mentioned</span>
          </span>
        </label>
        <p className={styles.note}>Images are left out: nothing can be hidden in them.</p>
      </div>
    </>
  );
}
