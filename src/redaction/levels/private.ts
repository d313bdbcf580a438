import type { Sweep } from './sweep.ts';

/** Accounts that belong to nobody: build machines, containers, examples. */
const nobody =
  /^(?:user|username|name|you|me|runner|runneradmin|root|node|ubuntu|debian|ec2-user|vscode|codespace|gitpod|app|work|workspace|shared|public|default|all users|linuxbrew|circleci|jenkins|build|ci|home|jovyan|nonroot|coder|docker|sandbox|example|foo|bar|test|<[^>]*>|\$\w+|\{[^}]*\})$/i;
const nobodysMail =
  /@(?:[\w.-]+\.)?(?:example\.(?:com|org|net|edu)|example|test|invalid|localhost|local)$|^(?:no-?reply|noreply|donotreply|git|root|postmaster|mailer-daemon)@|@users\.noreply\.github\.com$|@(?:[\w-]+\.)*(?:npmjs|github|gitlab)\.com$/i;
const fileName = /\.(?:png|jpe?g|gif|svg|webp|js|ts|css|html?|json|md|py|rs|go|java|zip|gz|tgz|whl)$/i;

/** What identifies a person or a machine: hidden from level `private` on. */
export const privateSweeps: readonly Sweep[] = [
  {
    name: 'home',
    pattern:
      /(?:\/home\/|\/Users\/|[A-Za-z]:(?:\\{1,4}|\/)Users(?:\\{1,4}|\/)|\/mnt\/[a-z]\/Users\/|\\\\wsl(?:\.localhost|\$)\\[\w.-]{1,40}\\home\\)([^\s/\\:*?"'<>|`,;()[\]{}]{1,64})/dg,
    accepts: (name) => !nobody.test(name),
    catches: ['cd /home/‹mparker›/app', 'C:\\Users\\‹Mary.Parker›\\app', '/mnt/c/Users/‹mparker›/app'],
    spares: ['/home/runner/work', '/Users/Shared/x', 'see /home/ for more'],
  },
  {
    name: 'home',
    pattern: /(?<![\w.-])-(?:home|Users)-([A-Za-z0-9_]{2,40})(?=-|\/|$|["'\s])/dg,
    accepts: (name) => !nobody.test(name),
    catches: ['~/.claude/projects/-Users-‹mparker›-code-app/x.jsonl'],
    spares: ['-home-runner-work', 'go-home-page'],
  },
  {
    name: 'email',
    pattern: /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9-])/g,
    accepts: (mail) =>
      !nobodysMail.test(mail) && !fileName.test(mail) && !/^\d+(?:\.\d+)*$/.test(mail.split('@')[1] ?? ''),
    catches: ['write to ‹mary.parker@acme-labs.com›, please'],
    spares: ['bob@example.com', 'noreply@acme.dev', 'git@github.com', 'icon@2x.png', 'jsonwebtoken@9.0.2'],
  },
  {
    name: 'person',
    pattern:
      /(?:^|\n|\\n)[ \t>]{0,8}(?:Author|Committer|Commit|Signed-off-by|Co-authored-by|Reviewed-by|Acked-by|Tested-by|Reported-by): {1,8}([^<\n\\]{2,64}?) *</dg,
    accepts: (name) => !/^(?:Claude|Codex|ChatGPT|Copilot|dependabot|renovate|github-actions|GitHub)\b/i.test(name),
    catches: ['Author: ‹Mary Parker› <noreply@acme.dev>'],
    spares: ['Co-authored-by: Claude <noreply@anthropic.com>'],
  },
  {
    name: 'host',
    pattern:
      /(?<![A-Za-z0-9.-])[A-Za-z0-9][A-Za-z0-9-]{1,40}s-(?:MacBook|iMac|Mac-mini|Mac-Studio|MBP|Laptop|PC|Desktop)[A-Za-z0-9-]{0,24}(?:\.local)?|(?<![A-Za-z0-9-])(?:DESKTOP|LAPTOP)-[A-Z0-9]{6,10}(?![A-Za-z0-9])/g,
    catches: ['on ‹Marys-MacBook-Pro.local› now', 'host ‹DESKTOP-7QK2L9A›'],
    spares: ['a MacBook Pro', 'DESKTOP-APP'],
  },
];
