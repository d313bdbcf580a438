import { tokenRule } from './token.ts';

/** Keys and tokens of databases, vaults, networks and what runs on them. */
export const infrastructureTokens = [
  tokenRule({
    name: 'doppler-token',
    prefixes: ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.', 'dp.said.'],
    body: String.raw`[A-Za-z0-9_.-]{36,100}`,
    sample: ['dp.pt.', 'vDLtcj4Jc3JRaaPJBRk1SVzKQfGUd5eHJgDo5yq7Nje'],
  }),
  tokenRule({
    name: 'vault-token',
    prefixes: ['hvs.', 'hvb.', 'hvr.'],
    body: String.raw`[A-Za-z0-9_-]{20,400}`,
    sample: ['hvs.', '1SHQwMXbQP7PGYSa5KD1uSJoBczgVgIcAy18hSLXbC6aNRkLI1LhxOtLMmF1F4mufwRLNInqtozMlTMAEsuha1u6Dh'],
  }),
  tokenRule({
    name: 'pulumi-token',
    prefixes: ['pul-'],
    body: String.raw`[0-9a-f]{40}`,
    sample: ['pul-', 'ba9f20df4875b15b0be23b7ac193fe0407275539'],
  }),
  tokenRule({
    name: 'neon-key',
    prefixes: ['napi_'],
    body: String.raw`[a-z0-9]{40,100}`,
    sample: ['napi_', 'hy23swswz79yua5y2tl8tj1yofvupun1abdq5t8t81771y3wcw2ae7og0x6z9jm0'],
  }),
  tokenRule({
    name: 'planetscale-token',
    prefixes: ['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_', 'pscale_app_secret_'],
    body: String.raw`[A-Za-z0-9_.=-]{30,64}`,
    sample: ['pscale_tkn_', 'fZcxn5lVshv0FKXUXE0TgLHp5SsV07g4aoKhS0gNg5M'],
  }),
  tokenRule({
    name: 'supabase-key',
    prefixes: ['sbp_'],
    body: String.raw`(?:oauth_)?[0-9a-f]{40,64}`,
    sample: ['sbp_', 'd513b1d00909c30065f846d34530325fed10a47b'],
  }),
  tokenRule({
    name: 'supabase-key',
    prefixes: ['sb_secret_'],
    body: String.raw`[A-Za-z0-9_-]{20,64}`,
    sample: ['sb_secret_', 'RKCRoG258lEWMcnYBDO4Zlw9CcDnPPO'],
  }),
  tokenRule({
    name: 'databricks-token',
    prefixes: ['dapi', 'dkea', 'dose'],
    body: String.raw`[0-9a-f]{32}(?:-\d)?`,
    sample: ['dapi', '155a0e9d8f27c7d9cf07255bc509cb3a'],
  }),
  tokenRule({
    name: 'tailscale-key',
    prefixes: ['tskey-'],
    body: String.raw`(?:auth|api|client|scim|webhook|reg|ssh)-[A-Za-z0-9]{8,40}(?:-[A-Za-z0-9]{16,64})?`,
    sample: ['tskey-', 'auth-i3YVZpE9Hb06WjPYM-dSWPbCRqBVzJPtIFMRi1yIjcd1yzPKXW'],
  }),
  tokenRule({
    name: 'defined-networking-key',
    prefixes: ['dnkey-'],
    body: String.raw`[a-z0-9=_-]{20,40}-[a-z0-9=_-]{40,64}`,
    sample: ['dnkey-', 'q8r2abvj564ccelz4k2zo7exv7-nticnkx3v3ywuav4vobp3cjjryre6qw7ic9gm1gxspjetvx6pw9z'],
  }),
  tokenRule({
    name: 'age-secret-key',
    prefixes: ['AGE-SECRET-KEY-1'],
    body: String.raw`[0-9A-Za-z]{40,70}`,
    sample: ['AGE-SECRET-KEY-1', 'VDVU46XPPWJINA3Z2ZTKEJTTQ9VEMFLTW3W1E5ULRQ8BKRPBNDZ2MS6GMP'],
  }),
  tokenRule({
    name: 'onepassword-token',
    prefixes: ['ops_'],
    body: String.raw`eyJ[A-Za-z0-9+/_-]{80,2000}={0,2}`,
    sample: [
      'ops_',
      'eyJuD9ImDFEz04kVuIAMRip4AoU7BNUU3vBpfZnrzVLD3ayCFonVxfmZQ8d3AB7UkpUDantu1VKFBJNJhx1FW0XbWirl3jJqmkVOvnQ0tewCxpTpxjtdjRXhh8RIQAjeGpzxXJoOZwF7BnIHDigNjxLQ8mXvJ5L3v26xKhBWxtPc3fNo6W5zYdNUy5BGquAEzp6Zr3WDOkY',
    ],
  }),
  tokenRule({
    name: 'onepassword-secret-key',
    prefixes: ['A3-'],
    body: String.raw`[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}`,
    sample: ['A3-', '0YOBQB-Q1POWNU1RT5-NK4RI-TSFVA-5PKU2'],
  }),
  tokenRule({
    name: 'infracost-key',
    prefixes: ['ico-'],
    body: String.raw`[A-Za-z0-9]{32}(?![A-Za-z0-9])`,
    sample: ['ico-', 'NlD4yN24vXCxx3cLb3I7TrBzHJ6AI6TJ'],
  }),
  tokenRule({
    name: 'harness-key',
    prefixes: ['pat.', 'sat.'],
    body: String.raw`[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{24}\.[A-Za-z0-9_-]{20}`,
    sample: ['pat.', 'gvWGwKdrZFaVp6qtZ4V5Cl.PMyosACIgmOkbsGuBD5UE4HH.9fIhbALOriJovigHhW1f'],
  }),
  tokenRule({
    name: 'octopus-key',
    prefixes: ['API-'],
    body: String.raw`[A-Z0-9]{25,27}(?![A-Za-z0-9])`,
    sample: ['API-', 'EWNOERLAQRECM6D09XRAUC38S9'],
  }),
  tokenRule({
    name: 'prefect-key',
    prefixes: ['pnu_', 'pnb_'],
    body: String.raw`[A-Za-z0-9]{30,50}`,
    sample: ['pnu_', 'Vsa3vtRZbUiaYJYwY4azJ5oAPmg7QsnuYP0M'],
    spares: ['pnu_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX'],
  }),
  tokenRule({
    name: 'clickhouse-key',
    prefixes: ['4b1d'],
    body: String.raw`[A-Za-z0-9]{38}(?![A-Za-z0-9])`,
    sample: ['4b1d', 'qHF1nyC6tDZsjUrpcjqUdkAevp2egVliYP0oyv'],
  }),
  tokenRule({
    name: 'phoenix-token',
    prefixes: ['SFMyNTY.', 'SFMzODQ.', 'SFM1MTI.'],
    body: String.raw`[A-Za-z0-9_-]{16,4096}\.[A-Za-z0-9_-]{43,86}`,
    sample: ['SFMyNTY.', 'g2gDbQAAAAhkZXZpY2VfMW4GAKzTb', '.', 'Rt7KpXw2LmQz9VkYq8RzT3vNcLp5HsWd7JfGt2XbMx9'],
  }),
  tokenRule({
    name: 'turso-token',
    prefixes: ['tur_'],
    body: String.raw`[A-Za-z0-9]{30,80}`,
    sample: ['tur_', 'JE7whXhNhK0XPrLJ0qdLo8025p36CUYX130bHaJs'],
  }),
  tokenRule({
    name: 'settlemint-token',
    prefixes: ['sm_aat_', 'sm_pat_', 'sm_sat_'],
    body: String.raw`[A-Za-z0-9]{16,40}`,
    sample: ['sm_pat_', 'QYGXWqzhhTcqFRZS'],
  }),
  tokenRule({
    name: 'polar-token',
    prefixes: ['polar_oat_', 'polar_pat_', 'polar_rat_'],
    body: String.raw`[A-Za-z0-9]{30,64}`,
    sample: ['polar_pat_', 'csHcoeuzLwhJArIXfhqPnXhVzYQBjMAkQDlLTtiR6UQ'],
  }),
  tokenRule({
    name: 'wallet-key',
    prefixes: ['xprv', 'yprv', 'zprv', 'tprv', 'suiprivkey1'],
    body: String.raw`[A-Za-z0-9]{50,120}`,
    sample: ['xprv', '9s21ZrQH143K3kYq8RzT3vNcLp5HsWd7JfGt2XbMx9QaUe4ZiOyKw6RvTn1PlSj'],
  }),
];
