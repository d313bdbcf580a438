const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/** Words after the head that make it a fact about a secret, not a secret: `passwordPolicy`, `token_count`. */
export const harmlessTails = set(`
  id ids url urls uri uris path paths file files filename filenames dir directory folder name names type types kind
  count counts length len size limit limits max min total used usage expires expiry expiration expire expired ttl age
  index idx indexes prefix suffix header headers policy policies regex regexp pattern format schema field fields label
  labels placeholder hint hints event events enabled disabled required valid invalid validation validator validity
  strength reset input inputs form prompt prompts dialog page screen component manager service provider providers
  factory encoder encryptor hasher ref refs version versions status state endpoint endpoints mode modes method methods
  permission permissions scope scopes role roles rotation rate rates limiter bucket budget price cost kid alg algorithm
  fingerprint checksum digest thumbprint pair pairs store stores ring vault request requests response responses error
  errors exception exceptions failed failure success attempts attempt retries retry changed updated created generated
  generator generation refreshed revoked missing exists found match matches matching mismatch visible visibility hidden
  shown show hide toggle link links button title description desc message messages help docs doc comment note notes
  info example examples list map array set class interface struct enum const constant constants func function callback
  handler handlers hook hooks listener spec specs mock mocks stub param params parameter parameters arg args argument
  arguments option options config configs configuration setting settings setup view views model models table column
  columns row rows source sources stream streams buffer parser reader writer cache cached lookup order sort press
  pressed down up code codes codec frame frames board boards word words stroke points space spaces serializer
  deserializer date at time timeout delay interval location position offset start end begin address symbol decimals
  supply balance contract owner mint usage bytes bits per second seconds minute minutes arn algo hash hashes
`);

/** Words after the head that change nothing: `password_base64`, `apiKeyProd`. */
export const neutralTails = set(`
  value values val b64 base64 enc encoded encrypted plain plaintext raw string str data default env prod production
  live txt pem json dat bin dev devel development test testing stage staging sandbox main primary secondary backup old new current previous
  next local remote server client confirm confirmation confirmed again repeat text a b c x y s
`);

/** Words before `key` that make it harmless: `public_key`, `cacheKey`. */
export const harmlessKeys = set(`
  public pub publishable anon cache cached partition sort sorted primary foreign unique idempotency idempotent row hash
  hashed range index composite natural surrogate map mapped object dict dictionary lookup group order query route
  translation i18n locale lang language message event shortcut hot arrow enter tab keyboard modifier react item list
  entry node field column prop property param parent child children dedupe dedup deduplication sequence schema resource
  feature flag metric annotation tag queue topic routing issuer checksum etag fingerprint digest thumbprint site
  sitekey press pressed sort state slot record meta metadata filter label option menu row cell section data value
  known host hosts gpg signer verify verification websocket socket surrogate pinned
`);

/** Words before `token` that make it harmless: `nextPageToken`, `max_token`. */
export const harmlessTokens = set(`
  csrf xsrf page next prev previous continuation cursor sync delta resume pagination cancel cancellation abort syntax
  lexer parser ast punctuation comment eof bos eos pad unk mask cls sep special stop begin end last peek design theme
  color colour max min num number total input output prompt completion reasoning per count first second left right open
  close keyword operator whitespace identifier expected unexpected checksum etag fingerprint public nft erc20 gas swap
`);

/** Words before the head that make it harmless wherever they stand. */
export const alwaysHarmless = set(`public pub publishable anon csrf xsrf foreign primary checksum fingerprint`);

/** Verbs that make a name a function or a flag: `hasToken`, `verifyKey`. */
export const verbs = set(`
  is has have should can use uses get fetch find check validate compare hash generate create make parse show hide
  toggle forgot remove delete clear rotate revoke require need needs on handle enable disable allow any some each every
  no not non without missing invalid checksum fingerprint
`);

/** Words before `key` or `token` that make it a secret for sure. */
export const strongBefore = set(`
  api secret private access auth encryption encrypt decryption crypto signing sign master account shared service admin
  app application subscription functions function deploy deployment client consumer hmac aes ssh rsa webhook write
  root vault jwt sas refresh bearer id security personal oauth oauth2 session bot user device identity login registry
  integration project team org organization tenant license ingest ingestion management upload trigger runner job ci cd
  agent platform authentication authorization account cluster join bootstrap cookie csrfsecret otp storage
`);

/** Services whose tokens are secrets for sure. */
export const vendors = set(`
  github gitlab gitea bitbucket slack discord telegram twitch npm pypi nuget cargo hf huggingface openai anthropic groq
  cloudflare cf vercel netlify heroku do digitalocean linode hetzner vultr aws azure gcp google gh gl linear notion jira
  atlassian confluence sentry datadog grafana newrelic pagerduty sonar sonarqube codecov snyk doppler infisical vault
  hashicorp terraform tf pulumi stripe square shopify twilio sendgrid mailgun mailchimp hubspot intercom zendesk
  airtable asana figma dropbox box okta auth0 consul nomad kubernetes k8s kube jenkins circleci travis buildkite
  drone argocd docker dockerhub quay artifactory jfrog nexus sourcegraph replicate pinecone wandb comet mapbox
  facebook twitter reddit spotify zoom webex mattermost rocketchat matrix pushover ngrok tailscale cachix influx
  influxdb meili typesense algolia contentful sanity strapi ghost supabase planetscale neon turso upstash fly render
  railway expo eas firebase appcenter fastlane rubygems hex gem crates tidelift launchdarkly segment mixpanel amplitude
`);

/** One-word names that end in `key` and mean a credential. */
export const keyTwins =
  /^(?:x?api|app|access|secret|private|auth|signing|encryption|master|account|sharedaccess|secretaccess|awssecretaccess|secretapi|shared|license|subscription|hapi|authn|enc|ssh|pre|user|service|admin|session|client|webhook)keys?$/;

/** All of the above, for the version of the rules. */
export const vocabularyWords: readonly string[] = [
  harmlessTails,
  neutralTails,
  harmlessKeys,
  harmlessTokens,
  verbs,
  strongBefore,
  vendors,
].flatMap((words) => [...words, '']);
