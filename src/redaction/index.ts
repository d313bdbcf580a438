export { createRedactor, type Level, type RedactorOptions, type SessionRedactor } from './engine.ts';
export { placeholderPattern, withheld } from './placeholder.ts';
export { ruleNames, rulesVersion } from './rules-version.ts';
export { redactStream } from './stream.ts';
export type { Span } from './spans.ts';
export { redact, type Redactor, Unredacted } from './unredacted.ts';
