import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isOnCitus } from "@caretype/test-database";
import { backendOf, rows, terminate, useDatabases } from "@caretype/test-database/use-databases";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { constraintOf, DatabaseUnavailable, openDatabase, sqlStateOf } from "./index.ts";

const context = useDatabases();

describe("sessions", () => {
  it("use UTC, have our application name, and have timeouts", async () => {
    const { reader } = context.open({ statementTimeoutMilliseconds: 12_000 });
    const names = ["TimeZone", "application_name", "statement_timeout", "lock_timeout", "DateStyle"];
    const [row] = await rows(
      reader,
      `select ${names.map((n) => `current_setting('${n}') as "${n}"`).join()}`,
    );
    expect(row).toEqual({
      TimeZone: "UTC",
      application_name: "caretype",
      statement_timeout: "12s",
      lock_timeout: "1s",
      DateStyle: "ISO, MDY",
    });
  });

  it("have timeouts behind PgBouncer too, set by each transaction", async () => {
    const database = context.open({ prepare: false, statementTimeoutMilliseconds: 200 });
    const [row] = await database.transaction((tx) =>
      rows(tx, "select current_setting('statement_timeout') as t"),
    );
    expect(row).toEqual({ t: "200ms" });
    await expect(database.transaction((tx) => rows(tx, "select pg_sleep(2)"))).rejects.toSatisfy(
      (error) => sqlStateOf(error) === "57014",
    );
  });

  it("return values unchanged", async () => {
    const { reader } = context.open();
    const values = await reader.execute(sql`
      select count(*) as count, 9007199254740993::int8 as big, 1.10::numeric as exact, null::text as nothing,
        '2024-02-29'::date as day, '2024-02-29T12:00:00.123456Z'::timestamptz as instant,
        '{"a": [1]}'::jsonb as json, ${Buffer.from("\0ü")}::bytea as bytes, ${true}::bool as yes,
        ${'"quoted" \\ back'}::text as text, (${sql.param([1, 2])}::int[])[2] as second,
        (${sql.param(['a"b', null, "NULL"])}::text[])[1] as third`);
    expect(values[0]).toEqual({
      count: 1,
      big: 9007199254740993n,
      exact: "1.10",
      nothing: null,
      day: "2024-02-29",
      instant: "2024-02-29 12:00:00.123456+00",
      json: { a: [1] },
      bytes: Buffer.from("\0ü"),
      yes: true,
      text: '"quoted" \\ back',
      second: 2,
      third: 'a"b',
    });
  });

  it("keep no memory of failed statements", async () => {
    const { reader } = context.open();
    const fail = async (turn: number) => {
      const failed = await rows(reader, `select 1 / 0 -- ${turn} ${Buffer.alloc(50_000, "x")}`).catch(
        sqlStateOf,
      );
      if (failed !== "22012") throw new Error(`not refused, but ${failed}`);
    };
    await fail(0);
    const before = heapInUse();
    for (let turn = 1; turn < 1_000; turn++) await fail(turn);
    expect(heapInUse() - before).toBeLessThan(20e6);
  });

  it("do not mix up results if a parameter cannot be sent", async () => {
    const { reader } = context.open({ readers: 1 });
    const echo = reader
      .select({ text: sql`${sql.placeholder("text")}::text` })
      .from(sql`(select 1) as one`)
      .prepare("echo");
    await echo.execute({ text: "known to the server by now" });
    const answered = ["A", Symbol("cannot be sent"), "B", "C"].map((value) => echo.execute({ text: value }));
    const answers = (await Promise.allSettled(answered)).map((answer) =>
      answer.status === "fulfilled" ? answer.value[0]?.text : "refused",
    );
    expect(answers).toEqual(["A", "refused", "B", "C"]);
  });
});

