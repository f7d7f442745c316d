import { setTimeout as pause } from "node:timers/promises";
import { openDatabase } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Random } from "../fill/random.ts";
import { hasEnded, type ServedFolder } from "./served-folder.ts";

/** Each resolves when the server is ready again. */
const faults = {
  "server killed": async (served: ServedFolder) => {
    await served.kill();
    // Its PostgreSQL continues without an owner, and this start adopts it.
    await served.start();
  },
  "server killed, and again during its start": async (served: ServedFolder, random: Random) => {
    await served.kill();
    const starting = served.start().catch(() => undefined);
    await pause(random.below(600));
    await served.kill();
    await starting;
    await served.start();
  },
  "server and database killed": async (served: ServedFolder) => {
    served.signalDatabase("SIGQUIT");
    await served.kill();
    await served.start();
  },
  "database stopped": (served: ServedFolder) => stopDatabase(served, "SIGINT"),
  "database stopped at once": (served: ServedFolder) => stopDatabase(served, "SIGQUIT"),
  "backends ended": async (served: ServedFolder) => {
    const database = openDatabase({ url: await served.databaseUrl(), readers: 1 });
    await database.reader.execute(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and random() < 0.5`);
    await database.close();
    await served.isReady();
  },
};

export type Fault = keyof typeof faults;

export const makeFault = (fault: Fault, served: ServedFolder, random: Random): Promise<void> =>
  faults[fault](served, random);

/** Sends a fast or an immediate shut-down, in PostgreSQL's terms. The server restarts it. */
async function stopDatabase(served: ServedFolder, signal: "SIGINT" | "SIGQUIT") {
  await hasEnded(served.signalDatabase(signal));
  await served.isReady();
}

/** How many of fifty faults are of each kind. */
const shares = new Map<Fault, number>([
  ["server killed", 11],
  ["server killed, and again during its start", 3],
  ["server and database killed", 5],
  ["database stopped", 7],
  ["database stopped at once", 8],
  ["backends ended", 16],
]);

/** Returns fifty faults in random order. The first six are one of each kind, so that a short run covers all. */
export function fiftyFaults(random: Random): Fault[] {
  const rest = [...shares].flatMap(([fault, count]) => Array.from({ length: count - 1 }, () => fault));
  return [...shuffled([...shares.keys()], random), ...shuffled(rest, random)];
}

const shuffled = (all: readonly Fault[], random: Random) =>
  all
    .map((fault) => ({ fault, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ fault }) => fault);
