import { type MethodName, methodNames, methods } from '../contract/methods.ts';
import { ApiError, fail, type Result } from '../contract/result.ts';
import { methodNamed } from '../rpc/serve.ts';
import { sizeOfPlainData } from './plain-data.ts';

type Call = (method: string, input: unknown) => Promise<Result<unknown>>;

export const mostInputSize = 64 * 1024;
/** The largest image an agent may attach is 5 MB of base64; everything else is paged and far smaller. */
export const mostReplySize = 6 * 1024 * 1024;
const mostWaitingCalls = 256;

/** Unlike the engine, the window's door refuses fields it does not know: our own page sends none. */
const strictInputs = new Map(methodNames.map((name) => [name, methods[name].input.strict()]));

/**
 * Carries calls of the window to the engine, and looks at both ways: name, input, size, number at a time,
 * and whether the answer has the shape the method promised.
 */
export function checkedCalls(
  call: Call,
  onBug: (error: unknown) => void,
): (name: unknown, input: unknown) => Promise<Result<unknown>> {
  let waiting = 0;
  return async (name, input) => {
    const method = typeof name === 'string' ? methodNamed(name) : null;
    if (!method) return fail('not_found', 'There is no such method.');
    if (sizeOfPlainData(input, mostInputSize) === null) return fail('bad_request', 'The input is not valid.');
    const parsed = strictInputs.get(method)?.safeParse(input ?? {});
    if (!parsed?.success) return fail('bad_request', 'The input is not valid.');
    if (waiting >= mostWaitingCalls)
      return fail('unavailable', 'Too many calls are waiting.', 'Try again in a moment.');
    waiting += 1;
    try {
      return checkedResult(method, await call(method, parsed.data), onBug);
    } catch (error) {
      onBug(error);
      return fail('internal', 'Something went wrong inside Rearview.');
    } finally {
      waiting -= 1;
    }
  };
}

function checkedResult(method: MethodName, result: Result<unknown>, onBug: (error: unknown) => void): Result<unknown> {
  if (!result.ok) return { ok: false, error: ApiError.parse(result.error) };
  if (sizeOfPlainData(result.value, mostReplySize) === null) {
    return fail('too_large', 'The answer is too large for the window.', 'Ask for less at a time.');
  }
  const value = methods[method].output.safeParse(result.value);
  if (value.success) return { ok: true, value: value.data };
  onBug(new Error(`The answer of ${method} has not the promised shape: ${value.error.issues[0]?.path.join('.')}.`));
  return fail('internal', 'Something went wrong inside Rearview.');
}