describe("a transaction", () => {
  it("is rolled back if its callback rejects, and rejects with the same error", async () => {
    const database = context.open();
    await rows(database.reader, "create table own_error (id int)");
    const error = new Error("mine");
    const work = database.transaction(async (tx) => {
      await rows(tx, "insert into own_error values (1)");
      throw error;
    });
    await expect(work).rejects.toBe(error);
    expect(await rows(database.reader, "select * from own_error")).toEqual([]);
  });

  it("rejects with a statement's error that the callback ignored, because the server rolled back", async () => {
    const database = context.open();
    await rows(database.reader, "create table swallowed (id int constraint swallowed_pkey primary key)");
    const work = database.transaction(async (tx) => {
      await rows(tx, "insert into swallowed values (1)");
      await rows(tx, "insert into swallowed values (1)").catch(() => undefined);
    });
    await expect(work).rejects.toSatisfy((error) => constraintOf(error) === "swallowed_pkey");
    expect(await rows(database.reader, "select * from swallowed")).toEqual([]);
  });

  it("rejects with the error of a deferred constraint", async () => {
    const database = context.open({ writers: 1 });
    await rows(
      database.reader,
      "create table late (id int constraint late_pkey primary key deferrable initially deferred)",
    );
    const work = database.transaction((tx) => rows(tx, "insert into late values (1), (1)"));
    await expect(work).rejects.toSatisfy((error) => constraintOf(error) === "late_pkey");
    await database.transaction((tx) => rows(tx, "insert into late values (2)"));
    expect(await rows(database.reader, "select id from late")).toEqual([{ id: 2 }]);
  });

  it("includes statements that were not awaited, and refuses statements after its end", async () => {
    const database = context.open({ writers: 1 });
    await rows(database.reader, "create table unawaited (note text)");
    const late = Promise.withResolvers<unknown>();
    await database.transaction(async (tx) => {
      void rows(tx, "insert into unawaited select 'in time' from pg_sleep(0.1)").then(() =>
        rows(tx, "insert into unawaited values ('late')").then(late.resolve, late.resolve),
      );
      await pause(5);
    });
    await database.transaction(async (tx) => {
      await late.promise;
      await rows(tx, "insert into unawaited values ('next')");
    });
    expect(await late.promise).toMatchObject({
      cause: { message: expect.stringContaining("after its transaction had ended") },
    });
    expect(await rows(database.reader, "select note from unawaited")).toEqual([
      { note: "in time" },
      { note: "next" },
    ]);
  });

  it("rejects as unavailable if the connection is lost, sends nothing more, and stores nothing", async () => {
    const database = context.open({ writers: 1 });
    await rows(database.reader, "create table lost (note text)");
    const work = database.transaction(async (tx) => {
      await rows(tx, "insert into lost values ('half')");
      await terminate(database.reader, `pid = ${await backendOf(tx)}`);
      await expect(rows(tx, "insert into lost values ('other half')")).rejects.toThrow(DatabaseUnavailable);
      await database.transaction((next) => rows(next, "insert into lost values ('somebody else')"));
      await rows(tx, "insert into lost values ('leaked')");
    });
    await expect(work).rejects.toThrow(DatabaseUnavailable);
    expect(await rows(database.reader, "select note from lost")).toEqual([{ note: "somebody else" }]);
  });

  it("rejects as unavailable if the connection is lost during the commit", async () => {
    const database = context.open();
    await rows(
      database.reader,
      `
      create table slow_commit (id int);
      create function wait() returns trigger language plpgsql as $$ begin perform pg_sleep(5); return null; end $$;
      create constraint trigger wait after insert on slow_commit deferrable initially deferred
        for each row execute function wait()`,
    );
    const work = database.transaction(async (tx) => {
      await rows(tx, "insert into slow_commit values (1)");
      const pid = await backendOf(tx);
      setTimeout(() => terminate(database.reader, `pid = ${pid}`), 200);
    });
    await expect(work).rejects.toThrow(DatabaseUnavailable);
    expect(await rows(database.reader, "select * from slow_commit")).toEqual([]);
  });

  it("ends a statement at the timeout and keeps the connection", async () => {
    const database = context.open({ writers: 1, statementTimeoutMilliseconds: 300 });
    const before = await database.transaction(backendOf);
    const slow = database.transaction((tx) => rows(tx, "select pg_sleep(5)"));
    await expect(slow).rejects.toSatisfy((error) => sqlStateOf(error) === "57014");
    expect(await database.transaction(backendOf)).toBe(before);
  });
});

