const shapes = [
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  /^(?:toolu|srvtoolu|msg|req|call|resp|rs|fc|ctc|ws|item|turn|thread)_(?:bdrk_|vrtx_)?[A-Za-z0-9]{6,64}$/,
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/,
];

/** Whether the text is an id or a time by its whole shape, which no secret has. */
export function isStructuralId(text: string): boolean {
  return text.length <= 80 && shapes.some((shape) => shape.test(text));
}
