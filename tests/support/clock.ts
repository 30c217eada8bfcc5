/**
 * A clock without real time: it stands still until somebody waits, and then jumps to what is due next.
 *
 * @module
 */
import type { Clock } from "../../shared/runtime/environment.ts";

interface Timer {
  at: number;
  callback: () => void;
}

export class VirtualClock implements Clock {
  /** Milliseconds of each `wait`, in order. */
  readonly waits: number[] = [];
  #now: number;
  #timers = new Set<Timer>();
  #waiting = 0;
  #scheduled = false;

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  wait(ms: number, signal: AbortSignal): Promise<void> {
    this.waits.push(ms);
    return this.#passing((resolve, reject) => {
      const cancel = this.after(ms, resolve);
      onAbort(signal, () => {
        cancel();
        reject(signal.reason);
      });
    });
  }

  /**
   * Lets time pass until the signal aborts, as a provider does that never answers. Rejects where no timer is
   * left that could abort it: outside of tests, somebody would wait forever.
   */
  hang(signal: AbortSignal): Promise<void> {
    return this.#passing((resolve, reject) => {
      this.#stuck.add(reject);
      onAbort(signal, resolve);
    });
  }

  /** Moves on by hand, and calls back what is due. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(); next && next.at <= end; next = this.#next()) this.#fire(next);
    this.#now = end;
  }

  #stuck = new Set<(reason: Error) => void>();

  #passing(
    start: (resolve: () => void, reject: (reason: unknown) => void) => void,
  ): Promise<void> {
    this.#waiting++;
    this.#schedule();
    return new Promise<void>(start).finally(() => this.#waiting--);
  }

  /** A turn of the event loop later, so that everything that needs no time happens first. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#waiting === 0) return;
      const next = this.#next();
      if (next) this.#fire(next);
      else this.#stuck.forEach((reject) => reject(new Error("Nothing would ever end this wait")));
      this.#schedule();
    });
  }

  #next(): Timer | undefined {
    return [...this.#timers].sort((a, b) => a.at - b.at)[0];
  }

  #fire(timer: Timer): void {
    this.#timers.delete(timer);
    this.#now = Math.max(this.#now, timer.at);
    timer.callback();
  }
}

function onAbort(signal: AbortSignal, callback: () => void): void {
  if (signal.aborted) callback();
  else signal.addEventListener("abort", callback, { once: true });
}
