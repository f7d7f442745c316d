import {
  hasPgBouncer,
  startPgBouncer,
  startThrowawayCluster,
  type ThrowawayCluster,
  waitTimeout,
} from "@caretype/test-database";
import { rows } from "@caretype/test-database/use-databases";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { executeStatement } from "../connection/connect.ts";
import { type DatabaseHandle, openDatabase } from "../index.ts";
import { openReplicas, type Replicas, type ReplicasSettings } from "./open-replicas.ts";
import type { ReplicaState } from "./replica.ts";

// Waits for events, not for times: only what happens to the replica changes its state.

let cluster: ThrowawayCluster;
let standby: ThrowawayCluster;
let database: DatabaseHandle;
const opened: Replicas[] = [];
const states: ReplicaState[] = [];

beforeAll(async () => {
  cluster = await startThrowawayCluster({ hasStandbys: true });
  standby = await startThrowawayCluster({ primary: cluster });
  database = openDatabase({ url: cluster.url });
  await rows(database.reader, "create table note (id serial primary key, text text)");
});
afterAll(async () => {
  await Promise.all(opened.map((replicas) => replicas.close()));
  await database.close();
  await standby.stop();
  await cluster.stop();
});

/** Without a limit of the lag, so that a busy machine does not exclude a replica. */
function open(settings: Partial<ReplicasSettings> = {}): Replicas {
  states.length = 0;
  const replicas = openReplicas({
    urls: [standby.url],
    primary: database,
    maxLagMilliseconds: Number.POSITIVE_INFINITY,
    onState: (_, state) => states.push(state),
    ...settings,
  });
  opened.push(replicas);
  return replicas;
}

const stateOf = (replicas: Replicas) => replicas.report().replicas.map(({ state }) => state);
const isFresh = (replicas: Replicas) => expect.poll(() => stateOf(replicas)).toEqual(["fresh"]);
const reader = { caller: "practice", session: "0000" };
const whoAnswers = "select pg_is_in_recovery() as standby, (select max(text) from note) as text";
const onStandby = (statement: string) => executeStatement(standby.url, statement);

/** Reads as a caller who has seen everything up to now, or up to `position`. */
async function read(replicas: Replicas, kind: "list" | "search" = "search", position?: string) {
  const seen = position ?? (await replicas.position()) ?? "";
  const [row] = await rows(replicas.reads({ ...reader, position: seen })[kind], whoAnswers);
  return row;
}

async function write(text: string) {
  await database.transaction((tx) => rows(tx, `insert into note (text) values ('${text}')`));
}

describe("a replica", () => {
  it.each(["list", "search"] as const)("answers reads of the kind %s", async (kind) => {
    const replicas = open();
    await isFresh(replicas);
    await write("a");
    await expect.poll(() => read(replicas, kind)).toEqual({ standby: true, text: "a" });
    expect(replicas.report().reads.replicas).not.toEqual([0]);
    const reads = replicas.reads({ ...reader, position: (await replicas.position()) ?? "" });
    expect(reads.usedReplica).toBe(false);
    await rows(reads[kind], "select 1");
    expect(reads.usedReplica).toBe(true);
  });

  it("is not asked by somebody whose change it has not replayed, and never without a position", async () => {
    const replicas = open();
    await isFresh(replicas);
    await write("a");
    await expect.poll(() => read(replicas)).toEqual({ standby: true, text: "a" });
    const before = await replicas.position();
    await onStandby("select pg_wal_replay_pause()");
    try {
      await write("b");
      const after = await replicas.position();
      expect(await read(replicas, "search", after)).toEqual({ standby: false, text: "b" });
      expect(await read(replicas, "list", after)).toEqual({ standby: false, text: "b" });
      // Others keep reading, without the change.
      await expect.poll(() => read(replicas, "search", before)).toEqual({ standby: true, text: "a" });
      expect(await read(replicas, "search", "")).toMatchObject({ standby: false });
    } finally {
      await onStandby("select pg_wal_replay_resume()");
    }
    await expect.poll(() => read(replicas)).toEqual({ standby: true, text: "b" });
  });

  it("is left out while its data is too old", async () => {
    const replicas = open({ maxLagMilliseconds: 1_500 });
    await isFresh(replicas);
    const before = await replicas.position();
    await onStandby("select pg_wal_replay_pause()");
    try {
      await write("c");
      await expect.poll(() => states.includes("behind"), { timeout: waitTimeout() }).toBe(true);
      expect(replicas.report().replicas[0]?.lagSeconds).toBeGreaterThan(1.5);
      expect(await read(replicas, "search", before)).toEqual({ standby: false, text: "c" });
    } finally {
      await onStandby("select pg_wal_replay_resume()");
    }
    await isFresh(replicas);
  });

  it("is replaced by the primary within a call if it refuses a statement", async () => {
    const replicas = open();
    await isFresh(replicas);
    await rows(database.reader, "create unlogged table fast as select 7 as seven");
    await expect.poll(() => read(replicas)).toMatchObject({ standby: true });
    const { search } = replicas.reads({ ...reader, position: (await replicas.position()) ?? "" });
    // A standby cannot read unlogged tables.
    expect(await rows(search, "select seven from fast")).toEqual([{ seven: 7 }]);
  });

  it("that is not one of this database is not asked", async () => {
    const other = await cluster.createDatabase("other");
    const foreign = Object.assign(new URL(standby.url), { pathname: new URL(other).pathname }).href;
    const replicas = open({ urls: [foreign, cluster.url] });
    await expect.poll(() => stateOf(replicas)).toEqual(["foreign", "promoted"]);
    expect(await read(replicas)).toMatchObject({ standby: false });
  });

  it("answers a session as long as it is fresh, and others answer other sessions", async () => {
    const replicas = open({ urls: [standby.url, standby.url] });
    await expect.poll(() => stateOf(replicas)).toEqual(["fresh", "fresh"]);
    const position = "0".repeat(16);
    const answeredBy = async () => {
      const [first = 0, second = 0] = replicas.report().reads.replicas;
      for (const session of ["0002", "0002", "0003"])
        await rows(replicas.reads({ caller: "", session, position }).list, "select 1");
      const [one = 0, other = 0] = replicas.report().reads.replicas;
      return [one - first, other - second];
    };
    await expect.poll(answeredBy).toEqual([2, 1]);
  });
});

