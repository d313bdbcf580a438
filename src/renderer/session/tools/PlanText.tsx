import type { ToolCallBlock } from '../../../contract/message.ts';
import { formatBytes } from '../../format/numbers.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import buttons from '../parts/buttons.module.css';
import { hasMore, shownText } from '../text/long-text.ts';
import { PlainText } from '../text/PlainText.tsx';
import { useLongText } from '../text/use-long-text.ts';
import { planIn } from './plan-in.ts';
import styles from './tools.module.css';

/* No plan that somebody is to read is longer; what is may be made to be slow. */
const mostRendered = 32_000;

/** The plan that a call puts forward, as what a model wrote; the rest of a long one on demand. */
export function PlanText({ call }: { call: ToolCallBlock }) {
  const { long, error, is_loading, readNext } = useLongText(call.block_id, call.input, call.input_length);
  const plan = planIn(shownText(long)) ?? '';
  return (
    <div className={styles.answer}>
      {plan.length <= mostRendered ? <Markdown text={plan} /> : <PlainText text={plan} />}
      {hasMore(long) && (
        <div className={buttons.bar}>
          <button type="button" className={buttons.small} disabled={is_loading} onClick={readNext}>
            Show the rest of {formatBytes(call.input_length)}
          </button>
          {error && <span className={buttons.error}>{error.message}</span>}
        </div>
      )}
    </div>
  );
}
