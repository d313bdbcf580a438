/** Where a command line tool takes a secret. */
export interface Tool {
  readonly names: readonly string[];
  /** Only after this subcommand. */
  readonly after?: readonly string[];
  /** Flags whose next argument is the secret. */
  readonly flags?: readonly string[];
  /** Flags with the secret glued on: `-pSECRET`. */
  readonly glued?: readonly string[];
  /** Flags whose next argument is user and secret, with what stands between them. */
  readonly pairs?: { readonly flags: readonly string[]; readonly between: string };
  /** A letter that may end a cluster of short flags, or begin a glued argument, in place of a flag of `pairs`. */
  readonly clustered?: string;
  /** Flags whose next argument is cookies. */
  readonly cookies?: readonly string[];
  /** The secret is the argument at this place behind `after`, not counting flags. */
  readonly place?: number;
  /** The secret follows the argument that begins so. */
  readonly behind?: string;
  /** What stands between user and secret in the argument at that place. */
  readonly place_between?: string;
}

export const tools: readonly Tool[] = [
  { names: ['sshpass'], flags: ['-p'], glued: ['-p'] },
  {
    names: [
      'mysql',
      'mysqldump',
      'mysqladmin',
      'mysqlimport',
      'mysqlshow',
      'mysqlcheck',
      'mysqlsh',
      'mariadb',
      'mariadb-dump',
      'mariadb-admin',
    ],
    glued: ['-p'],
  },
  {
    names: [
      'mycli',
      'pgcli',
      'cqlsh',
      'beeline',
      'hydra',
      'crackmapexec',
      'netexec',
      'evil-winrm',
      'psexec',
      'veracrypt',
    ],
    flags: ['-p'],
  },
  {
    names: ['mongo', 'mongosh', 'mongodump', 'mongorestore', 'mongoexport', 'mongoimport', 'mongostat'],
    flags: ['-p'],
  },
  { names: ['redis-cli', 'valkey-cli', 'keydb-cli'], flags: ['-a', '--pass'] },
  {
    names: ['curl'],
    flags: ['--oauth2-bearer', '--pass', '--proxy-pass', '--tlspassword'],
    pairs: { flags: ['-u', '--user', '-U', '--proxy-user'], between: ':' },
    clustered: 'u',
    cookies: ['-b', '--cookie'],
  },
  { names: ['http -a', 'https -a', 'xh -a', 'http --auth', 'https --auth'], place: 0, place_between: ':' },
  { names: ['7z ', '7za', '7zz', '7zr', 'rar a', 'rar x', 'rar e', 'unrar'], glued: ['-p', '-hp'] },
  { names: ['zip', 'unzip', 'fcrackzip'], flags: ['-P'] },
  {
    names: [
      'ldapsearch',
      'ldapadd',
      'ldapmodify',
      'ldapdelete',
      'ldapwhoami',
      'ldappasswd',
      'ldapcompare',
      'ldapmodrdn',
    ],
    flags: ['-w', '-a', '-s'],
  },
  {
    names: ['sqlcmd', 'bcp', 'osql', 'isql', 'tsql', 'ipmitool', 'mosquitto_pub', 'mosquitto_sub'],
    flags: ['-P'],
    glued: ['-P'],
  },
  {
    names: ['docker', 'podman', 'nerdctl', 'buildah', 'skopeo', 'oras', 'helm', 'crane', 'regctl', 'argocd', 'flyctl'],
    after: ['login'],
    flags: ['-p'],
  },
  { names: ['az login', 'oc login'], flags: ['-p'] },
  { names: ['twine', 'poetry'], after: ['upload', 'publish'], flags: ['-p'] },
  { names: ['openssl'], glued: ['pass:'], flags: ['-k', '-K', '-passin', '-passout', '-pass', '-password'] },
  { names: ['sqlplus', 'impdp', 'expdp', 'rman', 'sqlldr'], place: 0, place_between: '/' },
  { names: ['ansible-vault'], after: ['encrypt_string'], place: 0 },
  { names: ['signtool'], flags: ['/p'] },
  { names: ['pdftk'], after: ['input_pw', 'owner_pw', 'user_pw'], place: 0 },
  { names: ['pdftotext', 'pdfinfo', 'pdftoppm'], flags: ['-upw', '-opw'] },
  { names: ['mkpasswd'], place: 0 },
  { names: ['rdesktop', 'altool', 'restic'], flags: ['-p'] },
  { names: ['ibmcloud login', 'cf login'], flags: ['-p'] },
  { names: ['snmpwalk', 'snmpget', 'snmpset', 'snmpbulkwalk', 'snmptrap'], flags: ['-A', '-X'] },
  { names: ['smbclient', 'rpcclient', 'smbmap'], pairs: { flags: ['-U', '--user'], between: '%' } },
  { names: ['lftp'], pairs: { flags: ['-u', '--user'], between: ',' } },
  { names: ['xfreerdp', 'wfreerdp', 'mstsc'], glued: ['/p:', '/pass:'] },
  { names: ['cmdkey', 'schtasks'], glued: ['/pass:', '/p:', '/rp:'], flags: ['/rp', '/p'] },
  { names: ['plink', 'pscp', 'psftp', 'putty', 'kitty'], flags: ['-pw'] },
  { names: ['swaks', 'sendemail'], flags: ['-ap', '-xp'] },
  { names: ['x11vnc'], flags: ['-passwd'] },
  { names: ['ssh-keygen'], flags: ['-N', '-P'] },
  { names: ['useradd', 'usermod'], flags: ['-p', '--password'] },
  { names: ['doctl', 'vercel', 'codecov', 'codecovcli', 'influx', 'surge', 'snyk'], flags: ['-t'] },
  { names: ['rabbitmqctl', 'rabbitmqadmin'], after: ['add_user', 'change_password', 'authenticate_user'], place: 1 },
  {
    names: ['cargo', 'vault', 'ngrok', 'snyk', 'npm', 'railway', 'wandb', 'huggingface-cli'],
    after: ['login', 'authtoken', 'auth', 'add-authtoken'],
    place: 0,
  },
  { names: ['nuget', 'choco'], after: ['setapikey', 'apikey'], place: 0 },
  { names: ['dotnet', 'gem', 'choco', 'nuget'], after: ['push'], flags: ['-k', '-ApiKey'] },
  { names: ['wpa_passphrase'], place: 1 },
  {
    names: ['htpasswd'],
    after: ['-b', '-cb', '-bc', '-bB', '-Bb', '-bcB', '-nb', '-nbB', '-bnB', '-Bbn', '-bn'],
    place: 2,
  },
  { names: ['net user'], place: 1 },
  { names: ['net use'], behind: '/user:' },
  { names: ['cypher-shell', 'beeline', 'presto', 'trino'], flags: ['-p'] },
  { names: ['mc alias set', 'mc config host add'], place: 3 },
  {
    names: ['security'],
    after: ['add-generic-password', 'add-internet-password', 'unlock-keychain', 'import', 'create-keychain'],
    flags: ['-w', '-p', '-P'],
  },
];