describe("the queue for connections", () => {
  it("is bounded in length and in time", async () => {
    const database = context.open({ writers: 1, maxWaiting: 2, waitMilliseconds: 200 });
    const held = Promise.withResolvers<void>();
    const holder = database.transaction(() => held.promise);
    const waiting = [1, 2].map(() => database.transaction(async () => "ran"));
    await expect(database.transaction(async () => "ran")).rejects.toThrow("Too many");
    for (const one of waiting) await expect(one).rejects.toThrow("in time");
    const patient = database.transaction(async () => "ran");
    held.resolve();
    await holder;
    await expect(patient).resolves.toBe("ran");
  });

  it("continues if a connection is lost", async () => {
    const database = context.open({ writers: 1 });
    let next: Promise<number> | undefined;
    const lost = database.transaction(async (tx) => {
      next = database.transaction(backendOf);
      await terminate(database.reader, `pid = ${await backendOf(tx)}`);
    });
    await expect(lost).rejects.toThrow(DatabaseUnavailable);
    await expect(next).resolves.toBeGreaterThan(0);
    await expect(database.transaction(backendOf)).resolves.toBeGreaterThan(0);
  });
});

describe("an unreachable database", () => {
  it("is unavailable at once if it refuses connections", async () => {
    const database = context.open({ url: "postgres://nobody:x@127.0.0.1:1/none" });
    const attempts = Array.from({ length: 100 }, (_, index) =>
      index % 2 ? rows(database.reader, "select 1") : database.transaction((tx) => rows(tx, "select 1")),
    );
    const outcomes = await Promise.allSettled(attempts);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: "rejected", reason: expect.any(DatabaseUnavailable) });
    }
  });

  it.each(["", "?sslmode=require"])(
    "is unavailable in time when it takes a connection and is silent %s",
    async (query) => {
      const sockets = new Set<Socket>();
      const server = createServer((socket) => sockets.add(socket)).listen(0, "127.0.0.1");
      await new Promise((resolve) => server.once("listening", resolve));
      const address = server.address();
      const port = typeof address === "object" ? address?.port : 0;
      const url = `postgres://nobody:x@127.0.0.1:${port}/none${query}`;
      const database = context.open({ url, connectTimeoutMilliseconds: 1_000 });
      await expect(database.ping()).rejects.toThrow(DatabaseUnavailable);
      await expect(database.transaction((tx) => rows(tx, "select 1"))).rejects.toThrow(DatabaseUnavailable);
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  );

  it("is unavailable after a timeout if it stops answering, also while others send statements", async () => {
    const proxy = await startProxy(context.url);
    const database = context.open({ url: proxy.url, statementTimeoutMilliseconds: 400 });
    await Promise.all([1, 2, 3, 4].map(() => rows(database.reader, "select 1")));
    proxy.freeze();
    const asked = Array.from({ length: 4 }, () => rows(database.reader, "select 1"));
    const asking = setInterval(() => rows(database.reader, "select 1").catch(() => undefined), 50);
    for (const outcome of await Promise.allSettled(asked)) {
      expect(outcome).toMatchObject({ status: "rejected", reason: expect.any(DatabaseUnavailable) });
    }
    clearInterval(asking);
    await proxy.close();
  });

  it("is unavailable soon if it answers nobody, and is not if only a statement is slow", async () => {
    const proxy = await startProxy(context.url);
    const statementTimeoutMilliseconds = 600_000;
    const frozen = context.open({ url: proxy.url, statementTimeoutMilliseconds });
    const slow = context.open({ statementTimeoutMilliseconds });
    await Promise.all([rows(frozen.reader, "select 1"), frozen.transaction((tx) => rows(tx, "select 1"))]);
    proxy.freeze();
    const asked = [
      rows(frozen.reader, "select 1"),
      rows(frozen.appender, "select 1"),
      frozen.transaction((tx) => rows(tx, "select 1")),
    ];
    const sleeping = rows(slow.reader, "select 1 as one from pg_sleep(6)");
    for (const outcome of await Promise.allSettled(asked)) {
      expect(outcome).toMatchObject({ status: "rejected", reason: expect.any(DatabaseUnavailable) });
    }
    await expect(sleeping).resolves.toEqual([{ one: 1 }]);
    await proxy.close();
  });

  it("is unavailable if it closes every connection, rejects our password or has no TLS", async () => {
    const server = createServer((socket) => socket.end()).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const urls = [
      `postgres://nobody:x@127.0.0.1:${port}/none`,
      `postgres://nobody:x@127.0.0.1:${port}/none?sslmode=require`,
      // Citus nodes may not require one.
      ...(isOnCitus() ? [] : [context.url.replace(/:[0-9a-f]+@/, ":wrong@")]),
      `${context.url}?sslmode=require`,
    ];
    for (const url of urls) {
      await expect(context.open({ url }).ping()).rejects.toThrow(DatabaseUnavailable);
    }
    server.close();
  });

  it("is unavailable once the handle is closed, which lets a running transaction finish", async () => {
    const database = openDatabase({ url: context.url });
    const running = database.transaction(async (tx) => {
      await pause(200);
      return rows(tx, "select 1 as one");
    });
    await rows(database.reader, "select 1");
    await database.close();
    await expect(running).resolves.toEqual([{ one: 1 }]);
    await expect(database.transaction((tx) => rows(tx, "select 1"))).rejects.toThrow(DatabaseUnavailable);
    await expect(rows(database.reader, "select 1")).rejects.toThrow(DatabaseUnavailable);
    await expect(rows(database.appender, "select 1")).rejects.toThrow(DatabaseUnavailable);
  });
});

