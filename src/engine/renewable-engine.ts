import type { Handlers } from '../contract/api.ts';
import type { EngineEvent, ScanStatus } from '../contract/events.ts';
import { type MethodName, methodNames } from '../contract/methods.ts';
import { fail, type Result } from '../contract/result.ts';
import { DamagedIndex, isDamage } from './catalog/damage.ts';
import { forgetKeptFiles } from './catalog/forget.ts';
import { makeSampleHome, type SampleHome } from './samples.ts';
import { Engine, type EngineParts, type EngineSettings, type RenewWish } from './engine.ts';

type AnyHandler = (input: unknown) => Promise<Result<unknown>> | Result<unknown>;

/** A catalog that is damaged again so soon lies on a disk that cannot be helped. */
const damagePauseMs = 60_000;

/**
 * An engine that can begin anew: with other settings, without its catalog, or because the catalog turned out to be damaged.
 * Calls that come meanwhile wait.
 */
export class RenewableEngine {
  readonly handlers: Handlers;
  #settings: EngineSettings;
  readonly #emit: (event: EngineEvent) => void;
  readonly #onBug: (error: unknown) => void;
  #samples: SampleHome | null = null;
  #engine: Promise<Engine>;
  #damagedAt = Number.NEGATIVE_INFINITY;
  #wasDamaged = false;

  /** `onBug` is told what was thrown in the background, where no call waits for it. */
  constructor(settings: EngineSettings, emit: (event: EngineEvent) => void, onBug: (error: unknown) => void) {
    this.#settings = settings;
    this.#emit = emit;
    this.#onBug = (error) => this.#isMended(error) || onBug(error);
    this.#engine = Promise.resolve(this.#start({ bytes_read: 0, rows_written: 0 }));
    const handlers = methodNames.map((name) => [name, (input: unknown) => this.#answer(name, input)] as const);
    this.handlers = Object.fromEntries(handlers) as unknown as Handlers;
  }

  /** Scans, and tells `onBug` what goes wrong. */
  async scan(): Promise<void> {
    try {
      await (await this.#engine).scan();
    } catch (error) {
      this.#onBug(error);
    }
  }

  async close(): Promise<void> {
    await (await this.#engine).close();
    this.#samples?.remove();
  }

  #start(earlier: Pick<ScanStatus, 'bytes_read' | 'rows_written'>): Engine {
    const life = () => ({
      onBug: this.#onBug,
      renew: (wish: RenewWish) => this.#renew(wish),
      earlier,
      was_damaged: this.#wasDamaged,
    });
    try {
      return new Engine(this.#settingsNow(), this.#emit, life());
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#wasDamaged = true;
      forgetKeptFiles(this.#settingsNow().data_dir, 'all');
      return new Engine(this.#settingsNow(), this.#emit, life());
    }
  }

  /** While samples are shown, home and data folder are theirs, and no variable counts. */
  #settingsNow(): EngineSettings {
    if (this.#samples === null) return this.#settings;
    const { home, data_dir } = this.#samples;
    return { ...this.#settings, home, data_dir, environment: {} };
  }

  async #answer(name: MethodName, input: unknown): Promise<Result<unknown>> {
    const engine = await this.#engine;
    try {
      return await (engine.handlers[name] as AnyHandler)(input);
    } catch (error) {
      if (!this.#isMended(error)) throw error;
      return fail(
        'unavailable',
        'What Rearview keeps was damaged and is made anew from the logs.',
        'Try again in a moment.',
      );
    }
  }

  /** Nobody waits for the scan, which goes on for as long as there is something to read. */
  async #renew(wish: RenewWish): Promise<EngineParts> {
    const former = this.#engine;
    this.#engine = this.#replacement(former, wish);
    // A failure is the concern of whoever asks next.
    this.#engine.catch(() => {});
    const { parts } = await this.#engine;
    this.#emit({ type: 'changed', sessions: null });
    void this.scan();
    return parts;
  }

  async #replacement(former: Promise<Engine>, { forget, mode }: RenewWish): Promise<Engine> {
    const old = await former;
    const { bytes_read, rows_written } = old.status();
    await old.close().catch(unlessDamaged);
    this.#wasDamaged ||= old.was_damaged;
    if (old.parts.is_kept) forgetKeptFiles(this.#settingsNow().data_dir, forget);
    if (mode !== undefined) this.#enter(mode, old.parts.is_kept ? this.#settings.data_dir : null);
    return this.#start({ bytes_read, rows_written });
  }

  #enter(mode: NonNullable<RenewWish['mode']>, data_dir: string | null): void {
    this.#samples?.remove();
    this.#samples = mode === 'samples' ? makeSampleHome(data_dir, new Date()) : null;
    this.#settings = { ...this.#settings, mode };
  }

  /** Whether this was damage of the catalog or the text index, so that they are now being made anew. */
  #isMended(error: unknown): boolean {
    const forget = error instanceof DamagedIndex ? 'index' : isDamage(error) ? 'all' : 'nothing';
    const now = performance.now();
    if (forget === 'nothing' || now - this.#damagedAt < damagePauseMs) return false;
    this.#damagedAt = now;
    this.#wasDamaged ||= forget === 'all';
    void this.#renew({ forget }).catch(this.#onBug);
    return true;
  }
}

/** What is about to be deleted need not be written to its end. */
function unlessDamaged(error: unknown): void {
  if (!isDamage(error)) throw error;
}
