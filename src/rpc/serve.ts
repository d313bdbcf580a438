import type { Handlers } from '../contract/api.ts';
import type { EngineEvent } from '../contract/events.ts';
import { type MethodName, methods } from '../contract/methods.ts';
import { fail, type Result } from '../contract/result.ts';
import { isRequest, type Port } from './port.ts';

type AnyHandler = (input: unknown) => Promise<Result<unknown>> | Result<unknown>;

/** Looks up a method by name, as text from outside names it; inherited names such as `constructor` are no methods. */
export function methodNamed(name: string): MethodName | null {
  return Object.hasOwn(methods, name) ? (name as MethodName) : null;
}

/**
 * Answers one call: checks the input, runs the handler, and turns a bug into an `internal` error.
 * `onBug` is told what was thrown; the caller never is.
 */
export async function answer(
  handlers: Handlers,
  name: string,
  input: unknown,
  onBug: (error: unknown) => void,
): Promise<Result<unknown>> {
  const known = methodNamed(name);
  if (!known) return fail('not_found', 'There is no such method.');
  const parsed = methods[known].input.safeParse(input ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') ?? '';
    return fail('bad_request', field ? `The value of ${field} is not valid.` : 'The input is not valid.');
  }
  try {
    return await (handlers[known] as AnyHandler)(parsed.data);
  } catch (error) {
    onBug(error);
    return internal();
  }
}

const internal = (): Result<never> =>
  fail('internal', 'Something went wrong inside Rearview.', 'Try again; if it happens again, please report it.');

/** Serves the handlers on a port, for as long as the port lives. Returns a function that sends news to the other side. */
export function serve(port: Port, handlers: Handlers, onBug: (error: unknown) => void): (event: EngineEvent) => void {
  port.onMessage((message) => {
    if (!isRequest(message)) return;
    void answer(handlers, message.method, message.input, onBug).then((result) => reply(message.id, result));
  });
  const reply = (id: number, result: Result<unknown>): void => {
    try {
      port.post({ id, result });
    } catch (error) {
      // The answer holds something that no port can carry.
      onBug(error);
      port.post({ id, result: internal() });
    }
  };
  return (event) => port.post({ event });
}
