import fs from 'node:fs';
import path from 'node:path';
import type { SessionRedactor } from '../../src/redaction/index.ts';

interface Share {
  megabytes: number;
  hits: number;
}

export interface FalseHits {
  /** Sources as people wrote them. */
  readonly own: Share;
  /** What a build made of sources: bundles, minified files, source maps. */
  readonly built: Share;
  readonly rules: ReadonlyMap<string, number>;
  /** One line for each different find, with what stands around it. */
  readonly samples: readonly string[];
}

const text = /\.(?:[cm]?[jt]sx?|md|json|css|html|py|ya?ml|sh|go|rs|[ch]|cc|hpp|java|map)$/;
const made = /\.min\.|[/\\](?:dist|build|bundle|umd)[/\\]|\.map$/;
const file_most = 4e6;

/** What the redactor finds in the sources of libraries, where there is no secret; a few of them show made-up ones. */
export function falseHits(folder: string, bytes_most: number, redactor: () => SessionRedactor): FalseHits {
  const own: Share = { megabytes: 0, hits: 0 };
  const built: Share = { megabytes: 0, hits: 0 };
  const rules = new Map<string, number>();
  const samples = new Map<string, string>();
  for (const file of shuffled(filesBelow(folder))) {
    if ((own.megabytes + built.megabytes) * 1e6 > bytes_most) break;
    const content = fs.readFileSync(file, 'utf8');
    const share = made.test(file) ? built : own;
    share.megabytes += content.length / 1e6;
    for (const span of redactor().spans(content)) {
      share.hits++;
      rules.set(span.rule, (rules.get(span.rule) ?? 0) + 1);
      const found = content.slice(span.start, Math.min(span.end, span.start + 60));
      const before = content.slice(Math.max(0, span.start - 50), span.start);
      samples.set(
        found,
        `${span.rule}  ${path.relative(folder, file)}  ${JSON.stringify(before)} ${JSON.stringify(found)}`,
      );
    }
  }
  return { own, built, rules, samples: [...samples.values()] };
}

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && text.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => fs.statSync(file).size < file_most);
}

/** In an order that a seed gives, so that a part stands for the whole. */
function shuffled(files: readonly string[]): string[] {
  let state = 7;
  const order = new Map(
    files.toSorted().map((file) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
      return [file, state];
    }),
  );
  return [...order.keys()].toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}
