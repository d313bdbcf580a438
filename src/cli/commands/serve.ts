import { fail, ok, type Result } from '../../contract/result.ts';
import type { RunningHost } from '../../web/host.ts';
import { loopbackHosts, type LoopbackHost } from '../../web/loopback-hosts.ts';
import { newToken } from '../../web/token.ts';
import { type Command, type Context, type Given, textOption } from '../command.ts';

export const serve: Command = {
  name: 'serve',
  about: 'Show the app in a browser: serve it on this machine alone until interrupted.',
  words: '',
  options: {
    port: { type: 'string', short: 'p', value: 'N', about: 'The port; any free one when not given.' },
    host: { type: 'string', value: 'HOST', about: `One of ${loopbackHosts.join(', ')}.` },
    token: {
      type: 'string',
      value: 'T',
      about: 'The token that calls must carry; REARVIEW_TOKEN or a random one when not given.',
    },
    'no-open': { type: 'boolean', about: 'Do not open a browser.' },
  },
  async run(given, context) {
    const host = hostFrom(given);
    const port = portFrom(given);
    if (!host.ok) return host;
    if (!port.ok) return port;
    const token = textOption(given, 'token') || context.environment['REARVIEW_TOKEN'] || newToken();
    const started = await start(context, host.value, port.value, token);
    if (!started.ok) return started;
    const interrupted = context.untilInterrupted();
    const url = `${started.value.address}#token=${encodeURIComponent(token)}`;
    await context.write(`Rearview is at ${url}\n`);
    context.note('Only this machine can reach it. Press Ctrl+C to stop.\n');
    if (!given.options['no-open']) context.openBrowser(url);
    await interrupted;
    await started.value.close();
    return ok(null);
  },
};

function hostFrom(given: Given): Result<LoopbackHost> {
  const name = textOption(given, 'host') ?? '127.0.0.1';
  const known = loopbackHosts.find((host) => host === name);
  return known ? ok(known) : fail('bad_request', `Only loopback hosts are served: ${loopbackHosts.join(', ')}.`);
}

function portFrom(given: Given): Result<number> {
  const written = textOption(given, 'port') ?? '0';
  const port = /^\d{1,5}$/.test(written) ? Number(written) : Number.NaN;
  return port <= 65_535 ? ok(port) : fail('bad_request', `${written} is not a port.`);
}

async function start(context: Context, host: LoopbackHost, port: number, token: string): Promise<Result<RunningHost>> {
  // Other commands need no host.
  const { startHost } = await import('../../web/host.ts');
  const onBug = (error: unknown): void =>
    context.note(`A bug was caught (${error instanceof Error ? error.name : typeof error}).\n`);
  try {
    const { page_folder } = context;
    return ok(await startHost({ engine: context.engine(), page_folder, host, port, token, onBug }));
  } catch (error) {
    return failureFrom(error as NodeJS.ErrnoException, port);
  }
}

function failureFrom(error: NodeJS.ErrnoException, port: number): Result<never> {
  switch (error.code) {
    case 'EADDRINUSE':
      return fail('unavailable', `Port ${port} is in use by another program.`, 'Give another one with --port.');
    case 'EACCES':
      return fail('unavailable', `Port ${port} may not be used by this account.`, 'Give one above 1023 with --port.');
    case 'EADDRNOTAVAIL':
      return fail('unavailable', 'This machine does not have that loopback address.', 'Leave --host out.');
    default:
      throw error;
  }
}
