import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { today } from "../../kernel/field/day.ts";
import { bornBy } from "./rules.ts";

const api = await createTestApi();

const ages = [0, 0, 3, 17, 18, 18, 39, 40, 64, 65, 90, 119, 150];
const bornTomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
const names = ["Ann Lee", "Bea Ito", "Cy Anders"];

/** Each birthday is today, to catch off-by-one errors. One patient has no age, one is born tomorrow. */
async function createPatients() {
  const { caller } = await api.signUp();
  const doctor = await caller.doctor.create({ name: "Sam Okafor" });
  const births: (string | null)[] = ages.map((age) => bornBy(age, today(null)));
  const patients = [];
  for (const [index, dateOfBirth] of [...births, null, bornTomorrow].entries()) {
    const gender = (["female", "male"] as const)[index % 2] ?? "other";
    const name = names[index % names.length] ?? "";
    const isTomorrow = dateOfBirth === bornTomorrow;
    const { id } = await caller.patient.create({
      name,
      gender,
      dateOfBirth: isTomorrow ? null : dateOfBirth,
    });
    // Refused today, but a practice that moved to a time zone further west may have such a record.
    if (isTomorrow)
      await api.database.reader.execute(
        sql`update patient set date_of_birth = ${bornTomorrow} where id = ${id}`,
      );
    const patient = await caller.patient.byId({ id });
    const isTreated = index % 3 !== 0;
    if (isTreated) await caller.assignment.create({ patientId: patient.id, doctorId: doctor.id });
    patients.push({ ...patient, isTreated });
  }
  return { caller, doctorId: doctor.id, patients };
}

const { caller, doctorId, patients } = await createPatients();

it.each([
  { minAge: 18, expected: [18, 18, 39, 40, 64, 65, 90, 119, 150] },
  { maxAge: 17, expected: [0, 0, 3, 17, 0] },
  { minAge: 18, maxAge: 39, expected: [18, 18, 39] },
  { minAge: 0, expected: [...ages, 0] },
  { maxAge: 150, expected: [...ages, 0] },
  { minAge: 0, maxAge: 0, expected: [0, 0, 0] },
  { minAge: 91, maxAge: 118, expected: [] },
])("filters by age: $minAge to $maxAge", async ({ expected, ...filter }) => {
  const { items } = await caller.patient.list({ ...filter, sort: "oldest" });
  expect(items.map(({ age }) => age)).toEqual(expected);
});

const limitOf = fc.option(fc.constantFrom(0, 17, 18, 40, 65, 120), { nil: undefined });

it("combines an age with every other filter, sort and page", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        minAge: limitOf,
        maxAge: limitOf,
        gender: fc.constantFrom(undefined, "female" as const),
        q: fc.constantFrom(undefined, "an"),
        doctorId: fc.constantFrom(undefined, doctorId),
        sort: fc.constantFrom("newest" as const, "oldest" as const, "name" as const, "updated" as const),
        limit: fc.constantFrom(2, 50),
      }),
      async (filter) => {
        const { minAge = 0, maxAge = 150, gender, q, sort } = filter;
        fc.pre(minAge <= maxAge);
        const isAsked = filter.minAge !== undefined || filter.maxAge !== undefined;
        const wanted = patients.filter(
          ({ age, name, isTreated, ...patient }) =>
            (!isAsked || (age !== null && age >= minAge && age <= maxAge)) &&
            (!gender || patient.gender === gender) &&
            (!q || name.toLowerCase().includes(q)) &&
            (!filter.doctorId || isTreated),
        );
        const found = [];
        let cursor: string | null = null;
        do {
          const page: Awaited<ReturnType<typeof caller.patient.list>> = await caller.patient.list({
            ...filter,
            cursor,
          });
          found.push(...page.items);
          cursor = page.nextCursor;
        } while (cursor !== null);
        expect(found.map(({ id }) => id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
        const { sort: _sort, limit: _limit, ...counted } = filter;
        expect(await caller.patient.count(counted)).toEqual({ count: wanted.length, isExact: true });
        if (sort === "oldest") expect(found.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
      },
    ),
    { numRuns: 100 },
  );
});

it("rejects an impossible age, and a range that ends before it begins", async () => {
  for (const [filter, field] of [
    [{ minAge: -1 }, "minAge"],
    [{ maxAge: 151 }, "maxAge"],
    [{ minAge: 1.5 }, "minAge"],
    [{ minAge: 40, maxAge: 39 }, "minAge"],
  ] as const) {
    const { code, details } = await failureOf(caller.patient.list(filter));
    expect([code, Object.keys(details.errors ?? {})]).toEqual(["INVALID_INPUT", [field]]);
  }
});

it("counts at most 10,000 matches of a filter, and all of a gender", async () => {
  const { caller, account } = await api.signUp();
  const practice = await caller.practice.mine();
  await api.database.reader.execute(sql`
      insert into patient (practice_id, id, name, first_name, last_name, gender, date_of_birth, created_by)
      select ${practice.id}::uuid, uuidv7(), 'Ann Lee', 'Ann', 'Lee', 'unknown', '1980-02-29', ${account.id}::uuid
      from generate_series(1, 10001)`);
  expect(await caller.patient.count()).toEqual({ count: 10_001, isExact: true });
  expect(await caller.patient.count({ gender: "unknown" })).toEqual({ count: 10_001, isExact: true });
  expect(await caller.patient.count({ minAge: 18 })).toEqual({ count: 10_000, isExact: false });
});
