import { setTimeout as pause } from "node:timers/promises";
import { type Database, runnerOf } from "../database.ts";
import type { LagClock } from "./lag-clock.ts";
import { askPrimary, identity, type Position } from "./position.ts";

const watchMilliseconds = 250;

const identityStatement = {
  text: `select ${identity} as identity`,
  parameters: [],
  prepare: false,
  asArrays: false,
};

export type PrimaryWatch = {
  /** The primary's position now. Undefined if it cannot answer. */
  position(): Promise<Position | undefined>;
  /** Undefined until the primary has answered. */
  identity(): string | undefined;
  stop(): Promise<void>;
};

/** Tells the clock the primary's position four times a second, and whenever somebody asks for it. */
export function watchPrimary(reader: Database, clock: LagClock): PrimaryWatch {
  const stopping = new AbortController();
  const { signal } = stopping;
  let known: string | undefined;

  async function position(): Promise<Position | undefined> {
    const at = performance.now();
    const found = await askPrimary(reader).catch(() => undefined);
    if (found) clock.add(at, found.flushed);
    return found?.acknowledged;
  }

  async function learnIdentity() {
    const [row] = await runnerOf(reader).run(identityStatement);
    known = String(row?.identity);
  }

  async function watch() {
    while (!signal.aborted) {
      await position();
      if (known === undefined) await learnIdentity().catch(() => undefined);
      await pause(watchMilliseconds, undefined, { ref: false, signal }).catch(() => undefined);
    }
  }

  const watching = watch();
  return {
    position,
    identity: () => known,
    stop: () => {
      stopping.abort();
      return watching;
    },
  };
}
