/** What providers and clouds put before a model's own name. */
const prefixes: readonly RegExp[] = [
  /^arn:aws[\w-]*:bedrock:[^/]*\//,
  /^(?:anthropic|openai|vertex_ai|bedrock|openrouter)\//,
  /^(?:[a-z]{2,6}\.|us-gov\.)?anthropic\./,
];

/** What they put behind it: a version of the offer, a date, a window size. */
const suffixes: readonly RegExp[] = [/@\w+$/, /-v\d+(?::\d+)?$/, /-\d{8}$/, /\[1m\]$/];

const gptSuffixes: readonly RegExp[] = [/-\d{4}-\d\d-\d\d$/, /-(?:minimal|low|medium|high|xhigh)$/];

/**
 * The names under which a model's price may stand, most literal first, such as
 * `us.anthropic.claude-opus-4-5-20251101-v1:0` → `claude-opus-4-5`. Nothing is cut but what is known to be no part of the name.
 */
export function modelIdsFrom(model: string): string[] {
  const bare = strippedAll(model.trim(), prefixes);
  const plain = strippedAll(bare, suffixes);
  const claude = plain.startsWith('claude-') ? plain.replace(/(\d)\.(\d)/g, '$1-$2') : plain;
  return [...new Set([model, bare, claude, ...steps(plain, gptSuffixes)])];
}

/** The name after each cut. */
function steps(name: string, cuts: readonly RegExp[]): string[] {
  const names: string[] = [];
  for (let rest = name, last = ''; rest !== last;) {
    last = rest;
    for (const cut of cuts) {
      const shorter = rest.replace(cut, '');
      if (shorter !== rest) names.push(shorter);
      rest = shorter;
    }
  }
  return names;
}

const strippedAll = (name: string, cuts: readonly RegExp[]): string => steps(name, cuts).at(-1) ?? name;
