/** An address that may be offered for opening, with its host as Unicode and as the ASCII that is really asked for. */
export interface SafeLink {
  url: string;
  host: string;
  /** The host as written when that differs from what is asked for: letters of other scripts, or in disguise. */
  written_host: string | null;
}

export type LinkCheck = { ok: true; link: SafeLink } | { ok: false; reason: string };

const longest = 2048;

/** Decides whether an address out of a log may be offered for opening. Only whole https addresses without credentials may. */
export function checkLink(href: string): LinkCheck {
  if (href.length > longest) return refuse('The address is too long.');
  if (!/^https:\/\/[^/\\]/i.test(href)) return refuse('Only https addresses can be opened.');
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Z}\\]/u.test(href))
    return refuse('The address holds hidden characters, spaces or backslashes.');
  const url = URL.parse(href);
  if (!url || url.protocol !== 'https:' || url.hostname === '') return refuse('The address cannot be read.');
  if (url.username !== '' || url.password !== '') return refuse('The address carries a user name or password.');
  const authority = href.slice('https://'.length).split(/[/?#]/, 1)[0] ?? '';
  if (authority.includes('@') || authority.includes('%')) return refuse('The host of the address is in disguise.');
  const written = authority.replace(/:\d*$/, '').toLowerCase();
  const link = { url: url.href, host: url.host, written_host: written === url.hostname ? null : written };
  return { ok: true, link };
}

const refuse = (reason: string): LinkCheck => ({ ok: false, reason });
