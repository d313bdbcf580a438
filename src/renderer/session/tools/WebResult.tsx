import type { ToolResultBlock } from '../../../contract/message.ts';
import { formatBytes } from '../../format/numbers.ts';
import { checkLink } from '../link/check-link.ts';
import { LinkText } from '../link/LinkText.tsx';
import { Markdown } from '../markdown/Markdown.tsx';
import buttons from '../parts/buttons.module.css';
import { hasEarlier, hasMore, shownText } from '../text/long-text.ts';
import { Pieces } from '../text/Pieces.tsx';
import { PlainText } from '../text/PlainText.tsx';
import { useLongText } from '../text/use-long-text.ts';
import styles from './web.module.css';
import { type FoundPage, webFindings } from './web-findings.ts';

/* No summary of a search is longer; what is may be made to be slow. */
const mostRendered = 32_000;

/** What a search found: pages to be opened through the one guarded door, and what was said about them. */
export function WebResult({ result }: { result: ToolResultBlock }) {
  const { long, error, is_loading, readNext } = useLongText(result.block_id, result.text, result.text_length);
  const text = shownText(long);
  const findings = hasEarlier(long) ? null : webFindings(text);
  const rest = findings?.rest ?? text;
  return (
    <div className={styles.findings}>
      {findings && (
        <ol className={styles.pages} aria-label="Pages found">
          {findings.pages.map((page, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- one page may be found twice
            <li key={place}>
              <Page page={page} />
            </li>
          ))}
        </ol>
      )}
      {rest !== '' && (
        <div className={styles.rest}>
          {rest.length <= mostRendered ? <Markdown text={rest} /> : <PlainText text={rest} />}
        </div>
      )}
      {hasMore(long) && (
        <div className={buttons.bar}>
          <button type="button" className={buttons.small} disabled={is_loading} onClick={readNext}>
            Show the rest of {formatBytes(result.text_length)}
          </button>
          {error && <span className={buttons.error}>{error.message}</span>}
        </div>
      )}
    </div>
  );
}

function Page({ page: { title, url } }: { page: FoundPage }) {
  if (url === null) return <Pieces text={title} newlines="mark" />;
  const check = checkLink(url);
  return (
    <>
      <LinkText href={url} label={title}>
        <Pieces text={title} newlines="mark" />
      </LinkText>
      {check.ok && <span className={styles.host}>{check.link.host}</span>}
    </>
  );
}
