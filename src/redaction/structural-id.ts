const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const named = /^(?:toolu|srvtoolu|msg|req|call|resp|rs|fc|ctc|ws|item|turn|thread)_(?:bdrk_|vrtx_)?[A-Za-z0-9]{6,64}$/;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
const hyphen = 0x2d;

/** Whether the text is an id or a time by its whole shape, which no secret has. Asked of every id on every line. */
export function isStructuralId(text: string): boolean {
  const { length } = text;
  if (length > 80) return false;
  if (length === 36 && text.charCodeAt(8) === hyphen) return uuid.test(text);
  return text.charCodeAt(4) === hyphen ? time.test(text) : named.test(text);
}
