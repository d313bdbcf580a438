import type { Rule } from '../rule.ts';
import { newCursor } from '../scan.ts';
import { rank } from '../spans.ts';

/** Addresses that let in whoever knows them: what marks them, and what of them is the secret. */
const places: readonly (readonly [mark: string, secret: RegExp])[] = [
  ['hooks.slack.com/', /(?:services|workflows|triggers)\/([\w/-]{16,200})/dy],
  ['/api/webhooks/', /(\d{15,22}\/[\w-]{30,100})/dy],
  ['api.telegram.org/', /(?:file\/)?bot(\d{6,12}:[\w-]{20,60})/dy],
  ['hooks.zapier.com/hooks/', /(?:catch|standard)\/([\w/]{8,60})/dy],
  ['webhook.office.com/', /([\w@/%.-]{40,400})/dy],
  ['outlook.office.com/webhook/', /([\w@/%.-]{40,400})/dy],
  ['maker.ifttt.com/trigger/', /[\w-]{1,80}\/(?:json\/)?with\/key\/([\w-]{16,100})/dy],
  ['/calendar/ical/', /[^/\s]{1,120}\/(private-[0-9a-f]{16,64})/dy],
  ['.make.com/', /([a-z0-9]{24,48})(?![\w-])/dy],
  ['.integromat.com/', /([a-z0-9]{24,48})(?![\w-])/dy],
  ['webhook.site/', /([0-9a-f-]{36})/dy],
  ['pipedream.net', /\/([\w/-]{16,80})/dy],
  ['hc-ping.com/', /([\w-]{22,60})/dy],
  ['open-apis/bot/v2/hook/', /([0-9a-f-]{30,40})/dy],
  ['infura.io/v3/', /([0-9a-f]{32})/dy],
  ['infura.io/ws/v3/', /([0-9a-f]{32})/dy],
  ['alchemy.com/v2/', /([\w-]{24,48})/dy],
  ['alchemyapi.io/v2/', /([\w-]{24,48})/dy],
  ['.quiknode.pro/', /([0-9a-f]{32,48})/dy],
  ['mega.nz/', /(?:file|folder)\/\w{6,12}#([\w-]{20,60})/dy],
  ['send.vis.ee/', /download\/\w{8,24}\/?#([\w-]{20,60})/dy],
  ['/webhook/', /([0-9a-f]{8}-[0-9a-f-]{27})(?![\w-])/dy],
  ['/hooks/', /([a-z0-9]{26})(?![\w-])/dy],
  ...['/reset-password/', '/password-reset/', '/magic-link/', '/invite/', '/verify-email/', '/unsubscribe/'].map(
    (mark) => [mark, /((?=[\w-]{0,40}\d)(?=[\w-]{0,40}[A-Za-z])[\w-]{20,300})/dy] as const,
  ),
  ['.logic.azure.com', /[^\s"']{0,300}?[?&]sig=([\w%-]{20,120})/dy],
];

const readAddresses = newCursor();
const secretOf = new Map(places);

/** Web hooks, private calendars and other addresses that are keys. */
export const capabilityUrl: Rule = {
  name: 'secret-url',
  words: places.map(([mark]) => mark),
  find(scan, start, end) {
    if (start < scan.passed(readAddresses)) return;
    const secret = secretOf.get(scan.text.slice(start, end).toLowerCase());
    if (!secret) return;
    secret.lastIndex = end;
    const part = secret.exec(scan.text)?.indices?.[1];
    scan.spend(part ? part[1] - end : 16);
    if (!part) return;
    scan.pass(readAddresses, part[1]);
    scan.hide(part[0], part[1], 'secret-url', rank.token);
  },
  pattern: places.map(([mark, secret]) => mark + secret.source).join(' '),
  catches: [
    'https://hooks.slack.com/services/‹T0AB12CD3/B0EF45GH6/' + 'a1B2c3D4e5F6g7H8i9J0k1L2›',
    'curl https://discord.com/api/webhooks/‹896649715961933983/' + 'Gl8hAOgXgzNSXCFO6kUtElbLkPvDGshdAMiCrKQ2aIyVcWs›',
    'https://calendar.google.com/calendar/ical/me%40acme.io/‹private-' + '28ef366628d300665e97e726786fe37b›/basic.ics',
  ],
  spares: ['https://hooks.slack.com/services/', 'see https://discord.com/api/webhooks/ for more'],
};
