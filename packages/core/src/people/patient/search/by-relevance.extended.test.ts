import { schema } from "@caretype/db";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { expect, it } from "vitest";
import type { PatientId } from "../../../kernel/field/ids.ts";

const api = await createTestApi();

async function makePractice() {
  const { caller } = await api.signUp();
  const { id: practiceId } = await caller.practice.mine();
  const add = (firstName: string, lastName: string, more: Partial<Details> = {}) =>
    caller.patient.create({ firstName, lastName, gender: "female", ...more });
  return { caller, practiceId, add };
}
type Details = {
  dateOfBirth: string;
  phoneNumber: string;
  email: string;
  address: string;
  gender: "female" | "male";
};
type Caller = Awaited<ReturnType<typeof makePractice>>["caller"];
type Search = Omit<NonNullable<Parameters<Caller["patient"]["list"]>[0]>, "sort" | "cursor">;

/** Reads all pages, and asserts that none repeats a patient. */
async function pageThrough(caller: Caller, search: Search) {
  const names: string[] = [];
  const ids: PatientId[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Caller["patient"]["list"]>> = await caller.patient.list({
      ...search,
      sort: "relevance",
      cursor,
    });
    names.push(...page.items.map(({ name }) => name));
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(new Set(ids).size).toBe(ids.length);
  return { names, ids };
}

it("has the best matches first", async () => {
  const { caller, add } = await makePractice();
  await add("Zoe", "Other", { address: "Annagasse 3" });
  await add("Bea", "Roe", { email: "anna@example.org" });
  await add("Johanna", "Roe");
  await add("Anna", "Zimt");
  await add("Annabel", "Adler");
  await add("Cy", "Annan");
  await add("Cy", "Anna");
  await caller.patient.create({ name: "Anna", gender: "female" });
  expect((await pageThrough(caller, { q: "anna" })).names).toEqual([
    "Anna",
    "Cy Anna",
    "Cy Annan",
    "Anna Zimt",
    "Annabel Adler",
    "Johanna Roe",
    "Bea Roe",
    "Zoe Other",
  ]);
  expect((await pageThrough(caller, { q: "zimt an" })).names).toEqual(["Anna Zimt"]);
});

it("has the spelling that was typed first", async () => {
  const { caller, add } = await makePractice();
  for (const last of ["Müller", "Mueller", "Muller", "Müllerin"]) await add("Ann", last);
  const lastNames = async (q: string) =>
    (await pageThrough(caller, { q, limit: 1 })).names.map((name) => name.slice(4));
  expect(await lastNames("mueller")).toEqual(["Mueller", "Müller", "Muller", "Müllerin"]);
  expect(await lastNames("müller")).toEqual(["Müller", "Muller", "Müllerin", "Mueller"]);
  expect(await lastNames("Mueller, Ann")).toEqual(["Mueller", "Müller", "Muller", "Müllerin"]);
  expect(await lastNames("ann muell")).toEqual(["Müller", "Mueller", "Muller", "Müllerin"]);
});

it("has everybody once, in the same order whatever the pages and filters", async () => {
  const { caller, practiceId, add } = await makePractice();
  const firsts = ["Anna", "Anne-Sophie", "Jürgen", "Juergen", "Jan", "Li", "María José", "Андрей"];
  const lasts = ["Müller", "Mueller", "van den Berg", "Anders", "O'Connor", "de la Cruz", "Li", "Иванов"];
  const doctor = await caller.doctor.create({ name: "Sam Okafor" });
  for (const [index, first] of [...firsts, ...firsts].entries()) {
    for (const [at, last] of lasts.entries()) {
      const patient = await add(first, last, {
        dateOfBirth: at % 2 ? "1980-02-29" : "1979-01-01",
        phoneNumber: `030 555 01${index % 10}${at}`,
        gender: (index + at) % 3 ? "female" : "male",
        ...(at === 3 && { email: `anna.${index}@example.org` }),
      });
      if (index === 0 && at < 3)
        await api.database.reader.insert(schema.patientExternalId).values({
          practiceId,
          system: "test",
          value: `J-100${at}`,
          patientId: patient.id,
        });
      await caller.assignment.create({ patientId: patient.id, doctorId: doctor.id });
    }
  }
  const queries = [
    "an",
    "anna",
    "mueller",
    "müller, ju",
    "jan van den berg",
    "berg jan",
    "vandenberg",
    "sophie",
    "li",
    "j-100",
    "29.02.1980",
    "an 29.02.1980",
    "030 5550101",
    "anna.3@example.org",
    "ivanov",
    "andrey",
    "b",
  ];
  for (const q of queries) {
    const whole = await pageThrough(caller, { q, limit: 200 });
    expect({ q, found: whole.ids.length > 0 }).toEqual({ q, found: true });
    expect(await pageThrough(caller, { q, limit: 3 })).toEqual(whole);
    // These read and sort all matches.
    expect(await pageThrough(caller, { q, limit: 7, minAge: 0 })).toEqual(whole);
    expect(await pageThrough(caller, { q, limit: 9, doctorId: doctor.id })).toEqual(whole);
    const women = await pageThrough(caller, { q, limit: 4, gender: "female" });
    expect(await pageThrough(caller, { q, gender: "female", minAge: 0 })).toEqual(women);
    // The same patients as in any other order.
    const { items } = await caller.patient.list({ q, limit: 200 });
    expect(items.map(({ id }) => id).toSorted()).toEqual(whole.ids.toSorted());
  }
});

it("shows similar names where nothing matches, and says so", async () => {
  const { caller, add } = await makePractice();
  await add("Anna", "Keller", { dateOfBirth: "1980-02-29" });
  await add("Jürgen", "Schmidt", { gender: "male" });
  const search = async (q: string, more: Search = {}) => {
    const { items, nextCursor, similar } = await caller.patient.list({ q, sort: "relevance", ...more });
    expect(nextCursor).toBeNull();
    return { names: items.map(({ name }) => name), similar };
  };
  const keller = { names: ["Anna Keller"], similar: true };
  const nobody = { names: [], similar: false };
  for (const q of ["keler", "kelller", "Kelelr", "jeller", "anna kellar", "anan keller", "kelelr an"])
    expect(await search(q)).toEqual(keller);
  expect(await search("juergen schmitt")).toEqual({ names: ["Jürgen Schmidt"], similar: true });
  expect(await search("keler 29.02.1980")).toEqual(keller);
  expect(await search("keler 28.02.1980")).toEqual(nobody);
  expect(await search("keler", { gender: "male" })).toEqual(nobody);
  expect(await search("keler", { minAge: 150 })).toEqual(nobody);
  expect(await search("zzzzzz")).toEqual(nobody);
  expect(await search("keller")).toEqual({ names: ["Anna Keller"], similar: false });
  const { items } = await caller.patient.list({ q: "keler" });
  expect(items.map(({ name }) => name)).toEqual(["Anna Keller"]);
  // Callers that use another order rely on an empty page.
  const newest = { q: "keler", sort: "newest" } as const;
  expect(await caller.patient.list(newest)).toEqual({
    items: [],
    nextCursor: null,
    similar: false,
    formerNames: [],
  });
});

it("finds no other practice's patients, by whatever they are like", async () => {
  const [own, other] = [await makePractice(), await makePractice()];
  const patient = await other.add("Anna", "Keller", {
    dateOfBirth: "1980-02-29",
    phoneNumber: "030 5550199",
    email: "anna@example.org",
  });
  await api.database.reader
    .insert(schema.patientExternalId)
    .values({ practiceId: other.practiceId, system: "test", value: "K-7001", patientId: patient.id });
  for (const q of [
    "anna keller",
    "kell",
    "ann",
    "kel an",
    "29.02.1980",
    "0305550199",
    "anna@example.org",
    "k-7001",
    "keler",
  ]) {
    expect((await other.caller.patient.list({ q, sort: "relevance" })).items).toEqual([patient]);
    for (const sort of ["relevance", "newest"] as const)
      expect((await own.caller.patient.list({ q, sort })).items).toEqual([]);
  }
});

it("takes a date by the reader's order, or both ways", async () => {
  const { caller, add } = await makePractice();
  await add("March", "Second", { dateOfBirth: "1980-03-02" });
  await add("February", "Third", { dateOfBirth: "1980-02-03" });
  await caller.patient.create({ name: "About Forty", gender: "other", age: 40 });
  const found = async (q: string, dateOrder?: "dmy" | "mdy") => {
    const { items } = await caller.patient.list({ q, sort: "relevance", dateOrder });
    return items.map(({ firstName }) => firstName).toSorted();
  };
  expect(await found("02/03/1980")).toEqual(["February", "March"]);
  expect(await found("02/03/1980", "dmy")).toEqual(["March"]);
  expect(await found("02/03/1980", "mdy")).toEqual(["February"]);
  expect(await found("second 2 mar 1980")).toEqual(["March"]);
  expect(await found("third 2 mar 1980")).toEqual([]);
  for (const q of ["*02.03.1980", "Second (02.03.1980)", "second 02.03.1980."])
    expect(await found(q)).toEqual(["March"]);
  // An approximate date is no date of birth.
  expect(await found(`01.01.${new Date().getUTCFullYear() - 40}`)).toEqual([]);
});

it("refuses relevance without words, and a cursor of another list", async () => {
  const { caller } = await makePractice();
  for (const q of [undefined, "", " , "])
    expect(await failureOf(caller.patient.list({ q, sort: "relevance" }))).toMatchObject({
      code: "INVALID_INPUT",
      details: { errors: { sort: ["`relevance` needs words to search for in `q`"] } },
    });
  const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const id = "01890000-0000-7000-8000-000000000000";
  for (const key of [null, "", "x", "4", "123 x", "4 \0", "4 \ud800"])
    expect(
      await failureOf(
        caller.patient.list({ q: "a", sort: "relevance", cursor: cursorOf(["relevance", key, id]) }),
      ),
    ).toMatchObject({ code: "INVALID_INPUT" });
  expect(
    (await caller.patient.list({ q: "a", sort: "relevance", cursor: cursorOf(["relevance", "99 x", id]) }))
      .items,
  ).toEqual([]);
});
