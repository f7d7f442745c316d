import { randomUUID } from "node:crypto";
import { appRouter, createCallerFactory, createServices } from "@caretype/api";
import { openDatabase } from "@caretype/db";
import { createTestDatabase } from "@caretype/db/testing";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { accessTokenFor, fillDatabase } from "../src/index.ts";
import { serviceSettings } from "../src/service-settings.ts";

// A search walks the nearest 5,000 patients and asks in another way beyond: in a practice that is larger, it has to
// find what looking at every patient finds, in the same order, from page to page.

const { url, drop } = await createTestDatabase();
const database = openDatabase({ url });
const services = await createServices({ database, settings: serviceSettings });
afterAll(async () => {
  await services.close();
  await database.close();
  await drop();
});

const { practices } = await fillDatabase(database, {
  ...{ practices: 3, patients: 13_000, largestPractice: 12_000, doctors: 20, assignments: 0, seed: 5 },
});
const [largest] = practices;
if (!largest) throw new Error("no practice");
const caller = createCallerFactory(appRouter)({
  ...{ services, accessToken: await accessTokenFor(services, largest.accountId) },
  ...{ requestId: randomUUID(), address: "127.0.0.1", userAgent: null, idempotency: null, practice: null },
});

type Search = { q?: string; gender?: "female" | "male" | "other" };

async function lookAtEverybody({ q = "", gender }: Search, sort: "newest" | "oldest") {
  const words = q.toLowerCase().split(" ").filter(Boolean);
  const rows = await database.reader.execute<{ id: string; text: string; gender: string }>(sql`
    select id, search_text as text, gender from patient where practice_id = ${largest?.id} order by id`);
  const found = rows.filter(
    (row) => words.every((word) => row.text.includes(word)) && (!gender || row.gender === gender),
  );
  const ids = found.map(({ id }) => id);
  return sort === "newest" ? ids.toReversed() : ids;
}

async function pageThrough(search: Search, sort: "newest" | "oldest", limit: number) {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await caller.patient.list({ ...search, sort, limit, cursor });
    ids.push(...items.map(({ id }) => id));
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

describe.each(["newest", "oldest"] as const)("from the %s on", (sort) => {
  it.each<[Search, number]>([
    [{ q: "zebulon" }, 7],
    [{ q: "Quis" }, 10],
    [{ q: "maria wald" }, 3],
    [{ q: "o'brien" }, 25],
    [{ q: "_%" }, 50],
    [{ q: "芳" }, 9],
    [{ q: "ox" }, 10],
    [{ q: "an" }, 200],
    [{ gender: "other" }, 11],
    [{ q: "er", gender: "other" }, 4],
    [{ q: "quis", gender: "female" }, 40],
    [{ q: "nobody has this name" }, 50],
  ])("finds %j by pages of %i", async (search, limit) => {
    expect(await pageThrough(search, sort, limit)).toEqual(await lookAtEverybody(search, sort));
  });
});

it.each(["newest", "oldest"] as const)("loses nobody where the walk ends, from the %s on", async (sort) => {
  const everybody = await lookAtEverybody({}, sort);
  for (const id of everybody.slice(4_998, 5_003)) {
    const { name: q } = await caller.patient.byId({ id });
    const found = await pageThrough({ q }, sort, 50);
    expect(found).toContain(id);
    expect(found).toEqual(await lookAtEverybody({ q }, sort));
  }
});

it("takes the longest name, address and number there can be, which an index has to hold", async () => {
  const strange = (length: number, from: number) =>
    String.fromCodePoint(...Array.from({ length }, (_, index) => from + ((index * 7_919) % 20_000)));
  const email = `${"e".repeat(64)}@${["a", "b", "c"].map((letter) => letter.repeat(60)).join(".")}.org`;
  const made = await caller.patient.create({
    ...{ name: strange(300, 0x4e00), firstName: strange(150, 0x4e01), lastName: strange(149, 0x4e02) },
    ...{ phoneNumber: strange(40, 0x4e03), email, gender: "other" },
  });
  expect((await caller.patient.list({ q: made.lastName.slice(0, 50) })).items).toEqual([made]);
});
