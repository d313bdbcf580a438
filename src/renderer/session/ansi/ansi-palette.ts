type Rgb = readonly [red: number, green: number, blue: number];

/* The sixteen colours as xterm has them; only their hue and lightness matter here, the theme decides how they look. */
const basic: readonly Rgb[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];

/** The nearest of the sixteen basic colours to one of the 256, or to red, green and blue (each 0–255). */
export function nearestBasic(color: number | Rgb): number {
  if (typeof color === 'number' && color < 16) return color;
  const wanted = typeof color === 'number' ? rgbOf(Math.min(color, 255)) : color;
  let nearest = 7;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, candidate] of basic.entries()) {
    const distance = distanceBetween(wanted, candidate);
    if (distance < least) [nearest, least] = [index, distance];
  }
  return nearest;
}

/** One of the colours 16–255: a cube of six steps, then a ramp of greys. */
function rgbOf(color: number): Rgb {
  if (color >= 232) {
    const grey = 8 + (color - 232) * 10;
    return [grey, grey, grey];
  }
  const cube = color - 16;
  return [cubeStep(Math.floor(cube / 36)), cubeStep(Math.floor(cube / 6) % 6), cubeStep(cube % 6)];
}

const cubeStep = (step: number): number => (step === 0 ? 0 : 55 + step * 40);

/** Weighs green most and blue least, as the eye does. */
function distanceBetween(a: Rgb, b: Rgb): number {
  return 3 * (a[0] - b[0]) ** 2 + 4 * (a[1] - b[1]) ** 2 + 2 * (a[2] - b[2]) ** 2;
}
