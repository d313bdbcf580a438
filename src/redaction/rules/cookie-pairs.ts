import type { Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { looksRandom } from '../values/judge-value.ts';
import { isStandIn } from '../values/stand-in.ts';

const pair = /([^\s=;,"'`\\]{1,80})=([^\s;"'`\\,]{6,4096})/g;
const attributes = /^(?:path|domain|expires|max-age|samesite|priority|version|comment|secure|httponly)$/i;
/** Cookies that let their bearer in, whatever their value looks like. */
const sessions =
  /sess|sid$|^sid|auth|token|jwt|remember|login|logged|clearance|secret|passw|identity|credential|^(?:xs|li_at|datr|c_user|sb|fr|ct0|auth_multi|rtFa|FedAuth|MUID|_octo|user_session|connect\.sid|\.aspnet.*|\.aspxauth)$/i;

/** Hides the values of the cookies in `name=value; name=value` between two offsets. */
export function hideCookies(scan: Scan, start: number, end: number): void {
  scan.spend(end - start);
  for (const found of scan.text.slice(start, end).matchAll(pair)) {
    const [whole, name = '', value = ''] = found;
    if (attributes.test(name) || isStandIn(value)) continue;
    const isSession = sessions.test(name) && value.length >= 8 && /\d|[A-Z].*[a-z]/.test(value);
    if (!isSession && !(value.length >= 16 && looksRandom(value))) continue;
    const at = start + found.index + whole.length - value.length;
    scan.hide(at, at + value.length, 'cookie', rank.structure);
  }
}
