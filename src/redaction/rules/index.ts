import { commandLine } from '../commands/command-line.ts';
import { userFlags } from '../commands/user-flags.ts';
import type { Rule } from '../rule.ts';
import { alignedColumn } from './aligned-column.ts';
import { artificialIntelligenceTokens } from './artificial-intelligence-tokens.ts';
import { authorizationHeader } from './authorization-header.ts';
import { businessTokens } from './business-tokens.ts';
import { capabilityUrl } from './capability-url.ts';
import { cloudsTokens } from './clouds-tokens.ts';
import { codeHostingTokens } from './code-hosting-tokens.ts';
import { secretColumn } from './column.ts';
import { cookieHeader, cookieJar } from './cookies.ts';
import { credentialCall } from './credential-calls.ts';
import {
  awsKeyPair,
  jsonWebKey,
  kubernetesSecret,
  oracleAddress,
  pgpass,
  seedPhrase,
  signatureHeader,
} from './credential-files.ts';
import { escapedText, unseenLetters } from './encoded-text.ts';
import { foreignNames } from './foreign-names.ts';
import { vendorsFromMTokens } from './vendors-from-m-tokens.ts';
import { infrastructureTokens } from './infrastructure-tokens.ts';
import { jsonWebToken } from './json-web-token.ts';
import { markedTokens } from './marked-tokens.ts';
import { monitoringTokens } from './monitoring-tokens.ts';
import { namedValue } from './named-value.ts';
import { oldVaultToken } from './old-vault-token.ts';
import { passwordHash } from './password-hash.ts';
import { pipedSecret } from './piped-secret.ts';
import { encodedPrivateKey, headlessKey, privateKey, puttyPrivateKey } from './private-key.ts';
import { printedFile } from './printed-file.ts';
import { vendorsToLTokens } from './vendors-to-l-tokens.ts';
import { sqlColumns } from './sql-columns.ts';
import { toldPair } from './told-pair.ts';
import { triedPair } from './tried-pair.ts';
import { typedSecret } from './typed-secret.ts';
import { urlQuery } from './url-query.ts';
import { urlUserinfo } from './url-userinfo.ts';
import { xmlPrivateKey } from './xml-private-key.ts';

/** Everything that is always hidden. */
export const secretRules: readonly Rule[] = [
  ...codeHostingTokens,
  ...artificialIntelligenceTokens,
  ...cloudsTokens,
  ...infrastructureTokens,
  ...businessTokens,
  ...monitoringTokens,
  ...vendorsToLTokens,
  ...vendorsFromMTokens,
  ...markedTokens,
  authorizationHeader,
  awsKeyPair,
  capabilityUrl,
  commandLine,
  cookieHeader,
  cookieJar,
  credentialCall,
  escapedText,
  foreignNames,
  jsonWebKey,
  jsonWebToken,
  kubernetesSecret,
  namedValue,
  oldVaultToken,
  oracleAddress,
  passwordHash,
  pgpass,
  pipedSecret,
  encodedPrivateKey,
  headlessKey,
  privateKey,
  printedFile,
  puttyPrivateKey,
  secretColumn,
  alignedColumn,
  sqlColumns,
  seedPhrase,
  signatureHeader,
  toldPair,
  triedPair,
  typedSecret,
  unseenLetters,
  urlQuery,
  urlUserinfo,
  userFlags,
  xmlPrivateKey,
];
