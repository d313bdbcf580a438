import type { Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { looksRandom } from '../values/judge-value.ts';
import { isStandIn } from '../values/stand-in.ts';

/** Not at a second `=`, which would take the name of the next pair into a value without a name. */
const assigned = /(?<=[^\s=;,"'`\\])=([^\s;"'`\\,]{6,4096})/g;
const name_most = 80;
const attributes = /^(?:path|domain|expires|max-age|samesite|priority|version|comment|secure|httponly)$/i;
/** Cookies that let their bearer in, whatever their value looks like. */
const sessions =
  /sess|sid$|^sid|auth|token|jwt|remember|login|logged|clearance|secret|passw|identity|credential|^(?:xs|li_at|datr|c_user|sb|fr|ct0|auth_multi|rtFa|FedAuth|MUID|_octo|user_session|connect\.sid|\.aspnet.*|\.aspxauth)$/i;

/** Hides the values of the cookies in `name=value; name=value` between two offsets. */
export function hideCookies(scan: Scan, start: number, end: number): void {
  scan.spend(end - start);
  const text = scan.text.slice(start, end);
  for (const found of text.matchAll(assigned)) {
    const [whole, value = ''] = found;
    const name = nameBefore(text, found.index);
    if (attributes.test(name) || isStandIn(value)) continue;
    const isSession = sessions.test(name) && value.length >= 8 && /\d|[A-Z].*[a-z]/.test(value);
    if (!isSession && !(value.length >= 16 && looksRandom(value))) continue;
    const at = start + found.index + whole.length - value.length;
    scan.hide(at, at + value.length, 'cookie', rank.structure);
  }
}

function nameBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && end - start < name_most && !/[\s=;,"'`\\]/.test(text[start - 1] as string)) start--;
  return text.slice(start, end);
}