describe("a replica that fails", () => {
  it("by a crash is left out without an error, and comes back", async () => {
    const replicas = open();
    await isFresh(replicas);
    const outcomes: unknown[] = [];
    let isRunning = true;
    const client = async () => {
      while (isRunning) outcomes.push(await read(replicas).then(() => "answered", String));
    };
    const clients = [client(), client(), client()];
    await standby.halt();
    await expect.poll(() => stateOf(replicas)).toEqual(["unreachable"]);
    await standby.resume();
    await isFresh(replicas);
    const before = replicas.report().reads.replicas[0] ?? 0;
    await expect.poll(() => replicas.report().reads.replicas[0]).toBeGreaterThan(before);
    isRunning = false;
    await Promise.all(clients);
    expect([...new Set(outcomes)]).toEqual(["answered"]);
  });

  it("by a hang is left out, and the primary answers the reads that it has", async () => {
    const replicas = open();
    await isFresh(replicas);
    await expect.poll(() => read(replicas)).toMatchObject({ standby: true });
    const position = "0".repeat(16);
    standby.freeze();
    try {
      // Its connections are open, so it gets these.
      const hanging = [read(replicas, "search", position), read(replicas, "list", position)];
      for (const row of await Promise.all(hanging)) expect(row).toMatchObject({ standby: false });
      expect(replicas.report().replicas).toEqual([{ state: "unreachable", lagSeconds: undefined }]);
      expect(await read(replicas, "search", position)).toMatchObject({ standby: false });
    } finally {
      standby.thaw();
    }
    await isFresh(replicas);
  });
});

describe.skipIf(!hasPgBouncer())("a replica behind PgBouncer", () => {
  it("answers reads, too", async () => {
    const pooler = await startPgBouncer(standby.url);
    const replicas = open({ urls: [pooler.url], prepare: false });
    try {
      await isFresh(replicas);
      for (const kind of ["list", "search"] as const)
        await expect.poll(() => read(replicas, kind)).toMatchObject({ standby: true });
    } finally {
      await replicas.close();
      await pooler.stop();
    }
  });
});

describe("a replica that is promoted", () => {
  it("answers no more reads, so that nobody sees what is written there", async () => {
    const replicas = open();
    await isFresh(replicas);
    await write("c");
    await expect.poll(() => read(replicas)).toEqual({ standby: true, text: "c" });
    const position = "0".repeat(16);
    const answers: unknown[] = [];
    await onStandby("select pg_promote()");
    await onStandby("insert into note (text) values ('written on the former standby')");
    answers.push((await read(replicas, "search", position))?.text);
    await expect.poll(() => stateOf(replicas)).toEqual(["promoted"]);
    answers.push((await read(replicas, "search", position))?.text);
    expect(answers).toEqual(["c", "c"]);
  });
});
