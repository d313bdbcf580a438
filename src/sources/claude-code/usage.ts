import type { ApiCall, Usage } from '../source.ts';
import { countOf, filledTextOf, flagOf, listOf, numberOf, type Shape, shapeOf, textOf, wordOf } from '../shape.ts';
import { seal } from './item.ts';

/** The name that the client gives messages it made itself; there was no API call. */
const clientMade = '<synthetic>';

/**
 * The API call that an assistant record is a part of, or null when the client made the message itself.
 * All lines of one call repeat its usage under one `message.id`; the engine keeps the largest output.
 */
export function callOf(record: Shape, message: Shape): ApiCall | null {
  const model = filledTextOf(message['model']);
  const call_key = filledTextOf(message['id']) ?? filledTextOf(record['uuid']);
  if (model === clientMade || call_key === null || (model === null && shapeOf(message['usage']) === null)) return null;
  return {
    call_key,
    model: seal(model ?? 'unknown'),
    usage: usageOf(shapeOf(message['usage']) ?? {}),
    reported_cost_usd: numberOf(record['costUSD']),
    is_copy: shapeOf(record['forkedFrom']) !== null,
    is_final: textOf(message['stop_reason']) !== null,
  };
}

export const isClientMade = (message: Shape): boolean => message['model'] === clientMade;

function usageOf(usage: Shape): Usage {
  const entries = listOf(usage['iterations'])
    .map(shapeOf)
    .filter((entry) => entry !== null);
  return {
    ...plainUsageOf(usage, usage),
    // A single entry repeats the whole.
    parts: entries.length < 2 ? [] : entries.map((entry) => partOf(entry, usage)),
  };
}

function partOf(entry: Shape, usage: Shape): Usage['parts'][number] {
  return {
    model: filledTextOf(entry['model']),
    // An advisor's own call is billed, but is in no total of the message.
    is_extra: entry['type'] === 'advisor_message',
    usage: plainUsageOf(entry, usage),
  };
}

function plainUsageOf(tokens: Shape, whole: Shape): Omit<Usage, 'parts'> {
  return {
    input: countOf(tokens['input_tokens']) ?? 0,
    cache_read: countOf(tokens['cache_read_input_tokens']) ?? 0,
    ...cacheWritesOf(tokens),
    output: countOf(tokens['output_tokens']) ?? 0,
    reasoning: countOf(shapeOf(tokens['output_tokens_details'])?.['thinking_tokens']) ?? 0,
    speed: wordOf(whole['speed']),
    tier: wordOf(whole['service_tier']),
    region: wordOf(whole['inference_geo']),
    web_searches: countOf(shapeOf(tokens['server_tool_use'])?.['web_search_requests']) ?? 0,
  };
}

/** The flat figure is the truth and the split says how it divides, but up to 2.1.151 the flat one could wrongly be 0. */
function cacheWritesOf(tokens: Shape): Pick<Usage, 'cache_write_5m' | 'cache_write_1h'> {
  const split = shapeOf(tokens['cache_creation']);
  const in5m = countOf(split?.['ephemeral_5m_input_tokens']) ?? 0;
  const in1h = countOf(split?.['ephemeral_1h_input_tokens']) ?? 0;
  const flat = countOf(tokens['cache_creation_input_tokens']) ?? 0;
  if (flat === 0) return { cache_write_5m: in5m, cache_write_1h: in1h };
  const cache_write_1h = Math.min(in1h, flat);
  return { cache_write_5m: flat - cache_write_1h, cache_write_1h };
}

export const isApiError = (record: Shape): boolean => flagOf(record['isApiErrorMessage']);
