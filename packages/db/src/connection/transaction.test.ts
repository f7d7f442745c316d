import { rows, useDatabases } from "@caretype/test-database/use-databases";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { databaseOver } from "../database.ts";
import { DatabaseUnavailable, sqlStateOf } from "../index.ts";
import { Connection } from "./connection.ts";
import { parseDatabaseUrl } from "./settings.ts";
import { inLazyTransaction } from "./transaction.ts";

const guard = { default_transaction_read_only: "on" };

describe("a transaction whose begin is sent with its first statement", () => {
  const context = useDatabases();

  const connect = (session: Record<string, string>) =>
    new Connection({
      address: parseDatabaseUrl(context.url),
      prepare: true,
      connectTimeoutMilliseconds: 3_000,
      statementTimeoutMilliseconds: 5_000,
      session,
    });

  async function newTable() {
    const database = context.open();
    await rows(database.reader, "drop table if exists kept");
    await rows(database.reader, "create table kept (note text)");
    return database;
  }

  it.each([
    ["sent together", guard, ""],
    ["sent one by one, because the session has no guard", {}, ""],
    [
      "sent one by one, because the session has lost its guard",
      guard,
      "set default_transaction_read_only = off",
    ],
  ])("stores nothing if the begin fails: %s", async (_, session, before) => {
    const database = await newTable();
    const connection = connect(session);
    await connection.command(`select 1; ${before}`);
    expect(connection.refusesStrayWrites).toBe(before === "" && session === guard);
    const seen: unknown[] = [];
    const work = inLazyTransaction(connection, "begin this is broken", async (runner) => {
      const tx = databaseOver(runner);
      const note = (text: string) => tx.execute(sql`insert into kept values (${text})`);
      const together = [note("first"), note("second"), rows(tx, "select 1")];
      for (const outcome of await Promise.allSettled(together)) {
        seen.push(outcome.status === "rejected" ? outcome.reason : "answered");
      }
      await note("third").catch((error: unknown) => seen.push(error));
    });
    await expect(work).rejects.toThrow(DatabaseUnavailable);
    expect(seen).toEqual(Array(4).fill(expect.any(DatabaseUnavailable)));
    expect(connection.isLost).toBe(true);
    expect(await rows(database.reader, "select note from kept")).toEqual([]);
  });

  it("may write, on a session that is otherwise read-only", async () => {
    const database = context.open({ writers: 1 });
    const settings = ["transaction_read_only", "default_transaction_read_only"];
    const seen = await database.transaction(async (tx) => {
      const look = () =>
        rows(
          tx,
          `select pg_current_xact_id()::text as id, ${settings.map((n) => `current_setting('${n}') as ${n}`)}`,
        );
      return [...(await Promise.all([look(), look()])), await look()].map(([row]) => row);
    });
    expect(seen[0]).toMatchObject({ transaction_read_only: "off", default_transaction_read_only: "on" });
    expect(seen).toEqual(Array(3).fill(seen[0]));
  });

  it("rejects with the error that aborted it, whichever of its statements was heard first", async () => {
    const database = context.open({ writers: 1 });
    const rejected = database.transaction(async (tx) => {
      await rows(tx, "savepoint tried");
      await rows(tx, "select 1 / 0").catch(() => rows(tx, "rollback to savepoint tried"));
      const failed = rows(tx, "select repeat('x', -1)::date");
      const heardLater = failed.catch(async (error: unknown) => {
        await refused.catch(() => undefined);
        throw error;
      });
      const refused = rows(tx, "select 2");
      await Promise.all([heardLater, refused]);
    });
    expect(sqlStateOf(await rejected.catch((error: unknown) => error))).toBe("22007");
  });

  it("sends nothing to the server if it has no statement", async () => {
    const away = context.open({ url: "postgres://nobody:x@127.0.0.1:1/none" });
    await expect(away.transaction(async () => "ran")).resolves.toBe("ran");
    const error = new Error("mine");
    await expect(away.transaction(() => Promise.reject(error))).rejects.toBe(error);
  });
});
