import type { ExportFormat } from '../contract/export.ts';
import { htmlWriter } from './html.ts';
import { jsonLinesWriter, jsonWriter } from './json.ts';
import { markdownWriter } from './markdown.ts';
import type { SessionWriter } from './session-writer.ts';

/** Everything a session can be written as. */
export const exportFormats: Record<ExportFormat, { ending: string; media_type: string; writer: () => SessionWriter }> =
  {
    html: { ending: 'html', media_type: 'text/html', writer: htmlWriter },
    markdown: { ending: 'md', media_type: 'text/markdown', writer: markdownWriter },
    json: { ending: 'json', media_type: 'application/json', writer: jsonWriter },
    jsonl: { ending: 'jsonl', media_type: 'application/jsonl', writer: jsonLinesWriter },
  };
