import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import cpp from 'highlight.js/lib/languages/cpp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import type { Run } from '../text/pieces.ts';
import { RunEmitter } from './run-emitter.ts';

const grammars = { bash, cpp, css, diff, go, ini, java, json, python, ruby, rust, sql, typescript, xml, yaml };
for (const [name, grammar] of Object.entries(grammars)) hljs.registerLanguage(name, grammar);
hljs.configure({ __emitter: RunEmitter } as never);

/* The highlighter's time grows with the square of a line's length: 100,000 letters in one line take most of a minute. */
const longestLine = 1000;
const longestBlock = 20_000;

/** Code as runs with classes such as `hl-keyword`; null when it is too long, has too long a line, or no known language. */
export function highlighted(code: string, language: string | null): Run[] | null {
  if (language === null || code.length > longestBlock || hasLongLine(code) || !hljs.getLanguage(language)) return null;
  const known = knownHighlight(code, language);
  if (known) return known;
  const result = hljs.highlight(code, { language, ignoreIllegals: true });
  // oxlint-disable-next-line no-underscore-dangle -- the only way to what was found that is not HTML
  const { runs } = result._emitter as unknown as RunEmitter;
  remember(keyOf(code, language), runs);
  return runs;
}

function hasLongLine(code: string): boolean {
  let start = 0;
  for (let end = code.indexOf('\n'); end >= 0; end = code.indexOf('\n', start)) {
    if (end - start > longestLine) return true;
    start = end + 1;
  }
  return code.length - start > longestLine;
}

/** What `highlighted` answered lately, without any work; null when it has not been asked. */
export function knownHighlight(code: string, language: string | null): Run[] | null {
  if (language === null || code.length > longestBlock) return null;
  return recent.get(keyOf(code, language)) ?? null;
}

const keyOf = (code: string, language: string): string => `${language}\n${code}`;

/* What was highlighted lately, so that scrolling back and forth costs nothing. */
const recent = new Map<string, Run[]>();
const mostRecent = 200;

function remember(key: string, runs: Run[]): void {
  recent.set(key, runs);
  const [oldest] = recent.keys();
  if (recent.size > mostRecent && oldest !== undefined) recent.delete(oldest);
}
