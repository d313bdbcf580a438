import type { Output } from '../../contract/api.ts';
import type { ApiError, Result } from '../../contract/result.ts';
import type { Session } from '../../contract/session.ts';

/** Sessions in a page. Small enough to come quickly, large enough that a screen needs one or two. */
export const pageSize = 200;
/** Pages kept; those farthest from what is looked at go first. */
const mostPages = 60;
const mostAtOnce = 2;

export type AskPage = (offset: number, limit: number) => Promise<Result<Output<'sessions'>>>;

/** A long list of which only the parts that are looked at are held. Rows not yet there are null. */
export interface SessionPages {
  /** Null until the first page came. */
  total(): number | null;
  at(index: number): Session | null;
  error(): ApiError | null;
  /** Says which rows are looked at; `to` is not included. What is missing is asked for. */
  want(from: number, to: number): void;
  /** Asks for the total alone, for a list that is not open. */
  wantTotal(): void;
  /** Asks again for what is looked at; rows stay until new ones are there. */
  refresh(): void;
  /** Changes with every change of the rows. */
  version(): number;
  subscribe(listener: () => void): () => void;
}

export function sessionPages(ask: AskPage): SessionPages {
  const pages = new Map<number, { sessions: Session[]; edition: number }>();
  const waiting = new Set<number>();
  const listeners = new Set<() => void>();
  let total: number | null = null;
  let error: ApiError | null = null;
  let wanted = { from: 0, to: 1 };
  let edition = 0;
  let version = 0;

  const tell = (): void => {
    version += 1;
    for (const listener of listeners) listener();
  };

  const missing = (): number[] => {
    const last = total === null ? 0 : Math.max(0, Math.ceil(total / pageSize) - 1);
    const first = Math.min(Math.floor(wanted.from / pageSize), last);
    const end = Math.min(Math.floor(Math.max(wanted.to - 1, wanted.from) / pageSize), last);
    const all = Array.from({ length: end - first + 1 }, (_, place) => first + place);
    return all.filter((page) => pages.get(page)?.edition !== edition && !waiting.has(page));
  };

  const fill = (): void => {
    for (const page of missing()) {
      if (waiting.size >= mostAtOnce) return;
      void load(page);
    }
  };

  const load = async (page: number): Promise<void> => {
    const asked = edition;
    waiting.add(page);
    const result = await ask(page * pageSize, pageSize);
    waiting.delete(page);
    if (asked === edition) take(page, result);
    if (error === null || asked !== edition) fill();
  };

  const take = (page: number, result: Result<Output<'sessions'>>): void => {
    error = result.ok ? null : result.error;
    if (result.ok) {
      total = result.value.total;
      pages.set(page, { sessions: result.value.sessions, edition });
      forgetFarPages();
    }
    tell();
  };

  const forgetFarPages = (): void => {
    const middle = (wanted.from + wanted.to) / 2 / pageSize;
    const byDistance = [...pages.keys()].toSorted((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const page of byDistance.slice(0, Math.max(0, pages.size - mostPages))) pages.delete(page);
  };

  return {
    total: () => total,
    error: () => error,
    version: () => version,
    at: (index) => pages.get(Math.floor(index / pageSize))?.sessions[index % pageSize] ?? null,
    want(from, to) {
      wanted = { from, to };
      fill();
    },
    wantTotal() {
      if (total !== null || waiting.size > 0) return;
      waiting.add(-1);
      void ask(0, 1).then((result) => {
        waiting.delete(-1);
        if (result.ok) total ??= result.value.total;
        tell();
      });
    },
    refresh() {
      edition += 1;
      error = null;
      fill();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
