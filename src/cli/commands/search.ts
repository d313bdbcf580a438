import type { Hit } from '../../contract/methods.ts';
import { fail, ok } from '../../contract/result.ts';
import { bringUpToDate } from '../bring-up-to-date.ts';
import { type Command, fieldsFrom } from '../command.ts';
import { formatInstant, formatThings } from '../figures.ts';
import { jsonOption, noScanOption, pageOptions, sourceFrom, sourceOption } from '../shared-options.ts';
import { plainLine } from '../terminal-text.ts';

export const search: Command = {
  name: 'search',
  about: 'Messages that hold all the words, best sessions first. Indexes new text before it answers.',
  words: '<words>',
  options: {
    ...sourceOption,
    order: { type: 'string', value: 'NAME', about: '`best` or `newest` sessions first.' },
    ...pageOptions,
    ...noScanOption,
    ...jsonOption,
  },
  async run(given, context) {
    if (given.words.length === 0) return fail('bad_request', 'At least one word is needed.');
    if (!given.options['no-scan']) {
      const indexed = await bringUpToDate(context, true);
      if (!indexed.ok) return indexed;
    }
    const engine = context.engine();
    const source = await sourceFrom(given, engine);
    if (!source.ok) return source;
    const fields = {
      ...fieldsFrom(given, ['order', 'limit', 'offset']),
      q: given.words.join(' '),
      source: source.value,
    };
    const answer = await engine.api.search(fields);
    if (!answer.ok) return answer;
    const { hits, total, total_sessions, next_offset } = answer.value;
    const rest = next_offset === null ? '' : ` The next page begins with --offset ${next_offset}.`;
    const foot = `${formatThings(total, 'message')} in ${formatThings(total_sessions, 'session')}.${rest}`;
    return ok({ json: answer.value, lines: [...linesOf(hits, marksFor(context)), '', foot] });
  },
};

interface Marks {
  before: string;
  after: string;
}

/** Matches stand out in bold on a terminal, unless colours are not wanted; elsewhere they are not marked. */
function marksFor({ columns, environment }: { columns: number | null; environment: { NO_COLOR?: string } }): Marks {
  const isBold = columns !== null && !environment.NO_COLOR;
  return isBold ? { before: '\u001B[1m', after: '\u001B[22m' } : { before: '', after: '' };
}

function linesOf(hits: readonly Hit[], marks: Marks): string[] {
  return hits.flatMap((hit, place) => {
    const before = hits[place - 1];
    const isSameSession = before?.session_id === hit.session_id && before.source === hit.source;
    const title = isSameSession ? [] : ['', plainLine(`${hit.title}  (${hit.source} ${hit.session_id})`)];
    const place_in_session = `${formatInstant(hit.at)}  ${hit.role}, ${hit.field.replace('_', ' ')}`;
    return [...title, `  ${plainLine(place_in_session)}: ${markedLine(hit.snippet, marks)}`];
  });
}

const markedLine = (snippet: string, { before, after }: Marks): string =>
  plainLine(snippet).replaceAll('\uE000', before).replaceAll('\uE001', after);
