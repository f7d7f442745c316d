import { schema } from "@caretype/db";
import { createTestApi } from "@caretype/test-api/support";
import { expect, it } from "vitest";
import { decoys, type HeldPerson, heldQueries } from "./search-queries.ts";

// Counts how many searches find their patient among the first ten, and how often another patient is first.

const api = await createTestApi();
const { caller } = await api.signUp();
const { id: practiceId } = await caller.practice.mine();

async function addHeld({ identifier, ...person }: HeldPerson) {
  const { id } = await caller.patient.create({ ...person, gender: "other" });
  if (identifier === undefined) return id;
  await api.database.reader
    .insert(schema.patientExternalId)
    .values({ practiceId, system: "test", value: identifier, patientId: id });
  return id;
}

/** A different first name for each last name, and repeated details. */
async function addDecoys() {
  const { firstNames, lastNames, streets, domains } = decoys;
  const of = <Item>(items: readonly Item[], index: number) => items[index % items.length];
  for (const [index, lastName] of [...lastNames, ...lastNames, ...lastNames].entries()) {
    const firstName = of(firstNames, index * 7) ?? "";
    await caller.patient.create({
      firstName,
      lastName,
      gender: "other",
      dateOfBirth: `${1940 + (index % 70)}-0${1 + (index % 9)}-1${index % 10}`,
      phoneNumber: `0${index % 10}0 77${String(index * 7_919).padStart(6, "0")}`,
      email: `${firstName}.${index}@${of(domains, index)}`.toLowerCase(),
      address: `${of(streets, index)} ${index}, ${80_000 + index * 13} Bergstadt`,
    });
  }
}

const ids = new Map<HeldPerson, string>();
await addDecoys();
for (const { person } of heldQueries) if (!ids.has(person)) ids.set(person, await addHeld(person));
await addDecoys();

const listed = ({ q, kind, person: { firstName, lastName } }: (typeof heldQueries)[number]) =>
  `${kind}: ${q} → ${firstName} ${lastName}`;

it("finds who is meant: 98 % among the first ten, and at most 5 % wrong first hits", async () => {
  expect(heldQueries.length).toBeGreaterThanOrEqual(400);
  const missed: string[] = [];
  const wrongFirst: string[] = [];
  for (const query of heldQueries) {
    const page = await caller.patient.list({ q: query.q, sort: "relevance", limit: 10 });
    // Similar names are a match only for typing errors and romanized names.
    const items = page.similar && !["typing errors", "romanised"].includes(query.kind) ? [] : page.items;
    const place = items.findIndex(({ id }) => id === ids.get(query.person));
    if (place < 0) missed.push(listed(query));
    if (place !== 0 && items[0]) wrongFirst.push(`${listed(query)}: ${items[0].name}`);
  }
  const share = (some: readonly string[]) => some.length / heldQueries.length;
  const found = { missed, wrongFirst };
  expect(share(missed), JSON.stringify(found, null, 2)).toBeLessThanOrEqual(0.02);
  expect(share(wrongFirst), JSON.stringify(found, null, 2)).toBeLessThanOrEqual(0.05);
});

it("finds with one letter, or two, only names that begin so", async () => {
  const { items } = await caller.patient.list({ q: "x", sort: "newest", limit: 200 });
  expect(items.length).toBeGreaterThan(0);
  for (const { name } of items) expect(name).toMatch(/(^|[^\p{L}])x/iu);
  expect((await caller.patient.list({ q: "ex" })).items).toEqual([]);
  expect((await caller.patient.list({ q: "exa" })).items).not.toEqual([]);
});
