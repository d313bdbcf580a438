import { fail, ok, type Result } from '../../contract/result.ts';

/** Shows the whole address, with a host of foreign letters in its ASCII form, and opens it in a new tab if confirmed. */
export async function openInTab(text: string): Promise<Result<{ opened: boolean }>> {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    return fail('bad_request', 'Only plain https addresses can be opened.');
  }
  if (!window.confirm(`Open this address in a new tab?\n\n${url.href}`)) return ok({ opened: false });
  window.open(url.href, '_blank', 'noopener,noreferrer');
  return ok({ opened: true });
}
