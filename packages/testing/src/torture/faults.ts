import { setTimeout as pause } from "node:timers/promises";
import { openDatabase } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Random } from "../fill/random.ts";
import { type ServerUnderTest, waitForExit } from "./server-under-test.ts";

/** Each resolves when the server is ready again. */
const faults = {
  "server killed": async (server: ServerUnderTest) => {
    await server.kill();
    // Its PostgreSQL continues without an owner, and this start adopts it.
    await server.start();
  },
  "server killed, and again during its start": async (server: ServerUnderTest, random: Random) => {
    await server.kill();
    const starting = server.start().catch(() => undefined);
    await pause(random.below(600));
    await server.kill();
    await starting;
    await server.start();
  },
  "server and database killed": async (server: ServerUnderTest) => {
    server.signalDatabase("SIGQUIT");
    await server.kill();
    await server.start();
  },
  "database stopped": (server: ServerUnderTest) => stopDatabase(server, "SIGINT"),
  "database stopped at once": (server: ServerUnderTest) => stopDatabase(server, "SIGQUIT"),
  "backends ended": async (server: ServerUnderTest) => {
    const database = openDatabase({ url: await server.databaseUrl(), readers: 1 });
    await database.reader.execute(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and random() < 0.5`);
    await database.close();
    await server.waitUntilReady();
  },
  "network cut": (server: ServerUnderTest, random: Random) => server.cutNetwork(random.below(300)),
};

export type Fault = keyof typeof faults;

export const injectFault = (fault: Fault, server: ServerUnderTest, random: Random): Promise<void> =>
  faults[fault](server, random);

/** Sends a fast or an immediate shut-down, in PostgreSQL's terms. The server restarts it. */
async function stopDatabase(server: ServerUnderTest, signal: "SIGINT" | "SIGQUIT") {
  await waitForExit(server.signalDatabase(signal));
  await server.waitUntilReady();
}

/** The number of faults of each kind among fifty. */
const shares = new Map<Fault, number>([
  ["server killed", 11],
  ["server killed, and again during its start", 3],
  ["server and database killed", 5],
  ["database stopped", 7],
  ["database stopped at once", 8],
  ["backends ended", 12],
  ["network cut", 4],
]);

/** Returns fifty faults in random order. The first seven are one of each kind, so that a short run covers all. */
export function planFaults(random: Random): Fault[] {
  const rest = [...shares].flatMap(([fault, count]) => Array.from({ length: count - 1 }, () => fault));
  return [...shuffled([...shares.keys()], random), ...shuffled(rest, random)];
}

const shuffled = (all: readonly Fault[], random: Random) =>
  all
    .map((fault) => ({ fault, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ fault }) => fault);
