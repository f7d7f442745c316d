import { randomUUID } from "node:crypto";
import { appRouter, createCallerFactory, createServices } from "@caretype/api";
import type { PatientId } from "@caretype/core/kernel/field/ids";
import { openDatabase } from "@caretype/db";
import { accessTokenFor, fillDatabase } from "@caretype/dev/fill/fill-database";
import { createTestDatabase } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { serviceSettings } from "../src/service-settings.ts";

// A search scans the nearest 5,000 patients, and uses the index beyond. In a larger practice, it must find the same
// patients in the same order, page by page, as a full scan.

const { url, drop } = await createTestDatabase();
const database = openDatabase({ url });
const services = await createServices({ database, settings: serviceSettings });
afterAll(async () => {
  await services.close();
  await database.close();
  await drop();
});

const { practices } = await fillDatabase(database, {
  practices: 3,
  patients: 13_000,
  largestPractice: 12_000,
  doctors: 20,
  assignments: 0,
  seed: 5,
});
const [largest] = practices;
if (!largest) throw new Error("no practice");
const caller = createCallerFactory(appRouter)({
  services,
  accessToken: await accessTokenFor(services, largest.accountId),
  requestId: randomUUID(),
  address: "127.0.0.1",
  userAgent: null,
  idempotency: null,
  practice: null,
});

type Search = { q?: string; gender?: "female" | "male" | "other" };

async function lookAtEverybody({ q = "", gender }: Search, sort: "newest" | "oldest") {
  const words = q
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .split(" ")
    .filter(Boolean);
  const rows = await database.reader.execute<{ id: PatientId; text: string; gender: string }>(sql`
    select id, search_text as text, gender from patient where practice_id = ${largest?.id} order by id`);
  // One or two letters match the beginning of words in names. Only names have blanks before their words.
  const sought = words.map((word) => (/^[a-z]{1,2}$/.test(word) ? ` ${word}` : word));
  const found = rows.filter(
    (row) => sought.every((word) => row.text.includes(word)) && (!gender || row.gender === gender),
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

const names = [
  "José Łukaszqvist",
  "Jürgen Großenqvist",
  "Nguyễn Ánhqvist",
  "Zoë Þórsqvist",
  "김서연",
  "Νίκος Παπαδόπουλος",
  "ﬁona O’Brienqvist",
];
const asked = [
  ["jose lukaszqvist", 0],
  ["JOSÉ Łukaszqvist", 0],
  ["Łukaszqvist, José", 0],
  ["jurgen grossenqvist", 1],
  ["GROSSENQVIST", 1],
  ["Großenqvist", 1],
  ["nguyen anhqvist", 2],
  ["zoe thorsqvist", 3],
  ["zoe\u0308 Þórsqvist", 3],
  ["서연", 4],
  ["서여", undefined],
  ["ΠΑΠΑΔΟΠΟΥΛΟΣ νικος", 5],
  ["Fiona O'Brienqvist", 6],
] as const;

it("ignores accents and ligatures, in queries and in names", async () => {
  const patients = await Promise.all(names.map((name) => caller.patient.create({ name, gender: "other" })));
  for (const [q, at] of asked) {
    const { items } = await caller.patient.list({ q });
    expect({ q, found: items.map(({ name }) => name) }).toEqual({
      q,
      found: at === undefined ? [] : [patients[at]?.name],
    });
  }
});

it("sorts names alphabetically: accented letters do not come after Z", async () => {
  for (const firstName of ["Zed", "Łu", "Éa", "Ozz", "ea"])
    await caller.patient.create({ firstName, lastName: "Sortqvist", gender: "other" });
  const { items } = await caller.patient.list({ q: "sortqvist", sort: "name" });
  expect(items.map(({ firstName }) => firstName)).toEqual(["Éa", "ea", "Łu", "Ozz", "Zed"]);
});

it.each(["newest", "oldest"] as const)(
  "misses no patient where the scan ends, from the %s on",
  async (sort) => {
    const everybody = await lookAtEverybody({}, sort);
    for (const id of everybody.slice(4_998, 5_003)) {
      const { name: q } = await caller.patient.byId({ id });
      const found = await pageThrough({ q }, sort, 50);
      expect(found).toContain(id);
      expect(found).toEqual(await lookAtEverybody({ q }, sort));
    }
  },
);

it.each([
  ["Chinese", 0x4e00, 20_000],
  ["Korean", 0xac00, 11_000],
  ["Vietnamese", 0x1ea0, 80],
])(
  "accepts the longest possible name, address and number, which must fit in an index: %s",
  async (_, first, count) => {
    const strange = (length: number, from: number) =>
      String.fromCodePoint(...Array.from({ length }, (_, index) => first + ((from + index * 7_919) % count)));
    const email = `${"e".repeat(64)}@${["a", "b", "c"].map((letter) => letter.repeat(60)).join(".")}.org`;
    const patient = await caller.patient.create({
      name: strange(300, 0),
      firstName: strange(150, 1),
      lastName: strange(149, 2),
      phoneNumber: `55 (${strange(35, 3)})`,
      email,
      gender: "other",
    });
    expect((await caller.patient.list({ q: patient.lastName.slice(0, 50) })).items).toEqual([patient]);
  },
);
