import { alphabets as a, type Random } from './random.ts';
import { tokenFamilies } from './tokens.ts';

/** A secret in the text that makes it one. */
export interface Hidden {
  text: string;
  secret: string;
}

export type ContextFamily = (random: Random) => Hidden;

/** A password as a program makes it. */
const password = (random: Random): string => `${random.of(a.word, 9)}#${random.of(a.word, 8)}${random.int(10)}`;
/** A password of letters and digits alone. */
const plain = (random: Random): string => `${random.of(a.word, 15)}${random.int(10)}${random.of(a.lower, 2)}`;
/** Words that a person might choose, of letters that no other text here has in that order. */
const phrase = (random: Random): string =>
  Array.from(
    { length: 4 },
    () => random.of('bcdfghjklmnpqrstvwxz', 2) + random.of('aeiou', 1) + random.of('bcdfghjklmnpqrstvwxz', 3),
  ).join('-');

const inText =
  (secretOf: (random: Random) => string, write: (secret: string) => string): ContextFamily =>
  (random) => {
    const secret = secretOf(random);
    return { secret, text: write(secret) };
  };

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** The body of a key file, line by line. */
const keyLines = (random: Random, lines: number): string[] =>
  Array.from({ length: lines }, () => random.of(`${a.word}+/`, 64));
const dashes = '-----';
const keyFile = (kind: string, body: readonly string[]): string[] => [
  `${dashes}BEGIN ${kind}${dashes}`,
  ...body,
  `${dashes}END ${kind}${dashes}`,
];

/** The secret is the middle of the body: first and last lines may hold what all keys begin with. */
const inKeyFile =
  (kind: string, write: (lines: string[]) => string): ContextFamily =>
  (random) => {
    const body = keyLines(random, 7);
    return { secret: body[3]!, text: write(keyFile(kind, body)) };
  };

const numbered = (lines: string[]): string => lines.map((line, n) => `${String(n + 1).padStart(6)}→${line}`).join('\n');
const added = (lines: string[]): string =>
  ['--- a/key', '+++ b/key', '@@ -0,0 +1,9 @@', ...lines.map((line) => `+${line}`)].join('\n');

