import { setTimeout as pause } from "node:timers/promises";
import type { Observe } from "../connection/observer.ts";
import { type ConnectionSettings, parseDatabaseUrl } from "../connection/settings.ts";
import { defaultConnections } from "../connection-limits.ts";
import type { Database } from "../database.ts";
import type { DatabaseHandle } from "../open-database.ts";
import { LagClock } from "./lag-clock.ts";
import { askPrimary, identityOf, type Position } from "./position.ts";
import { Replica, type ReplicaState } from "./replica.ts";
import { ReadCounter, type ReplicaReader, type ReplicaReads, SessionReads } from "./session-reads.ts";

export type ReplicasSettings = {
  /** One URL per replica. Each leads to a single server, because positions of several cannot be compared. */
  urls: readonly string[];
  /** Serves reads that no replica can answer. */
  primary: Pick<DatabaseHandle, "reader" | "searcher">;
  /** The same as for the primary. */
  prepare?: boolean;
  role?: string | null;
  readers?: number;
  searchers?: number;
  observe?: Observe | undefined;
  /** Maximum age of a replica's data, in milliseconds. Older replicas get no reads. Default: 5,000. */
  maxLagMilliseconds?: number;
  /** Called with the number of a replica, from 1, and its new state. */
  onState?: (replica: number, state: ReplicaState) => void;
};

type ReplicasReport = {
  /** Lists and searches, by the server that answered. */
  reads: { primary: number; replicas: number[] };
  /** In the order of the URLs. `lagSeconds` is undefined if unknown. */
  replicas: { state: ReplicaState; lagSeconds: number | undefined }[];
};

/** Standbys that answer lists and searches. The primary answers what they cannot. */
export type Replicas = {
  /**
   * Reads the primary's position now, which includes each acknowledged change. Undefined if the primary cannot
   * answer.
   */
  position(): Promise<Position | undefined>;
  reads(reader: ReplicaReader): ReplicaReads;
  report(): ReplicasReport;
  close(): Promise<void>;
};

const closeMilliseconds = 5_000;
const timeoutMilliseconds = 5_000;
const maxQueue = 200;

function connectionsFor(url: string, { prepare = true, role }: ReplicasSettings): ConnectionSettings {
  return {
    address: parseDatabaseUrl(url),
    prepare,
    role: role ?? undefined,
    connectTimeoutMilliseconds: 1_000,
    statementTimeoutMilliseconds: timeoutMilliseconds,
  };
}

export function openReplicas(settings: ReplicasSettings): Replicas {
  const { primary, maxLagMilliseconds = 5_000, onState = () => undefined } = settings;
  const clock = new LagClock();
  const watch = watchPrimary(primary.reader, clock);
  const counts = {
    list: settings.readers ?? defaultConnections.readers,
    search: settings.searchers ?? defaultConnections.searchers,
  };
  const replicas = settings.urls.map(
    (url, index) =>
      new Replica({
        connections: connectionsFor(url, settings),
        counts,
        maxQueue,
        maxLagMilliseconds,
        clock,
        primaryIdentity: watch.identity,
        onState: (state) => onState(index + 1, state),
      }),
  );
  const choice = { replicas, primary, observe: settings.observe, counter: new ReadCounter(replicas.length) };
  return {
    position: watch.position,
    reads: (reader) => new SessionReads(choice, reader),
    report: () => ({
      reads: choice.counter.counts(),
      replicas: replicas.map(({ state, lag }) => {
        const isKnown = lag !== undefined && (state === "fresh" || state === "behind");
        return { state, lagSeconds: isKnown ? lag / 1_000 : undefined };
      }),
    }),
    close: async () => {
      await Promise.all([watch.stop(), ...replicas.map((replica) => replica.close(closeMilliseconds))]);
    },
  };
}

const watchMilliseconds = 250;

type PrimaryWatch = {
  /** The primary's position now. Undefined if it cannot answer. */
  position(): Promise<Position | undefined>;
  /** Undefined until the primary has answered. */
  identity(): string | undefined;
  stop(): Promise<void>;
};

/** Samples the primary's position four times a second, and on demand. */
function watchPrimary(reader: Database, clock: LagClock): PrimaryWatch {
  const stopping = new AbortController();
  const { signal } = stopping;
  let known: string | undefined;

  async function position(): Promise<Position | undefined> {
    const at = performance.now();
    const found = await askPrimary(reader).catch(() => undefined);
    if (found) clock.add(at, found.flushed);
    return found?.acknowledged;
  }

  async function watch() {
    while (!signal.aborted) {
      await position();
      known ??= await identityOf(reader).then(String, () => undefined);
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
