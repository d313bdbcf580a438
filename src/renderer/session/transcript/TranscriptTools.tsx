import buttons from '../parts/buttons.module.css';
import { showEverything, toggleShown, toggleSplit, toggleTools, toggleTurns, useView } from './view.ts';
import { shownKinds } from './shown-kinds.ts';
import styles from './tools-line.module.css';

const names = {
  user: 'User',
  assistant: 'Assistant',
  reasoning: 'Reasoning',
  tools: 'Tools',
  edits: 'Edits',
  errors: 'Errors',
};

/** What of a transcript is shown, and how. */
export function TranscriptTools() {
  const view = useView();
  return (
    <div className={styles.line}>
      <div className={styles.group} role="group" aria-label="Show only">
        <button type="button" className={buttons.small} aria-pressed={view.shown.size === 0} onClick={showEverything}>
          All
        </button>
        {shownKinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className={buttons.small}
            aria-pressed={view.shown.has(kind)}
            onClick={() => toggleShown(kind)}
          >
            {names[kind]}
          </button>
        ))}
      </div>
      <div className={styles.group} role="group" aria-label="Layout">
        <button
          type="button"
          className={buttons.small}
          aria-pressed={view.has_turns}
          title="A list of the turns beside the messages (u)"
          onClick={toggleTurns}
        >
          Turns
        </button>
        <button
          type="button"
          className={buttons.small}
          aria-pressed={view.are_tools_folded}
          title="Tool calls as single lines (t)"
          onClick={toggleTools}
        >
          Fold tools
        </button>
        <button
          type="button"
          className={`${buttons.small} ${styles.wide}`}
          aria-pressed={view.is_split}
          title="Diffs with old and new side by side"
          onClick={toggleSplit}
        >
          Split diffs
        </button>
      </div>
    </div>
  );
}