export const contextFamilies: Readonly<Record<string, ContextFamily>> = {
  // Names and values, as programs write them.
  'env-line': inText(password, (s) => `NODE_ENV=test\nDB_PASSWORD=${s}\nPORT=3000`),
  'env-export': inText(plain, (s) => `export SMTP_PASS="${s}"`),
  'json-field': inText(password, (s) => `{"host": "db.internal", "password": "${s}"}`),
  'json-in-json': inText(plain, (s) => JSON.stringify({ body: JSON.stringify({ client_secret: s }) })),
  'yaml-field': inText(plain, (s) => `database:\n  user: app\n  password: ${s}\n`),
  'toml-field': inText(plain, (s) => `[auth]\nsecret_key = "${s}"\n`),
  'ini-field': inText(plain, (s) => `[client]\nuser=root\npassword=${s}\n`),
  'java-properties': inText(plain, (s) => `spring.datasource.password=${s}\n`),
  'xml-element': inText(plain, (s) => `<server><username>me</username><password>${s}</password></server>`),
  'xml-attribute': inText(plain, (s) => `<add key="ApiSecret" value="${s}" />`),
  'js-object': inText(plain, (s) => `const client = connect({ apiKey: '${s}', retries: 3 });`),
  'python-argument': inText(plain, (s) => `conn = psycopg2.connect(host="db", password="${s}")`),
  'go-struct': inText(plain, (s) => `cfg := Config{User: "app", Password: "${s}"}`),
  'php-array': inText(plain, (s) => `'db_password' => '${s}',`),
  'sql-user': inText(plain, (s) => `CREATE USER app IDENTIFIED BY '${s}';`),
  'sql-role': inText(plain, (s) => `ALTER ROLE app WITH PASSWORD '${s}';`),
  dockerfile: inText(plain, (s) => `FROM node:24\nENV ADMIN_PASSWORD=${s}\n`),
  terraform: inText(plain, (s) => `variable "x" {}\ndb_password = "${s}"\n`),
  'powershell-env': inText(plain, (s) => `$env:API_TOKEN = "${s}"`),
  'fish-set': inText(plain, (s) => `set -x SECRET_TOKEN ${s}`),
  'sibling-fields': inText(plain, (s) => `{"name": "DB_PASSWORD", "value": "${s}"}`),
  'aws-secret': inText(
    (r) => r.of(`${a.word}+/`, 40),
    (s) => `aws_secret_access_key = ${s}`,
  ),
  'numeric-password': inText(
    (r) => r.of('123456789', 14),
    (s) => `{"password": ${s}}`,
  ),
  'quoted-blanks': inText(phrase, (s) => `password="two ${s} blanks"`),
  'kubernetes-secret': inText(
    (r) => base64(`${password(r)}${r.of(a.word, 9)}`),
    (s) => `kind: Secret\ndata:\n  password: ${s}\n`,
  ),
  'markdown-table': inText(plain, (s) => `| name | value |\n|---|---|\n| password | ${s} |`),
  'ansi-colours': inText(plain, (s) => `\u001B[32mDB_PASSWORD\u001B[0m=\u001B[33m${s}\u001B[0m`),
  'printed-environment': inText(password, (s) => `HOME=/home/dev\nMYSQL_ROOT_PASSWORD=${s}\nPWD=/srv/app`),
  'grep-output': inText(plain, (s) => `config/prod.env:12:REDIS_PASSWORD=${s}`),
  'diff-line': inText(plain, (s) => `@@ -1 +1 @@\n-API_SECRET=\n+API_SECRET=${s}`),
  'stack-trace': inText(
    plain,
    (s) => `Error: login failed\n    at connect (db.ts:4:9) { user: 'app', password: '${s}' }`,
  ),
  // Headers and cookies.
  'bearer-header': inText(
    (r) => r.of(a.word, 40),
    (s) => `GET / HTTP/1.1\nAuthorization: Bearer ${s}\nAccept: */*`,
  ),
  'basic-header': inText(
    (r) => base64(`dev:${password(r)}${r.of(a.word, 6)}`),
    (s) => `Authorization: Basic ${s}`,
  ),
  'key-header': inText(
    (r) => r.of(a.word, 32),
    (s) => `X-Api-Key: ${s}`,
  ),
  'session-cookie': inText(
    (r) => r.of(a.word, 32),
    (s) => `Cookie: theme=dark; sessionid=${s}; lang=en`,
  ),
  'set-cookie': inText(
    (r) => r.of(a.word, 40),
    (s) => `Set-Cookie: auth_token=${s}; Path=/; HttpOnly`,
  ),
  'har-header': inText(
    (r) => r.of(a.word, 36),
    (s) => `{"headers":[{"name":"Authorization","value":"Bearer ${s}"}]}`,
  ),
  // Addresses.
  'url-password': inText(plain, (s) => `git remote add origin https://dev:${s}@git.example.org/app.git`),
  'url-token': inText(
    (r) => r.of(a.word, 32),
    (s) => `https://api.example.org/v1/items?page=2&access_token=${s}`,
  ),
  'url-signature': inText(
    (r) => r.of(a.hex, 64),
    (s) => `https://bucket.s3.amazonaws.com/o?X-Amz-Date=20260101&X-Amz-Signature=${s}`,
  ),
  'slack-webhook': inText(
    (r) => r.of(a.word, 24),
    (s) => `https://hooks.slack.com/services/T0${s.slice(0, 3).toUpperCase()}A1B2/B0C3D4E5F6/${s}`,
  ),
  'discord-webhook': inText(
    (r) => r.of(a.word, 68),
    (s) => `https://discord.com/api/webhooks/112233445566778899/${s}`,
  ),
  // Command lines.
  'mysql-flag': inText(plain, (s) => `mysql -u root -p${s} -h db app`),
  'mysql-long-flag': inText(plain, (s) => `mysqldump --user=root --password=${s} app > app.sql`),
  sshpass: inText(plain, (s) => `sshpass -p ${s} ssh dev@host`),
  'curl-user': inText(plain, (s) => `curl -s -u dev:${s} https://example.org/private`),
  'redis-flag': inText(plain, (s) => `redis-cli -h cache -a ${s} ping`),
  'docker-login': inText(plain, (s) => `docker login -u dev -p ${s} registry.example.org`),
  'psql-env': inText(plain, (s) => `PGPASSWORD=${s} psql -h db -U app -c 'select 1'`),
  'ldap-flag': inText(plain, (s) => `ldapsearch -x -D cn=admin -w ${s} -b dc=example`),
  'zip-flag': inText(plain, (s) => `zip -r -P ${s} out.zip data`),
  'openssl-pass': inText(plain, (s) => `openssl rsa -in k.pem -passin pass:${s}`),
  'wget-flag': inText(plain, (s) => `wget --user=dev --password=${s} https://example.org/x`),
  'docker-run': inText(plain, (s) => `docker run -e POSTGRES_PASSWORD=${s} postgres:18`),
  'secret-body': inText(plain, (s) => `gh secret set DEPLOY_KEY --body "${s}"`),
  // Connection strings.
  'postgres-address': inText(plain, (s) => `DATABASE_URL=postgres://app:${s}@db.internal:5432/app`),
  'mongo-address': inText(plain, (s) => `mongodb+srv://app:${s}@cluster0.example.net/app`),
  'redis-address': inText(plain, (s) => `redis://:${s}@cache:6379/0`),
  'jdbc-address': inText(plain, (s) => `jdbc:postgresql://db/app?user=app&password=${s}`),
  'ado-string': inText(plain, (s) => `Server=db;Database=app;User Id=sa;Password=${s};Encrypt=true`),
  'azure-storage': inText(
    (r) => `${r.of(`${a.word}+/`, 86)}==`,
    (s) => `DefaultEndpointsProtocol=https;AccountName=app;AccountKey=${s};EndpointSuffix=core.windows.net`,
  ),
  // Keys and credential files.
  'rsa-key': inKeyFile('RSA PRIVATE KEY', (lines) => lines.join('\n')),
  'openssh-key': inKeyFile('OPENSSH PRIVATE KEY', (lines) => lines.join('\n')),
  'numbered-key': inKeyFile('EC PRIVATE KEY', numbered),
  'added-key': inKeyFile('PRIVATE KEY', added),
  'one-line-key': inKeyFile('PRIVATE KEY', (lines) => `{"private_key": "${lines.join('\\n')}\\n"}`),
  'unfinished-key': inKeyFile('RSA PRIVATE KEY', (lines) => lines.slice(0, -2).join('\n')),
  'pgp-key': inKeyFile('PGP PRIVATE KEY BLOCK', (lines) => lines.join('\n')),
  netrc: inText(plain, (s) => `machine git.example.org\nlogin dev\npassword ${s}\n`),
  pgpass: inText(plain, (s) => `db.internal:5432:app:app:${s}`),
  npmrc: inText(
    (r) => r.of(a.word, 36),
    (s) => `//registry.example.org/:_authToken=${s}`,
  ),
  'docker-config': inText(
    (r) => base64(`dev:${password(r)}${r.of(a.word, 8)}`),
    (s) => `{"auths":{"registry.example.org":{"auth":"${s}"}}}`,
  ),
  'git-credentials': inText(plain, (s) => `https://dev:${s}@git.example.org`),
  'oauth-file': inText(
    (r) => r.of(a.word, 64),
    (s) => `{"claudeAiOauth":{"refreshToken":"${s}","expiresAt":1760000000000}}`,
  ),
  // Encoded and dressed up.
  'base64-of-env': inText(
    (r) => base64(`DB_PASSWORD=${password(r)}${r.of(a.word, 12)}`),
    (s) => `echo ${s} | base64 -d > .env`,
  ),
  'base64-of-token': inText(
    (r) => base64(tokenFamilies['github-personal']!(r)),
    (s) => `value: ${s}`,
  ),
  'percent-encoded': inText(
    (r) => `${r.of(a.word, 10)}%23${r.of(a.word, 10)}`,
    (s) => `https://example.org/cb?client_secret=${s}&state=1`,
  ),
  'one-time-seed': inText(
    (r) => r.of(a.base32, 32),
    (s) => `otpauth://totp/app:dev?secret=${s}&issuer=app`,
  ),
  'password-hash': inText(
    (r) => r.of(`${a.word}./`, 86),
    (s) => `root:$6$rounds=5000$saltsalt$${s}:19000:0:99999:7:::`,
  ),
  // Sentences.
  'sentence-is': inText(password, (s) => `Log in as admin; the password is ${s} until Friday.`),
  'sentence-token': inText(
    (r) => r.of(a.word, 32),
    (s) => `Use the API token ${s} for the staging server.`,
  ),
};
