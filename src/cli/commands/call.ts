import { text } from 'node:stream/consumers';
import { methodNames, methods } from '../../contract/methods.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { methodNamed } from '../../rpc/serve.ts';
import type { Command, Context } from '../command.ts';
import { jsonOption } from '../shared-options.ts';
import { plainJson } from '../terminal-text.ts';

export const call: Command = {
  name: 'call',
  about: `Any method by its name, with its input as JSON, or - to read the JSON from stdin. Methods: ${methodNames.join(', ')}.`,
  words: '<method> [json]',
  options: { ...jsonOption },
  async run({ words: [name, json, ...more] }, context) {
    if (name === undefined || more.length > 0) return fail('bad_request', 'A method and at most one input are needed.');
    const method = methodNamed(name);
    if (!method)
      return fail('bad_request', `There is no method named ${name}.`, `Methods are: ${methodNames.join(', ')}.`);
    const input = await inputFrom(json, context);
    if (!input.ok) return input;
    const parsed = methods[method].input.strict().safeParse(input.value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return fail(
        'bad_request',
        `The input of ${name} is not valid: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
      );
    }
    const answer = await context.engine().call(method, input.value);
    return answer.ok ? ok({ json: answer.value, lines: plainJson(answer.value).split('\n') }) : answer;
  },
};

async function inputFrom(json: string | undefined, context: Context): Promise<Result<unknown>> {
  const written = json === '-' ? await text(context.stdin) : (json ?? '{}');
  try {
    return ok(JSON.parse(written) as unknown);
  } catch {
    return fail('bad_request', 'The input is not JSON.');
  }
}
