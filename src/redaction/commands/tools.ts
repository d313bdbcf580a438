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
  /** How many arguments behind the one that begins so; default 1. */
  readonly behind_count?: number;
  /** Whether a host may follow a pair: `user:SECRET@host`. */
  readonly host?: boolean;
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
      'mysqlpump',
      'mysqlbinlog',
      'mysqlslap',
      'mycli',
      'mariadb',
      'mariadb-dump',
      'mariadb-admin',
    ],
    glued: ['-p'],
  },
  {
    names: [
      'mycli',
      'mydumper',
      'myloader',
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
    glued: ['-p'],
  },
  { names: ['redis-cli', 'valkey-cli', 'keydb-cli'], flags: ['-a', '--pass'] },
  { names: ['redis-cli'], after: ['AUTH', 'auth'], place: 0 },
  { names: ['redis-cli'], after: ['AUTH', 'auth'], place: 1 },
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
  { names: ['rman'], after: ['target'], place: 0, place_between: '/' },
  { names: ['db2 connect'], flags: ['using'] },
  { names: ['isql'], place: 2 },
  { names: ['etcdctl'], pairs: { flags: ['--user'], between: ':' } },
  { names: ['govc'], pairs: { flags: ['-u', '-url'], between: ':' }, host: true },
  { names: ['open -u'], place: 0, place_between: ',' },
  { names: ['winrs'], glued: ['-p:', '-password:'] },
  {
    names: [
      'secretsdump.py',
      'psexec.py',
      'wmiexec.py',
      'smbexec.py',
      'getuserspns.py',
      'getnpusers.py',
      'mssqlclient.py',
      'lookupsid.py',
      'impacket-psexec',
      'impacket-wmiexec',
      'impacket-secretsdump',
      'impacket-smbclient',
      'impacket-mssqlclient',
      'impacket-getuserspns',
    ],
    place: 0,
    place_between: ':',
    host: true,
  },
  { names: ['samba-tool user create', 'samba-tool user add'], place: 1 },
  { names: ['pdbedit'], flags: ['-p'] },
  { names: ['dscl'], after: ['-passwd'], place: 1 },
  { names: ['openssl'], after: ['passwd'], place: 0 },
  { names: ['caddy hash-password'], flags: ['--plaintext', '-p'] },
  { names: ['rootpw'], flags: ['--plaintext'] },
  { names: ['networksetup'], after: ['-setairportnetwork'], place: 2 },
  { names: ['vault'], after: ['unseal'], place: 0 },
  { names: ['aws ssm put-parameter', 'az keyvault secret set', 'llm keys set'], flags: ['--value'] },
  { names: ['cloudflared service'], after: ['install'], place: 0 },
  { names: ['composer', 'poetry'], behind: 'http-basic.', behind_count: 2 },
  { names: ['composer'], behind: 'github-oauth.' },
  { names: ['composer'], behind: 'gitlab-token.' },
  { names: ['poetry'], behind: 'pypi-token.' },
  { names: ['bundle'], after: ['config'], place: 1, place_between: ':' },
  { names: ['bundle'], after: ['config'], place: 2, place_between: ':' },
  { names: ['conan'], after: ['user', 'login'], flags: ['-p'] },
  { names: ['gh secret set'], flags: ['--body', '-b'] },
  { names: ['b2 authorize-account', 'b2 account authorize'], place: 1 },
  { names: ['swift'], flags: ['-K'] },
  { names: ['snyk'], after: ['config'], glued: ['api='] },
  { names: ['bw login', 'credstash put'], place: 1 },
  { names: ['bw unlock', 'rclone obscure', 'snmp-server community'], place: 0 },
  { names: ['message-digest-key'], place: 2 },
  { names: ['masterauth'], place: 0 },
  { names: ['sentinel auth-pass'], place: 1 },
  { names: ['sqlplus', 'impdp', 'expdp', 'rman', 'sqlldr'], place: 0, place_between: '/' },
  { names: ['ansible-vault'], after: ['encrypt_string'], place: 0 },
  { names: ['signtool'], flags: ['/p'] },
  { names: ['pdftk'], after: ['input_pw', 'owner_pw', 'user_pw'], place: 0 },
  { names: ['pdftotext', 'pdfinfo', 'pdftoppm'], flags: ['-upw', '-opw'] },
  { names: ['mkpasswd'], place: 0 },
  { names: ['mkpasswd'], after: ['sha-512', 'sha-256', 'bcrypt', 'yescrypt', 'md5'], place: 0 },
  { names: ['rdesktop', 'altool', 'restic'], flags: ['-p'] },
  { names: ['ibmcloud login', 'cf login'], flags: ['-p'] },
  { names: ['snmpwalk', 'snmpget', 'snmpset', 'snmpbulkwalk', 'snmptrap'], flags: ['-A', '-X'] },
  { names: ['smbclient', 'rpcclient', 'smbmap'], pairs: { flags: ['-U', '--user'], between: '%' } },
  { names: ['lftp'], pairs: { flags: ['-u', '--user'], between: ',' } },
  { names: ['xfreerdp', 'xfreerdp3', 'wfreerdp', 'mstsc'], glued: ['/p:', '/pass:'] },
  { names: ['cmdkey', 'schtasks'], glued: ['/pass:', '/p:', '/rp:'], flags: ['/rp', '/p'] },
  { names: ['plink', 'pscp', 'psftp', 'putty', 'kitty'], flags: ['-pw'] },
  { names: ['swaks', 'sendemail'], flags: ['-ap', '-xp'] },
  { names: ['x11vnc'], flags: ['-passwd'] },
  { names: ['ssh-keygen'], flags: ['-N', '-P'] },
  { names: ['useradd', 'usermod'], flags: ['-p', '--password'] },
  {
    names: ['doctl', 'vercel', 'drone', 'anaconda', 'codecov', 'codecovcli', 'influx', 'surge', 'snyk'],
    flags: ['-t'],
  },
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
    after: ['-b', '-cb', '-bc', '-bB', '-Bb', '-bcB', '-bnBC', '-nbBC'],
    place: 2,
  },
  { names: ['htpasswd'], after: ['-nb', '-nbB', '-bnB', '-Bbn', '-bn', '-nB'], place: 1 },
  { names: ['net user'], place: 1 },
  { names: ['net use'], place: 2 },
  { names: ['net use'], behind: '/user:' },
  { names: ['cypher-shell', 'beeline', 'presto', 'trino'], flags: ['-p'] },
  { names: ['mc alias set', 'mc config host add'], place: 3 },
  {
    names: ['security'],
    after: ['add-generic-password', 'add-internet-password', 'unlock-keychain', 'import', 'create-keychain'],
    flags: ['-w', '-p', '-P'],
  },
  { names: ['security'], after: ['set-key-partition-list'], flags: ['-k'] },
];
