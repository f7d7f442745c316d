import { type Client, createClient } from "@caretype/client";
import { sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { startCaretype } from "../src/index.ts";
import { Random } from "../src/kit/random.ts";
import { startFaultyProxy } from "./faulty-proxy.ts";

// Clients behind a proxy that cuts connections after forwarding the request. They cannot know whether the server
// handled it, and retry. Each call eventually succeeds, and takes effect once.

const backend = await startCaretype();
const random = new Random(20_260_301, "cuts");
const proxy = await startFaultyProxy({ url: backend.url, random: () => random.next() });
afterAll(async () => {
  await proxy.close();
  await backend.stop();
});

const clientBehindProxy = () =>
  createClient({ url: proxy.url, retry: { attempts: 40, firstDelayMs: 5 }, timeoutMs: 60_000 });

const passwordOf = (name: string) => `the pass phrase of ${name}`;
const emailOf = (name: string) => `${name}@example.org`;

async function register(name: string): Promise<Client> {
  const client = clientBehindProxy();
  await client.auth.register({ email: emailOf(name), password: passwordOf(name) });
  return client;
}

const countOf = async (query: ReturnType<typeof sql>) => {
  const [row] = await backend.database.reader.execute(query);
  return Number(row?.count);
};
const practices = () => countOf(sql`select count(*) from practice`);
const replays = () => countOf(sql`select count(*) from audit_entry where basis like '%, replayed'`);

it("registers each account once, and leaves it signed in", async () => {
  const names = Array.from({ length: 25 }, (_, index) => `register-${index}`);
  const before = await practices();
  const clients = await Promise.all(names.map(register));
  const accounts = await Promise.all(clients.map((client) => client.auth.me()));
  expect(accounts.map(({ email }) => email)).toEqual(names.map(emailOf));
  expect(await countOf(sql`select count(*) from account where email like 'register-%'`)).toBe(names.length);
  expect((await practices()) - before).toBe(names.length);
  // Some first answers were lost.
  const answered = sql`select count(*) from audit_entry where action = 'account.register' and outcome = 'ok'`;
  expect(await countOf(answered)).toBeGreaterThan(names.length);
});

it("creates each of 400 patients once, for five clients", async () => {
  const [before, cutsBefore] = [await replays(), proxy.outcomes["cut within the answer"]];
  const idByName = new Map<string, string>();
  const createAll = async (client: Client, of: number) => {
    // Alone or in a batch, like pages.
    for (let next = 0; next < 80; ) {
      const size = Math.min(1 + random.below(6), 80 - next);
      const names = Array.from({ length: size }, (_, index) => `Patient ${of} ${next + index}`);
      next += size;
      const patients = await Promise.all(
        names.map((name) => client.patient.create.mutate({ name, gender: "other" })),
      );
      for (const { id, name } of patients) idByName.set(name, id);
    }
  };
  const clients = await Promise.all([0, 1, 2, 3, 4].map((index) => register(`create-${index}`)));
  await Promise.all(clients.map(createAll));

  const rows = await backend.database.reader.execute<{ id: string; name: string }>(
    sql`select id, name from patient where name like 'Patient %'`,
  );
  expect(rows).toHaveLength(400);
  expect(new Map(rows.map(({ id, name }) => [name, id]))).toEqual(idByName);
  // Calls whose first answer was lost. Without keys, each retry would create a second patient.
  expect((await replays()) - before).toBeGreaterThan(50);
  expect(proxy.outcomes["cut within the answer"] - cutsBefore).toBeGreaterThan(10);
});
