import { useSyncExternalStore } from 'react';
import { useTheme } from '../../store/preferences.ts';
import type { LaneId } from './lanes.ts';

const names = {
  bg: '--bg',
  sunken: '--bg-sunken',
  raised: '--bg-raised',
  line: '--line',
  strong: '--line-strong',
  text: '--text',
  dim: '--text-dim',
  faint: '--text-faint',
  accent: '--accent',
  accentSoft: '--accent-soft',
  error: '--error',
  warn: '--warn',
  ok: '--ok',
  one: '--source-1',
  two: '--source-2',
  three: '--source-3',
  four: '--source-4',
  five: '--source-5',
  six: '--source-6',
} as const;

/** The theme's colours as a canvas takes them. */
export type Palette = Record<keyof typeof names, string>;

/** Colour of a lane's bars. */
export const laneColor: Record<LaneId, keyof Palette> = {
  turns: 'accent',
  waiting: 'warn',
  model: 'three',
  commands: 'two',
  edits: 'ok',
  reads: 'six',
  searches: 'four',
  web: 'five',
  mcp: 'one',
  agents: 'one',
  others: 'six',
  subagents: 'one',
  hooks: 'five',
  compactions: 'accent',
  errors: 'error',
};

/** The colours as CSS writes them, for what is drawn without a canvas. */
export const cssColor = (name: keyof Palette): string => `var(${names[name]})`;

/** The palette of the theme in force. */
export function usePalette(): Palette {
  const theme = useTheme();
  const isDark = useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia('(prefers-color-scheme: dark)');
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia('(prefers-color-scheme: dark)').matches,
  );
  return paletteOf(theme === 'system' ? (isDark ? 'dark' : 'light') : theme);
}

const known = new Map<string, Palette>();

/** Colours are resolved by an element that has the scheme, as `light-dark()` is only then one of the two. */
function paletteOf(scheme: 'light' | 'dark'): Palette {
  let palette = known.get(scheme);
  if (palette) return palette;
  const probe = document.createElement('i');
  probe.style.colorScheme = scheme;
  document.head.append(probe);
  const entries = Object.entries(names).map(([name, variable]) => {
    probe.style.color = `var(${variable})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  palette = Object.fromEntries(entries) as Palette;
  known.set(scheme, palette);
  return palette;
}

/** The colour with so much of it let through, from 0 to 1. */
export function faded(color: string, alpha: number): string {
  const parts =
    /^rgba?\(([^)]+)\)$/
      .exec(color)?.[1]
      ?.split(/[\s,/]+/)
      .filter(Boolean) ?? [];
  return parts.length < 3 ? color : `rgb(${parts.slice(0, 3).join(' ')} / ${alpha})`;
}
