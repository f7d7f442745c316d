import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { rows, terminate, useDatabases } from "@caretype/test-database/use-databases";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type DatabaseHandle, serverRole } from "../index.ts";
import { bossInTransactions } from "./boss-database.ts";
import { openJobQueue } from "./job-queue.ts";
import { JobPostponed, type JobWorker, startJobWorker } from "./job-worker.ts";

const waitUntil = (assertion: () => void | Promise<void>) => vi.waitFor(assertion, { interval: 20 });

describe("a queue of jobs", () => {
  const context = useDatabases({ migrated: true });
  const workers: JobWorker[] = [];
  const failures: unknown[] = [];
  let database: DatabaseHandle;
  beforeAll(async () => {
    database = context.open({ role: serverRole });
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop(0)));
    await rows(database.reader, "delete from pgboss.job");
    expect(failures.splice(0)).toEqual([]);
  });

  const add = async () => {
    const id = randomUUID();
    await database.transaction((tx) => openJobQueue(database, "mail").add(tx, { id, keepSeconds: 60 }));
    return id;
  };
  const work = (done: (id: string, signal: AbortSignal) => Promise<void> | void, handle = database) => {
    const onFailure = (error: unknown) => void failures.push(error);
    const worker = startJobWorker(handle, {
      queue: "mail",
      work: async ({ id, signal }) => done(id, signal),
      onFailure,
    });
    workers.push(worker);
    return worker;
  };
  const stateOf = async (id: string) =>
    (await rows(database.reader, `select state from pgboss.job where id = '${id}'`))[0]?.state;

  it("runs jobs of committed transactions only", async () => {
    const done: string[] = [];
    work((id) => void done.push(id));
    const undone = new Error("undone");
    const queue = openJobQueue(database, "mail");
    const rolledBack = database.transaction(async (tx) => {
      await queue.add(tx, { id: randomUUID(), keepSeconds: 60 });
      throw undone;
    });
    await expect(rolledBack).rejects.toBe(undone);
    const id = await add();
    await waitUntil(async () => expect(await stateOf(id)).toBe("completed"));
    expect(done).toEqual([id]);
    const again = database.transaction((tx) => queue.add(tx, { id, keepSeconds: 60 }));
    await expect(again).rejects.toThrow("The queue already had a job with this id.");
  });

  it("retries a failed job after a pause, and stores no reason", async () => {
    const done: string[] = [];
    work((id) => {
      done.push(id);
      if (done.length === 1) throw new Error("a secret");
      if (done.length === 2) throw new JobPostponed("already reported");
    });
    const id = await add();
    await waitUntil(async () => expect(await stateOf(id)).toBe("retry"));
    const [job] = await rows(
      database.reader,
      "select output, extract(epoch from start_after - now()) > 0 as waits from pgboss.job",
    );
    expect(job).toEqual({ output: null, waits: true });
    expect(failures.splice(0)).toEqual([new Error("a secret")]);
    for (const attempts of [2, 3]) {
      await rows(database.reader, "update pgboss.job set start_after = now() where state = 'retry'");
      await waitUntil(() => expect(done).toHaveLength(attempts));
    }
    await waitUntil(async () => expect(await stateOf(id)).toBe("completed"));
  });

  it("has a longest retry pause of ten minutes to an hour, depending on the retention", async () => {
    const hour = 3_600;
    const kept = [hour, 14 * 24 * hour, 4 * 7 * 24 * hour];
    const queue = openJobQueue(database, "mail");
    for (const keepSeconds of kept)
      await database.transaction((tx) => queue.add(tx, { id: randomUUID(), keepSeconds }));
    // Pretend that a hundred attempts have failed.
    await rows(database.reader, "update pgboss.job set retry_count = 100");
    const failing = Promise.withResolvers<void>();
    let begun = 0;
    work(async () => {
      begun += 1;
      if (begun === kept.length) failing.resolve();
      throw new JobPostponed("again");
    });
    await failing.promise;
    const pauses = `
      select round(extract(epoch from start_after - now()) / 60)::int as minutes
      from pgboss.job where state = 'retry' order by keep_until`;
    await waitUntil(async () =>
      expect(await rows(database.reader, pauses)).toEqual([
        { minutes: 10 },
        { minutes: 60 },
        { minutes: 60 },
      ]),
    );
  });

  it("gives each job to one of several workers", async () => {
    const done: string[] = [];
    for (let worker = 0; worker < 3; worker++) {
      work(
        async (id) => {
          await pause(20);
          done.push(id);
        },
        context.open({ role: serverRole }),
      );
    }
    const ids: string[] = [];
    // One after another: on a slow machine, a connection is not free in time for each of sixty.
    for (let index = 0; index < 60; index++) ids.push(await add());
    await waitUntil(() => expect(done.length).toBeGreaterThanOrEqual(ids.length));
    await Promise.all(workers.splice(0).map((worker) => worker.stop(5_000)));
    expect(done.sort()).toEqual(ids.sort());
  });

  it("gives a job to another worker when its lease has expired", async () => {
    const id = await add();
    await rows(
      database.reader,
      "update pgboss.job set state = 'active', started_on = now() - interval '3 minutes'",
    );
    await rows(database.reader, "update pgboss.queue set monitor_claim_on = now() - interval '3 minutes'");
    const done: string[] = [];
    work((each) => void done.push(each));
    await waitUntil(() => expect(done).toEqual([id]));
  });

  it("leaves a long job to its worker while that sends heartbeats", async () => {
    const [done, id] = [Promise.withResolvers<void>(), randomUUID()];
    let heldSignal: AbortSignal | undefined;
    const worker = startJobWorker(database, {
      queue: "import",
      oneAtATime: true,
      onFailure: (error) => void failures.push(error),
      work: async ({ signal }) => {
        heldSignal = signal;
        await done.promise;
      },
    });
    workers.push(worker);
    const queue = openJobQueue(database, "import", { takesLong: true });
    await database.transaction((tx) => queue.add(tx, { id, keepSeconds: 60 }));
    const [job] = await rows(database.reader, `select heartbeat_seconds from pgboss.job where id = '${id}'`);
    expect(job).toEqual({ heartbeat_seconds: 10 });
    const beats = new Set<unknown>();
    await waitUntil(async () => {
      const [job] = await rows(database.reader, `select heartbeat_on from pgboss.job where id = '${id}'`);
      if (job?.heartbeat_on) beats.add(job.heartbeat_on);
      expect(beats.size).toBeGreaterThan(2);
    });
    expect(heldSignal?.aborted).toBe(false);
    done.resolve();
    await waitUntil(async () => expect(await stateOf(id)).toBe("completed"));
  });

  it("adds completed and missing jobs again, but not active ones", async () => {
    const [active, done, gone] = [await add(), await add(), randomUUID()];
    await rows(database.reader, `update pgboss.job set state = 'active' where id = '${active}'`);
    await rows(database.reader, `update pgboss.job set state = 'completed' where id = '${done}'`);
    const jobs = [active, done, gone].map((id) => ({ id, keepSeconds: 60 }));
    const queue = openJobQueue(database, "mail");
    await database.transaction((tx) => queue.addLost(tx, jobs));
    const states = await Promise.all([active, done, gone].map(stateOf));
    expect(states).toEqual(["active", "created", "created"]);
  });

  it("continues after the database was unreachable", async () => {
    const own = context.open({ url: `${context.url}?application_name=victim`, role: serverRole });
    const failures: unknown[] = [];
    const done: string[] = [];
    const worker = startJobWorker(own, {
      queue: "mail",
      work: async ({ id }) => void done.push(id),
      onFailure: (error) => void failures.push(error),
    });
    workers.push(worker);
    const first = await add();
    await waitUntil(() => expect(done).toEqual([first]));
    expect(await terminate(context.open().reader, "application_name = 'victim'")).toBeGreaterThan(1);
    const second = await add();
    await waitUntil(() => expect(done).toEqual([first, second]));
  });

  it("stops when running jobs are done, or aborts them after a timeout", async () => {
    const begun = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const patient = work(async () => {
      begun.resolve();
      await goOn.promise;
    });
    const one = await add();
    await begun.promise;
    const stopping = patient.stop(15_000);
    goOn.resolve();
    await stopping;
    expect(await stateOf(one)).toBe("completed");

    const begunToo = Promise.withResolvers<void>();
    const hasty = work(async (_, signal) => {
      begunToo.resolve();
      await new Promise((_resolve, reject) =>
        signal.addEventListener("abort", () => reject(new JobPostponed("given up"))),
      );
    });
    const two = await add();
    await begunToo.promise;
    await hasty.stop(10);
    expect(await stateOf(two)).toBe("retry");
  });

  it("runs several commands in one text atomically, and leaves no transaction open", async () => {
    const { executeSql } = bossInTransactions(database);
    const text = (last: string) => `
      BEGIN;
      insert into pgboss.job (name) values ('mail');
      COMMIT;
      ${last}`;
    await expect(executeSql(text("select 1 / 0"))).rejects.toThrow();
    expect(await rows(database.reader, "select from pgboss.job")).toEqual([]);
    expect(await executeSql(text("select 1 as one"))).toEqual({ rows: [{ one: 1 }] });
    expect(await rows(database.reader, "select from pgboss.job")).toHaveLength(1);
    const open = "select from pg_stat_activity where datname = current_database() and state like 'idle in%'";
    expect(await rows(database.reader, open)).toEqual([]);
  });
});
