/** A question that an agent put to the person, and what the person could choose. */
export interface AskedQuestion {
  /** By what an answer may name it; null when the log has none. */
  id: string | null;
  header: string | null;
  question: string;
  options: readonly { label: string; description: string | null }[];
  is_multiple: boolean;
}

type Fields = Record<string, unknown>;
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

/** The questions in the input of a call, which is JSON; null when there are none, or when the input was cut. */
export function questionsIn(input: string): AskedQuestion[] | null {
  const questions = listOf(fieldsOf(parsed(input))['questions'])
    .map(fieldsOf)
    .flatMap(questionFrom);
  return questions.length === 0 ? null : questions;
}

function questionFrom(fields: Fields): AskedQuestion[] {
  const question = textOf(fields['question']);
  if (question === null) return [];
  const options = listOf(fields['options']).flatMap((option) => {
    const { label, description } = fieldsOf(option);
    const name = textOf(label) ?? textOf(option);
    return name === null ? [] : [{ label: name, description: textOf(description) }];
  });
  const { id, header, multiSelect } = fields;
  return [{ id: textOf(id), header: textOf(header), question, options, is_multiple: multiSelect === true }];
}

/**
 * What was answered to each question, read from what the model was told: JSON with answers by question, or sentences with
 * `"question"="answer"`. Null for a question whose answer is not found.
 */
export function answersIn(text: string, questions: readonly AskedQuestion[]): (string | null)[] {
  const answers = fieldsOf(fieldsOf(parsed(text))['answers']);
  return questions.map(({ id, question }) => {
    const own = answers[id ?? question] ?? answers[question];
    return spoken(own) ?? spoken(fieldsOf(own)['answers']) ?? quotedAnswer(text, question, questions);
  });
}

const spoken = (value: unknown): string | null =>
  textOf(value) ??
  textOf(
    listOf(value)
      .filter((each) => typeof each === 'string')
      .join(', '),
  );

/** The end of a quoted answer is where the next question begins, or the last quotation mark that ends a sentence or the text. */
function quotedAnswer(text: string, question: string, questions: readonly AskedQuestion[]): string | null {
  const opening = `"${question}"="`;
  const at = text.indexOf(opening);
  if (at < 0) return null;
  const from = at + opening.length;
  const nexts = questions.map((other) => text.indexOf(`", "${other.question}"="`, from)).filter((end) => end >= 0);
  const closing = /"(?:\.\s[^"]*|\.?\s*)$/.exec(text.slice(from));
  const end = nexts.length > 0 ? Math.min(...nexts) : closing ? from + closing.index : -1;
  return end < 0 ? null : textOf(text.slice(from, end));
}

/** Whether an option was chosen by an answer. */
export const isChosen = (label: string, answer: string | null, { is_multiple }: AskedQuestion): boolean =>
  answer === label || (is_multiple && answer !== null && answer.split(', ').includes(label));

/** What was answered besides the options. */
export function ownWords(answer: string | null, question: AskedQuestion): string | null {
  if (answer === null) return null;
  const isAll = question.options.some(({ label }) => isChosen(label, answer, question));
  if (!isAll) return answer;
  if (!question.is_multiple) return null;
  const labels = new Set(question.options.map(({ label }) => label));
  return textOf(answer.split(', ').filter((part) => !labels.has(part)).join(', ')); // prettier-ignore
}

function parsed(text: string): unknown {
  if (!/^\s*\{/.test(text)) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
