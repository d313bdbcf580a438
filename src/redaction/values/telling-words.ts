import { nameWords } from '../names/name-words.ts';

/** Words that say what a value is instead of being one: `new_password`, `testToken1`, `hashed`. */
// oxfmt-ignore
export const tellingWords: ReadonlySet<string> = new Set(`
  password passwords pass passwd passphrase pwd pw secret secrets token tokens key keys api apikey credential credentials cred creds
  auth authorization login user username account email test tests testing example sample demo my your our their the a an
  new old current confirm confirmation value values val str string text hash hashed hasher encrypted encoded plain raw input field
  form data param params arg args default empty null none nil undefined valid invalid wrong bad good correct foo bar baz
  abc dummy fake mock temp tmp placeholder change changed changeme me here todo required optional min max length prompt
  set unset get reset show hide hidden visible enabled disabled true false yes no on off not is has must should will can
  be to of in for from and or with without via using used use if then else when how what this that it file path url uri
  env var variable config setting settings option options type kind mode name id number bool boolean bytes object array
  list map any unknown unset inherit auto manual vault store stored keychain keyring managed rotate rotated expired missing
  found error failed failure success updated update created create delete deleted check checked validate validated verify
  verified match matches generate generated random ask interactive read stdin only per generic basic bearer digest oauth
  sha md5 bcrypt argon scrypt pbkdf base hex utf ascii latin json yaml xml csv html css rsa aes des hmac jwt saml
  ldap kerberos local remote server client public private shared internal external
`.split(/\s+/).filter(Boolean));

/** Whether one of the words in the value says what it is. */
export function speaksOfSecrets(value: string): boolean {
  return nameWords(value).some((word) => tellingWords.has(word));
}
