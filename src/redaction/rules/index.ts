import type { Rule } from '../rule.ts';
import { artificialIntelligenceTokens } from './artificial-intelligence-tokens.ts';
import { authorizationHeader } from './authorization-header.ts';
import { businessTokens } from './business-tokens.ts';
import { cloudsTokens } from './clouds-tokens.ts';
import { codeHostingTokens } from './code-hosting-tokens.ts';
import { jsonWebToken } from './json-web-token.ts';
import { monitoringTokens } from './monitoring-tokens.ts';
import { namedValue } from './named-value.ts';
import { privateKey } from './private-key.ts';
import { urlUserinfo } from './url-userinfo.ts';

/** Everything that is always hidden. */
export const secretRules: readonly Rule[] = [
  ...codeHostingTokens,
  ...artificialIntelligenceTokens,
  ...cloudsTokens,
  ...businessTokens,
  ...monitoringTokens,
  authorizationHeader,
  jsonWebToken,
  namedValue,
  privateKey,
  urlUserinfo,
];
