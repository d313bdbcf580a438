import type { Run } from '../text/pieces.ts';

/** Receives what the highlighter finds as runs of text with a class, where its own receiver would build HTML. */
export class RunEmitter {
  readonly runs: Run[] = [];
  readonly #scopes: string[] = [];

  get root(): RunEmitter {
    return this;
  }

  addText(text: string): void {
    if (text === '') return;
    const className = this.#className();
    const last = this.runs.at(-1);
    if (last && last.className === className) last.text += text;
    else this.runs.push({ text, className });
  }

  startScope(scope: string): void {
    this.#scopes.push(scope);
  }

  endScope(): void {
    this.#scopes.pop();
  }

  openNode(scope: string): void {
    this.startScope(scope);
  }

  closeNode(): void {
    this.endScope();
  }

  /** Takes over what another language found inside this one. */
  __addSublanguage(inner: RunEmitter): void {
    this.runs.push(...inner.runs);
  }

  closeAllNodes(): void {
    this.#scopes.length = 0;
  }

  finalize(): void {
    this.closeAllNodes();
  }

  toHTML(): string {
    return '';
  }

  /** The first word of the innermost scope: `hl-title` for `title.function`. Inner languages are not a colour. */
  #className(): string | null {
    const scope = this.#scopes.at(-1);
    if (scope === undefined || scope.includes(':')) return null;
    return `hl-${scope.split('.', 1)[0]}`;
  }
}
