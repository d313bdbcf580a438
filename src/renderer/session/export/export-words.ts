import type { ExportChoice, ExportFormat } from '../../../contract/export.ts';
import type { RedactionLevel } from '../../../contract/settings.ts';

export const formats: readonly { value: ExportFormat; label: string; about: string }[] = [
  { value: 'html', label: 'HTML page', about: 'Opens in any browser, without a network and without scripts.' },
  { value: 'markdown', label: 'Markdown', about: 'For an issue, a pull request or a note.' },
  { value: 'json', label: 'JSON', about: 'One document for programs: the session and its messages.' },
  { value: 'jsonl', label: 'JSON lines', about: 'One record in each line, for programs that read long files.' },
];

export const outputs: readonly { value: ExportChoice['tool_output']; label: string; about: string }[] = [
  { value: 'none', label: 'None', about: 'Calls of tools are named, and what came of them is left out.' },
  { value: 'short', label: 'Short', about: 'The first 4,000 characters of each output.' },
  { value: 'all', label: 'All', about: 'Each output as long as it is. The file can grow large.' },
];

/** What stands by a chosen value. */
export const aboutOf = <T>(choices: readonly { value: T; about: string }[], value: T): string =>
  choices.find((choice) => choice.value === value)?.about ?? '';

/** The level in force, but a file goes to others: unless the person says otherwise, it does not say who they are. */
export const levelForOthers = (inForce: RedactionLevel): RedactionLevel =>
  inForce === 'secrets' ? 'private' : inForce;

export const phases = { checking: 'Looking for secrets…', writing: 'Writing…' };
