import { setTimeout as pause } from "node:timers/promises";
import type { Random } from "@caretype/testing/random";
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
    await server.runInDatabase(`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and random() < 0.5`);
    await server.waitUntilReady();
  },
  "network cut": (server: ServerUnderTest, random: Random) => server.cutNetwork(random.below(300)),
  "clock set": async (server: ServerUnderTest, random: Random) =>
    server.setClock(random.below(2 * maxAhead) - maxAhead),
  "disk full": async (server: ServerUnderTest, random: Random) => {
    server.disk?.fill();
    await takeLogSpace(server);
    await pause(random.below(600));
    server.disk?.free();
    await server.waitUntilReady();
  },
};

/** Milliseconds. Longer than an access token's lifetime, and shorter than a session's idle timeout. */
const maxAhead = 20 * 60_000;

/** Only a role of the archive may. */
const beginLogFile = `
  select pg_logical_emit_message(true, 'torture', '');
  set local role caretype_archive;
  select pg_switch_wal()`;

/** Begins files of PostgreSQL's log until the disk has no space for another one. */
async function takeLogSpace(server: ServerUnderTest) {
  for (let failed = false; !failed; )
    failed = await server.runInDatabase(beginLogFile).then(
      () => false,
      () => true,
    );
}

export type Fault = keyof typeof faults;

/** Faults that a run has not tried, for example for lack of time. */
export const untried = (tried: ReadonlyMap<string, number>): string[] =>
  Object.keys(faults).filter((fault) => !tried.has(fault));

export const injectFault = (fault: Fault, server: ServerUnderTest, random: Random): Promise<void> =>
  faults[fault](server, random);

/** Sends PostgreSQL a fast or an immediate shutdown. The server restarts it. */
async function stopDatabase(server: ServerUnderTest, signal: "SIGINT" | "SIGQUIT") {
  await waitForExit(server.signalDatabase(signal));
  await server.waitUntilReady();
}

/** The number of faults of each kind per fifty. */
const shares = new Map<Fault, number>([
  ["server killed", 10],
  ["server killed, and again during its start", 3],
  ["server and database killed", 5],
  ["database stopped", 6],
  ["database stopped at once", 7],
  ["backends ended", 8],
  ["network cut", 4],
  ["clock set", 4],
  ["disk full", 3],
]);

/**
 * Returns fifty faults in random order. The first nine are one of each kind, so that a short run covers all. Where
 * the disk cannot be filled, the server is killed instead.
 */
export function planFaults(random: Random, { canFillDisk }: { canFillDisk: boolean }): Fault[] {
  const rest = [...shares].flatMap(([fault, count]) => Array.from({ length: count - 1 }, () => fault));
  const planned = [...shuffled([...shares.keys()], random), ...shuffled(rest, random)];
  return planned.map((fault) => (fault === "disk full" && !canFillDisk ? "server killed" : fault));
}

const shuffled = (all: readonly Fault[], random: Random) =>
  all
    .map((fault) => ({ fault, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ fault }) => fault);