describe("the appender", () => {
  const context = useDatabases();

  it("has one connection of its own, and replaces it if it is lost", async () => {
    const database = context.open();
    const pids = await Promise.all([1, 2, 3].map(() => backendOf(database.appender)));
    expect(new Set(pids).size).toBe(1);
    expect(await Promise.all([1, 2, 3, 4].map(() => backendOf(database.reader)))).not.toContain(pids[0]);
    expect(await database.transaction(backendOf)).not.toBe(pids[0]);
    // Attach the handler at once: the statement may fail before `terminate` resolves.
    const cutOff = expect(rows(database.appender, "select pg_sleep(60)")).rejects.toThrow(
      DatabaseUnavailable,
    );
    await terminate(database.reader, `pid = ${pids[0]}`);
    await cutOff;
    expect(await backendOf(database.appender)).not.toBe(pids[0]);
  });

  it("has a statement timeout of five seconds", async () => {
    const [row] = await rows(context.open().appender, "select current_setting('statement_timeout') as bound");
    expect(row?.bound).toBe("5s");
  });
});

function heapInUse() {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}

/** A proxy in front of the server. It can stop forwarding without closing connections, like a broken network. */
async function startProxy(target: string) {
  const to = new URL(target);
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const proxy = createServer((client) => {
    if (isFrozen) {
      sockets.add(client);
      return;
    }
    const server = connect(Number(to.port), to.hostname);
    for (const [from, into] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(from);
      from.on("error", () => into.destroy());
      from.pipe(into);
    }
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const address = proxy.address();
  const url = Object.assign(new URL(target), {
    port: String(typeof address === "object" ? address?.port : 0),
  });
  return {
    url: url.href,
    freeze() {
      isFrozen = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
}
