import { tokenRule } from './token.ts';

/** Keys of monitoring, chat and messaging services. */
export const monitoringTokens = [
  tokenRule({
    name: 'newrelic-key',
    prefixes: ['NRAK-', 'NRJS-', 'NRII-', 'NRIQ-', 'NRRA-', 'NRSP-'],
    body: String.raw`[A-Za-z0-9_-]{15,64}`,
    sample: ['NRAK-', 'U3KN8V0PMOK0W1TTKN2FJMUH6SL'],
  }),
  tokenRule({
    name: 'sentry-token',
    prefixes: ['sntrys_', 'sntryu_', 'sntrya_', 'sntryi_'],
    body: String.raw`[A-Za-z0-9+/=_-]{40,600}`,
    sample: [
      'sntrys_',
      'eyJae1cxlfe8RehMelgJgKOEWsY9EZGWubVWts1ZpJd31kjAC2yueWgot6rZ8bnTKjpqvvA8rJoXr2ZyUlk_rOVz8KjjZpLSHI55zBnUzecfRXh5BWjiy7Uo8eHVQYn',
    ],
  }),
  tokenRule({
    name: 'grafana-token',
    prefixes: ['glc_'],
    body: String.raw`[A-Za-z0-9+/]{30,500}={0,3}`,
    sample: ['glc_', 'eyJmky2QBXzYEXz6oiAR5VS0fK8sYBEMNDvzIJTOODbQHuu66G8Jjj7Fx7Jb1MCvf2uYbFo3twLmITCFDKH'],
  }),
  tokenRule({
    name: 'grafana-token',
    prefixes: ['glsa_'],
    body: String.raw`[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}`,
    sample: ['glsa_', 'CBUtsoKHdKGLMmWr8MXH2bUZaQcOeBrt_5554b1e1'],
    spares: ['glsa_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX_AAAAAAAA'],
  }),
  tokenRule({
    name: 'grafana-token',
    prefixes: ['eyJrIjoi'],
    body: String.raw`[A-Za-z0-9+/]{60,400}={0,3}`,
    sample: ['eyJrIjoi', 'ycjy4kAcc4BmoVqZg8J3D6yjhJfLsYKspAgz7ysg8A2zXatqMkYuqaV9e9l7nKU5YMR5Nyqyn0AlsUUpwjQznVKk2i'],
  }),
  tokenRule({
    name: 'dynatrace-token',
    prefixes: ['dt0c01.', 'dt0s01.', 'dt0s16.'],
    body: String.raw`[A-Za-z0-9]{20,32}\.[A-Za-z0-9]{60,70}`,
    sample: ['dt0c01.', '5RF5CJ1F0S61AFIGYRH12QF2.XGC5TNEQRXN6671R3UZ4HCJSD8IWYPQ6C24BFFCN34FSVLIHL6QVKKO4OQQDOKTE'],
  }),
  tokenRule({
    name: 'logfire-token',
    prefixes: ['pylf_v'],
    body: String.raw`\d_[a-z]{2,8}_[A-Za-z0-9]{30,64}`,
    sample: ['pylf_v', '1_us_oYin29cNGa6ezUrDvYOpde0h9M7QKhrHjUZ4K6I5eef'],
  }),
  tokenRule({
    name: 'honeycomb-key',
    prefixes: ['hcaik_', 'hcaic_', 'hcamk_', 'hcxik_'],
    body: String.raw`[A-Za-z0-9]{40,80}`,
    sample: ['hcaik_', 'rxg95vkvgxyhi5svy9lubun3hs3xx4m8lxmmtspe0an9en66hphsgmard1'],
  }),
  tokenRule({
    name: 'slack-token',
    prefixes: [
      'xoxb-',
      'xoxp-',
      'xoxa-',
      'xoxr-',
      'xoxs-',
      'xoxo-',
      'xoxc-',
      'xoxd-',
      'xoxe-',
      'xoxe.xoxp-',
      'xoxe.xoxb-',
      'xapp-',
    ],
    body: String.raw`(?=[^\d\s]{0,60}\d[^\d\s]{0,60}\d[^\d\s]{0,60}\d)[A-Za-z0-9%_/+-]{10,400}`,
    sample: ['xoxb-', '145908659820-932313149856-ZsBEm1sbH1v5RgJbX3qB9BDb'],
    spares: ['xoxb-abcdef-abcdef', 'xoxb-xoxb-my-bot-token', 'xoxe.xoxp-1-initial'],
  }),
  tokenRule({
    name: 'discord-token',
    prefixes: ['mfa.'],
    body: String.raw`[A-Za-z0-9_-]{60,100}`,
    sample: ['mfa.', 'nipYKXuXjIW65XQiJKKJJHlyzHKTgkkGjfadiwAuDPbIP7wAP50WPxF1elYbVewCOq1DcgP7Cm7LMEQFxVwF'],
  }),
  tokenRule({
    name: 'nostr-key',
    prefixes: ['nsec1'],
    body: String.raw`[a-z0-9]{58}(?![a-z0-9])`,
    sample: ['nsec1', 'vf1te62pjlt1ug61kc5hkds6cvdg7m6zkon1q3fp3aozgm0f8sxvprvocz'],
  }),
];
