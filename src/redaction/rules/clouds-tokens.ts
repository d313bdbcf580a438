import { tokenRule } from './token.ts';

/** Keys and tokens of clouds and hosting. */
export const cloudsTokens = [
  tokenRule({
    name: 'aws-access-key',
    prefixes: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    body: String.raw`[A-Z0-9]{16}(?![A-Za-z0-9])`,
    sample: ['AKIA', 'S1V1Q9DSSW5ZV6R6'],
    spares: ['AKIAIOSFODNN7EXAMPLE', 'AKIAFAKE0000'],
  }),
  tokenRule({
    name: 'aws-access-key',
    prefixes: ['A3T'],
    body: String.raw`[A-Z0-9]{17}(?![A-Za-z0-9])`,
    sample: ['A3T', 'LOU44WHCSWBFTAG74'],
  }),
  tokenRule({
    name: 'alibaba-key',
    prefixes: ['LTAI'],
    body: String.raw`[A-Za-z0-9]{12,26}(?![A-Za-z0-9])`,
    sample: ['LTAI', 'k4f5jqceu7ctlcwa939h'],
  }),
  tokenRule({
    name: 'alibaba-key',
    prefixes: ['STS.'],
    body: String.raw`[A-Za-z0-9]{24,64}(?![A-Za-z0-9])`,
    sample: ['STS.', 'qIdipLABtvzyAsrtq1aeTXPUm2FkkAHpB'],
  }),
  tokenRule({
    name: 'aws-key',
    prefixes: ['ABSK'],
    body: String.raw`[A-Za-z0-9+/]{80,300}={0,2}`,
    sample: [
      'ABSK',
      'WNpfyHVMUtTIloFyCZuj4ZikDZTGACM06emxqDyg6inYnJorssm4rFNCqodowLGqL3CaxG67pAX30IyTjtQ3TLaCUBbkpl76DfkhC0Hxzaks6',
    ],
  }),
  tokenRule({
    name: 'aws-key',
    prefixes: ['bedrock-api-key-'],
    body: String.raw`[A-Za-z0-9+/]{20,2000}={0,2}`,
    sample: ['bedrock-api-key-', 'ZcEArYml8qJexajGFpeN5JoAbAArqH92FN3HIeBR'],
  }),
  tokenRule({
    name: 'aws-session',
    prefixes: ['IQoJb3JpZ2lu', 'FwoGZXIvYXdz', 'FQoGZXIvYXdz'],
    body: String.raw`[A-Za-z0-9+/]{40,2000}={0,2}`,
    sample: [
      'IQoJb3JpZ2lu',
      'X2VjukPcuvL7DXxvts2JuwFSojtfdq74Q69DtCADA4pr0nFYTTumK931fmDUX8kucerKJ9zHX9pKozaeYxyc8RywkVSRDn',
    ],
  }),
  tokenRule({
    name: 'google-oauth-token',
    prefixes: ['ya29.'],
    body: String.raw`[A-Za-z0-9_.-]{20,2048}`,
    sample: ['ya29.', 'ptz0mV3muA1Jm1Tlb4PYYrYmx5OzcSsAUQRbKl60w4yCS1Jz43kJR2zzjrx6fWiFijfzYMywu7OTmDrZdtN7QlwAyY'],
  }),
  tokenRule({
    name: 'google-oauth-token',
    prefixes: ['1//0'],
    body: String.raw`[A-Za-z0-9_-]{40,200}`,
    sample: ['1//0', 'diFizWxEOZlh5Q41hUeglMMNMFLzsSXkkWZxh2JPC7fX3GXodyFJUmBWRhmBGCN33kflkNQ7xRbG8cxl0m9IQ1CVML'],
  }),
  tokenRule({
    name: 'google-oauth-secret',
    prefixes: ['GOCSPX-'],
    body: String.raw`[A-Za-z0-9_-]{20,48}`,
    sample: ['GOCSPX-', 'YFBDCjX3tdf8265E3moZ7Ht9FQUk'],
  }),
  tokenRule({
    name: 'digitalocean-token',
    prefixes: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    body: String.raw`[0-9a-f]{40,80}`,
    sample: ['dop_v1_', '72c5e5b77518b1018f134a069e3fab8c3bfc5e740e61572b4e3c02eaa7f3b4a7'],
  }),
  tokenRule({
    name: 'fly-token',
    prefixes: ['FlyV1 '],
    body: String.raw`fm\d[a-z]?_[A-Za-z0-9+/=_,-]{20,2000}`,
    sample: [
      'FlyV1 ',
      'fm2_Qj09BBG7svMQB1mokdhPscGW3GtLCRHdflgwRHHHZ4IilO3OJqkdvZK80B8oYsam1mhCZ8DxXVZP1Vtb1kz6U0Z2jD',
    ],
  }),
  tokenRule({
    name: 'fly-token',
    prefixes: ['fm1r_', 'fm1a_', 'fm2_', 'fo1_'],
    body: String.raw`[A-Za-z0-9+/=_-]{36,2000}`,
    sample: ['fo1_', 'UhJ9r7WP3bqoAXGhLEUbMgqBOIaZx7doCz44CC3pnR6'],
  }),
  tokenRule({
    name: 'heroku-key',
    prefixes: ['HRKU-'],
    body: String.raw`(?:AA[A-Za-z0-9_-]{50,70}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})`,
    sample: ['HRKU-', 'AArnRoiz7CnGQHhAbP8CSHTWpKHDm996g5RFdli7JcHgI4S6akSRPvFviS1d'],
  }),
  tokenRule({
    name: 'netlify-token',
    prefixes: ['nfp_', 'nfc_', 'nfo_', 'nfu_', 'nfb_'],
    body: String.raw`[A-Za-z0-9]{30,64}`,
    sample: ['nfp_', 'nskOpYMjtXd5jTnee0TBPVOMgiYlZA7WK38P'],
  }),
  tokenRule({
    name: 'vercel-token',
    prefixes: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_', 'vercel_blob_rw_'],
    body: String.raw`[A-Za-z0-9_-]{24,80}`,
    sample: ['vcp_', 'UjUfRS4NSDxBKjEm3WcqDhY1cWvwGhO9rv7JaVqWIrMnn2R01hGv2v7w'],
  }),
  tokenRule({
    name: 'render-key',
    prefixes: ['rnd_'],
    body: String.raw`[A-Za-z0-9]{20,64}`,
    sample: ['rnd_', 'eRyoto6tIa3GAaxjlHfZ9kJa2yR3'],
  }),
  tokenRule({
    name: 'cloudflare-key',
    prefixes: ['v1.0-'],
    body: String.raw`[0-9a-f]{24}-[0-9a-f]{100,200}`,
    sample: [
      'v1.0-',
      '6cc69f67e48eb7c64328c049-0c257a632b96292794c9bce4850bbd0e7cb3593871c15d694c1957f8db03911731a6b2dc782bdeae16d4f6185578715bbd26944ff770e4b9447a3d54ec6390bf61189639e35aeeb952',
    ],
  }),
  tokenRule({
    name: 'cloudflare-tunnel-token',
    prefixes: ['eyJhIjoi'],
    body: String.raw`[A-Za-z0-9+/=_-]{100,400}`,
    sample: [
      'eyJhIjoi',
      'CAdwfFvtVvkQGpf9bfMyiUAW6FpSon7upsQpPFIvBBxZ1JSXL9oh257rKGyu1TvnUYLp0WUOXIj6X11QPDCGkzo60tZ5D8NfbfuKTmloFJsOKIcoZFC2ceMNuXAC1n21ygbJSEqDgta4VEcAq90L5uKYSAczkrWk',
    ],
  }),
  tokenRule({
    name: 'openshift-token',
    prefixes: ['sha256~'],
    body: String.raw`[A-Za-z0-9_-]{40,50}`,
    sample: ['sha256~', 'MeFiUhdbi6o3JZ9mnFzzDurVmqTkka8XeqpIT3Vh4oB'],
    spares: ['--token=sha256~_xxxxxx_xxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxx-X'],
  }),
  tokenRule({
    name: 'scalingo-token',
    prefixes: ['tk-us-', 'tk-eu-'],
    body: String.raw`[A-Za-z0-9_-]{40,64}`,
    sample: ['tk-us-', '2MOrvcsFJqlXjl8aXhPkcZQHOL94MjvHO31QpGMhqQtfOjdO'],
  }),
  tokenRule({
    name: 'yandex-key',
    prefixes: ['AQVN'],
    body: String.raw`[A-Za-z0-9_-]{30,50}`,
    sample: ['AQVN', 'iksHvg6lkF2arEzcI3gjgt1w8Ho9ugGd1rZiK9'],
  }),
  tokenRule({
    name: 'yandex-token',
    prefixes: ['t1.'],
    body: String.raw`[A-Z0-9a-z_-]{3,200}={0,2}\.[A-Z0-9a-z_-]{60,100}={0,2}`,
    sample: [
      't1.',
      '9MkexFIXxnDZPDXCAsm9.NdTHtIb64Fn3MkH6u3WKXv1VzwvrA0QHPXgvh8WufC0mWGWjUzmHC76rPQWMscB1lcHyBfHEzQLJj7S3rqY1Jl',
    ],
  }),
  tokenRule({
    name: 'scaleway-key',
    prefixes: ['SCW'],
    body: String.raw`[A-Z0-9]{17}(?![A-Za-z0-9])`,
    sample: ['SCW', 'YWEZ7RUE8OQQ4W74O'],
  }),
  tokenRule({
    name: 'cloudflare-token',
    prefixes: ['cfut_', 'cfat_', 'cfk_'],
    body: String.raw`[A-Za-z0-9_-]{30,80}`,
    sample: ['cfut_', 'Qq2TjZg4arDTTP3Yzb2iQTMIDNipX7dqftlJX7zV'],
  }),
];
