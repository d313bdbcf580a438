import type { z } from 'zod';
import type { EngineEvent } from './events.ts';
import type { MethodName, methods } from './methods.ts';
import type { Result } from './result.ts';

/** What a caller may write: fields with a default may be left out. */
export type Input<M extends MethodName> = z.input<(typeof methods)[M]['input']>;
/** What a handler is given: defaults filled in. */
export type Parsed<M extends MethodName> = z.output<(typeof methods)[M]['input']>;
export type Output<M extends MethodName> = z.output<(typeof methods)[M]['output']>;

/** The API as every client sees it. Failures that are part of life come back as results; nothing is thrown. */
export type Api = { [M in MethodName]: (input: Input<M>) => Promise<Result<Output<M>>> };

/** The API as the engine furnishes it. */
export type Handlers = { [M in MethodName]: (input: Parsed<M>) => Promise<Result<Output<M>>> | Result<Output<M>> };

/** The API and the engine's news. */
export interface Connection {
  api: Api;
  /** Calls `listener` for each event until the returned function is called. */
  onEvent(listener: (event: EngineEvent) => void): () => void;
}
