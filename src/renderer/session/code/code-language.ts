/* Names and file endings by the language that highlights them. */
const languages: Record<string, string> = {
  bash: 'bash sh zsh shell shell-session console shellsession ksh',
  cpp: 'cpp c cc cxx h hh hpp c++ objc m',
  css: 'css scss less',
  diff: 'diff patch',
  go: 'go golang',
  ini: 'ini toml cfg conf properties editorconfig',
  java: 'java kt kotlin scala groovy',
  json: 'json jsonc json5 jsonl ndjson webmanifest',
  python: 'python py pyi',
  ruby: 'ruby rb rake gemspec',
  rust: 'rust rs',
  sql: 'sql psql mysql sqlite postgresql',
  typescript: 'typescript ts tsx mts cts javascript js jsx mjs cjs',
  xml: 'xml html htm svg xhtml vue svelte plist',
  yaml: 'yaml yml',
};

const byName = new Map(
  Object.entries(languages).flatMap(([language, names]) => names.split(' ').map((name) => [name, language] as const)),
);

/** The highlighter's language for the name a fence gives; null when it has none. */
export function languageByName(name: string): string | null {
  return byName.get(name.toLowerCase()) ?? null;
}

/** The highlighter's language for a file, by its ending; null when it has none. */
export function languageByPath(path: string): string | null {
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  if (/^(dockerfile|makefile|\.(bash|zsh)(rc|_profile)|\.profile)/.test(file)) return 'bash';
  const dot = file.lastIndexOf('.');
  return dot < 0 ? null : languageByName(file.slice(dot + 1));
}
