import { alphabets as a, type Random } from './random.ts';

/** A family of tokens that tell what they are by themselves. All are made up while a test runs. */
export type TokenFamily = (random: Random) => string;

const joined =
  (mark: string, parts: readonly string[], alphabet: string, ...lengths: number[]): TokenFamily =>
  (random) =>
    [...parts, ...lengths.map((length) => random.of(alphabet, length))].join(mark);

/** Prefixes are written in parts, so that no line here looks like a token to a scanner. */
const behind = (parts: readonly string[], mark: string, alphabet: string, length: number): TokenFamily =>
  joined(mark, parts, alphabet, length);

const base64Url = (text: string): string => Buffer.from(text).toString('base64url');

export const tokenFamilies: Readonly<Record<string, TokenFamily>> = {
  'github-personal': behind(['ghp'], '_', a.word, 36),
  'github-oauth': behind(['gho'], '_', a.word, 36),
  'github-app': behind(['ghs'], '_', a.word, 36),
  'github-fine-grained': joined('_', ['github', 'pat'], a.word, 22, 59),
  'gitlab-personal': behind(['glpat'], '-', a.word, 20),
  'gitlab-runner': behind(['glrt'], '-', a.word, 20),
  'aws-access-key': (random) => ['AK', 'IA', random.of(a.base32, 16)].join(''),
  'aws-temporary-key': (random) => ['AS', 'IA', random.of(a.base32, 16)].join(''),
  'anthropic-key': (random) => ['sk', 'ant', 'api03', `${random.of(a.word, 93)}AA`].join('-'),
  'anthropic-oauth': (random) => ['sk', 'ant', 'oat01', `${random.of(a.word, 86)}AA`].join('-'),
  'openai-project': (random) => ['sk', 'proj', `${random.of(a.word, 60)}T3BlbkFJ${random.of(a.word, 60)}`].join('-'),
  'openai-legacy': (random) => ['sk', `${random.of(a.word, 20)}T3BlbkFJ${random.of(a.word, 20)}`].join('-'),
  'openrouter-key': (random) => ['sk', 'or', 'v1', random.of(a.hex, 64)].join('-'),
  'slack-bot': (random) => ['xoxb', random.of(a.digits, 12), random.of(a.digits, 13), random.of(a.word, 24)].join('-'),
  'slack-app': (random) =>
    ['xapp', '1', `A${random.of(a.upperWord, 10)}`, random.of(a.digits, 13), random.of(a.hex, 64)].join('-'),
  'stripe-live': joined('_', ['sk', 'live'], a.word, 24),
  'stripe-restricted': joined('_', ['rk', 'live'], a.word, 24),
  'stripe-webhook': behind(['whsec'], '_', a.word, 32),
  'npm-token': behind(['npm'], '_', a.word, 36),
  'pypi-token': (random) => ['pypi', `AgEIcHlwaS5vcmcC${random.of(a.word, 80)}`].join('-'),
  'huggingface-token': behind(['hf'], '_', a.word, 34),
  'sendgrid-key': joined('.', ['SG'], a.word, 22, 43),
  'google-api-key': (random) => ['AI', 'za', 'Sy', random.of(a.word, 33)].join(''),
  'google-oauth': (random) => ['ya29', `a0${random.of(a.word, 60)}`].join('.'),
  'google-client-secret': behind(['GOCSPX'], '-', a.word, 28),
  'digitalocean-token': joined('_', ['dop', 'v1'], a.hex, 64),
  'shopify-token': behind(['shpat'], '_', a.hex, 32),
  'linear-key': joined('_', ['lin', 'api'], a.word, 40),
  'notion-token': behind(['ntn'], '_', a.word, 46),
  'figma-token': behind(['figd'], '_', a.word, 40),
  'telegram-bot': (random) => [random.of('123456789', 10), `AA${random.of(a.word, 33)}`].join(':'),
  'age-key': (random) => ['AGE', 'SECRET', 'KEY', `1${random.of('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58)}`].join('-'),
  'vault-token': (random) => ['hvs', `CAESI${random.of(a.word, 90)}`].join('.'),
  'terraform-token': (random) => [random.of(a.word, 14), 'atlasv1', random.of(a.word, 64)].join('.'),
  'databricks-token': (random) => `${['da', 'pi'].join('')}${random.of(a.hex, 32)}`,
  'doppler-token': joined('.', ['dp', 'pt'], a.word, 43),
  'netlify-token': behind(['nfp'], '_', a.word, 36),
  'supabase-token': behind(['sbp'], '_', a.hex, 40),
  'planetscale-token': joined('_', ['pscale', 'tkn'], a.word, 43),
  'pulumi-token': behind(['pul'], '-', a.hex, 40),
  'grafana-token': (random) => ['glsa', random.of(a.word, 32), random.of(a.hex, 8)].join('_'),
  'newrelic-key': behind(['NRAK'], '-', a.upperWord, 27),
  'postman-key': joined('-', ['PMAK'], a.hex, 24, 34),
  'replicate-token': (random) => `${['r', '8'].join('')}_${random.of(a.word, 37)}`,
  'groq-key': behind(['gsk'], '_', a.word, 52),
  'perplexity-key': behind(['pplx'], '-', a.word, 48),
  'xai-key': behind(['xai'], '-', a.word, 80),
  'langsmith-key': joined('_', ['lsv2', 'pt'], a.hex, 32, 10),
  'twilio-key': (random) => `${['S', 'K'].join('')}${random.of(a.hex, 32)}`,
  'atlassian-token': (random) =>
    `${['ATATT', '3xFfGF0'].join('')}${random.of(a.word, 160)}=${random.of(a.upperWord, 8)}`,
  'docker-token': joined('_', ['dckr', 'pat'], a.word, 27),
  'json-web-token': (random) =>
    [
      base64Url('{"alg":"HS256","typ":"JWT"}'),
      base64Url(`{"sub":"${random.of(a.word, 12)}","iat":1760000000}`),
      random.of(a.word, 43),
    ].join('.'),
};
