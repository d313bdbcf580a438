import type { IncomingMessage } from 'node:http';
import type { Result } from '../contract/result.ts';
import { type Answer, errorAnswer, refusal, valueAnswer } from './answer.ts';
import { type Input, inputFromQuery, readInput } from './request-input.ts';
import { findRoute, queryFields, type RouteMatch, segmentsOf } from './routes.ts';
import { sourceRoutes } from './source-routes.ts';

type Call = (method: string, input: unknown) => Promise<Result<unknown>>;

const unknownAddress = 'There is nothing at this address.';

/** Answers requests below `/api/v1` by calling the method that the contract files under their address. */
export function apiCalls(call: Call): (request: IncomingMessage, path: string, query: string) => Promise<Answer> {
  const sourceOf = sourceRoutes(call);
  return async (request, path, query) => {
    const segments = segmentsOf(path);
    if (!segments) return refusal('not_found', unknownAddress);
    const verb = request.method === 'HEAD' ? 'GET' : (request.method ?? '');
    const route = await findAlsoByAlias(verb, segments, sourceOf);
    if ('verbs' in route) return refuseVerb(route.verbs);
    const input = await inputOf(request, route, query);
    return input.ok ? answerFrom(await call(route.name, { ...input.value, ...route.path_input })) : input.answer;
  };
}

/** `/<word>/sessions` is `/agent-sessions/<source>/sessions`, for the word of any source. */
async function findAlsoByAlias(
  verb: string,
  segments: readonly string[],
  sourceOf: (word: string) => Promise<string | null>,
): Promise<RouteMatch | { verbs: string[] }> {
  const route = findRoute(verb, segments);
  const [word, ...rest] = segments;
  if ('name' in route || route.verbs.length > 0 || word === undefined || rest.length === 0) return route;
  const source = await sourceOf(word);
  return source === null ? route : findRoute(verb, ['agent-sessions', source, ...rest]);
}

function refuseVerb(verbs: readonly string[]): Answer {
  if (verbs.length === 0) return refusal('not_found', unknownAddress);
  const allowed = verbs.includes('GET') ? [...verbs, 'HEAD'] : verbs;
  return refusal('bad_request', 'This address does not know that method.', 405, { Allow: allowed.join(', ') });
}

async function inputOf(request: IncomingMessage, route: RouteMatch, query: string): Promise<Input> {
  return request.method === 'POST' ? readInput(request) : inputFromQuery(query, queryFields(route.name));
}

function answerFrom(result: Result<unknown>): Answer {
  return result.ok ? valueAnswer(result.value) : errorAnswer(result.error);
}
