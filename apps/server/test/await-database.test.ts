import { DatabaseUnavailable, readConnectionLimits } from "@caretype/db";
import { createTestDatabase } from "@caretype/test-database";
import { expect, test } from "vitest";
import { awaitDatabase } from "../src/start/await-database.ts";

const failure = (cause: Error) => new DatabaseUnavailable("Could not connect to the database.", { cause });
const refused = failure(Object.assign(new Error("connect ECONNREFUSED db:5432"), { code: "ECONNREFUSED" }));

/** Fails with each error in turn, then succeeds. */
function failing(...errors: Error[]) {
  const messages: string[] = [];
  let tries = 0;
  const run = async () => {
    tries += 1;
    const error = errors.shift();
    if (error) throw error;
    return "done";
  };
  const wait = (databaseWaitSeconds: number, signal?: AbortSignal) =>
    awaitDatabase(run, { databaseWaitSeconds, signal, say: (text) => void messages.push(text) });
  return { wait, messages, tries: () => tries };
}

test("waits for a database that refuses at first, and reports each reason once", async () => {
  const unknown = failure(Object.assign(new Error("getaddrinfo ENOTFOUND db"), { code: "ENOTFOUND" }));
  const { wait, messages } = failing(unknown, refused, unknown, refused);
  expect(await wait(60)).toBe("done");
  const waiting = (reason: string) =>
    `The database cannot be reached yet (${reason}). Waiting for it, up to 60 seconds (DATABASE_WAIT_SECONDS) …`;
  expect(messages).toEqual([
    waiting("getaddrinfo ENOTFOUND db"),
    waiting("connect ECONNREFUSED db:5432"),
    "The database is reachable now.",
  ]);
});

test("without waiting, the first refusal is the last", async () => {
  const { wait, messages, tries } = failing(refused, refused);
  await expect(wait(0)).rejects.toBe(refused);
  expect([messages, tries()]).toEqual([[], 1]);
});

test("errors that waiting does not help are reported at once: a certificate, a wrong program, our own bug", async () => {
  const certificate = Object.assign(new Error("self-signed"), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  for (const error of [
    failure(certificate),
    new Error("The database has a newer schema"),
    new TypeError("x"),
  ]) {
    const { wait, messages, tries } = failing(error);
    await expect(wait(60)).rejects.toBe(error);
    expect([messages, tries()]).toEqual([[], 1]);
  }
});

test("does not wait after a wrong password, or for a database that does not exist", async () => {
  const { url, drop } = await createTestDatabase({ empty: true });
  const wrongs = [
    Object.assign(new URL(url), { username: "nobody_here", password: "wrong" }),
    Object.assign(new URL(url), { pathname: "/not_here" }),
  ];
  for (const { href } of wrongs) {
    let tries = 0;
    const run = () => {
      tries += 1;
      return readConnectionLimits(href);
    };
    const waiting = awaitDatabase(run, { databaseWaitSeconds: 60, say: () => undefined });
    await expect(waiting).rejects.toMatchObject({ name: "DatabaseUnavailable" });
    expect(tries).toBe(1);
  }
  await drop();
});

test("a signal ends the wait", async () => {
  const { wait } = failing(...Array.from({ length: 1_000 }, () => refused));
  const interruption = new AbortController();
  const waiting = wait(600, interruption.signal);
  interruption.abort(new Error("interrupted"));
  await expect(waiting).rejects.toThrow("interrupted");
});
