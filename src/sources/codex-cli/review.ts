import { filledTextOf, listOf, numberOf, type Shape, shapeOf, textOf } from '../shape.ts';
import type { LineItem } from '../source.ts';
import { markdownBlock } from './injected.ts';
import { contentOf, type Entry, itemOf, showAs } from './item.ts';
import type { Memory } from './memory.ts';
import { assistantPart } from './messages.ts';
import { note, noticeItem } from './notice.ts';

/** A code review begins; what it is of is a sentence or a target. */
export function reviewStartItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const { body } = entry;
  return noticeItem(entry, memory, kind, () =>
    note(
      'review started',
      filledTextOf(body['user_facing_hint']) ??
        filledTextOf(body['prompt']) ??
        targetText(shapeOf(body['target']) ?? {}),
    ),
  );
}

const targetText = (target: Shape): string =>
  ['type', 'branch', 'title', 'sha', 'instructions']
    .map((key) => textOf(target[key]))
    .filter((part) => part)
    .join(' · ');

/** The findings of a review, as one message. */
export function reviewItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const output = shapeOf(entry.body['review_output']);
  if (!output) return noticeItem(entry, memory, kind, () => note('review ended', textOf(entry.body['review']) ?? ''));
  const item = itemOf(entry, kind, 'message');
  const message = assistantPart(memory, true);
  message.content = contentOf(entry, () => ({ blocks: [markdownBlock(reviewText(output))] }));
  return showAs(entry, memory, item, message);
}

function reviewText(output: Shape): string {
  const findings = listOf(output['findings']).map((finding) => findingText(shapeOf(finding) ?? {}));
  const verdict = [output['overall_correctness'], output['overall_explanation']].map(textOf).filter((part) => part);
  return [`**Review: ${verdict.join('. ') || 'no verdict'}**`, ...findings].join('\n\n');
}

function findingText(finding: Shape): string {
  const place = shapeOf(finding['code_location']) ?? {};
  const start = numberOf(shapeOf(place['line_range'])?.['start']);
  const path = textOf(place['absolute_file_path']);
  const where = path === null ? '' : ` \`${path}${start === null ? '' : `:${start}`}\``;
  return `- **${textOf(finding['title']) ?? 'Finding'}**${where}\n  ${textOf(finding['body']) ?? ''}`;
}
