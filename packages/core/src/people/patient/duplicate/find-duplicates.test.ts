import { advisoryLocks } from "@caretype/db";
import { entryOf } from "@caretype/test-api/audit-entries";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";

const api = await createTestApi();

const ana = {
  firstName: "Ana",
  lastName: "Silva",
  gender: "female",
  dateOfBirth: "1980-02-29",
  phoneNumber: "+49 30 5550199",
  email: "Ana@Example.org",
} as const;
const { phoneNumber: _phone, email: _email, ...bare } = ana;

describe("the duplicates of a patient", () => {
  it.each<[string, object, number, string[]]>([
    ["the same name and day", bare, 80, ["same name", "same birth date"]],
    ["a similar name", { ...bare, lastName: "Silvia" }, 65, ["similar name", "same birth date"]],
    [
      "swapped names and an age",
      { firstName: "Silva", lastName: "Ana", gender: "female", age: new Date().getUTCFullYear() - 1980 },
      60,
      ["same name", "birth year within a year"],
    ],
    [
      "the same number in another format",
      { name: "Ana Silva", gender: "female", phoneNumber: "(030) 555-01 99" },
      70,
      ["same name", "same phone number"],
    ],
    [
      "the same number with an extension, without country and area codes",
      { name: "Ana Silva", gender: "female", phoneNumber: "5550199 ext. 3" },
      70,
      ["same name", "same phone number"],
    ],
    [
      "the same address in another case",
      { name: "Ana Silvas", gender: "female", email: "ana@example.ORG" },
      65,
      ["similar name", "same e-mail address"],
    ],
  ])("are found by %s", async (_what, other, ...[score, reasons]) => {
    const { caller } = await api.signUp();
    const patient = await caller.patient.create(ana);
    const found = await caller.patient.create({
      ...ana,
      ...bare,
      phoneNumber: null,
      email: null,
      ...onlyFields(other),
    });
    await caller.patient.create({ name: "Somebody Else", gender: "female", dateOfBirth: "1980-02-29" });
    await caller.patient.create({ ...ana, email: null, phoneNumber: null, dateOfBirth: "1955-05-05" });
    const expected = { items: [{ patient: found, score, reasons }], nextCursor: null };
    expect(await caller.patient.duplicates({ id: patient.id })).toEqual(expected);
    const [likeliest] = (await caller.patient.duplicates({ id: found.id })).items;
    expect(likeliest).toMatchObject({ patient, score });
  });

  /** Clears the fields that the other patient does not set. */
  const onlyFields = (other: object) => ({
    name: undefined,
    firstName: undefined,
    lastName: undefined,
    dateOfBirth: undefined,
    ...other,
  });

  it.each([
    ["İpek Işık", "İpek Işık"],
    ["Eleni ΝΙΚΟΣ", "Eleni ΝΙΚΟΣ"],
    ["José Núñez".normalize("NFD"), "José Núñez"],
    ["Řehoř Žižka", "REHOR Zizka"],
    ["Łukasz Ødegård", "Lukasz Odegard"],
    ["Þór Großmann", "Thor Grossmann"],
    ["Νίκος Σοφός", "ΝΙΚΟΣ ΣΟΦΟΣ"],
    ["Иван Петров", "Ivan Petrov"],
    ["مُحَمَّد علي", "محمد علي"],
    ["გიორგი ბერიძე", "Giorgi Beridze"],
    ["Գևորգ Ոսկանյան", "GEVORG VOSKANYAN"],
    ["O Brien, Pat", "Pat O’Brien"],
    ["Mª José Gil", "María José Gil"],
    ["Jürgen Müller", "Mueller Juergen"],
    ["Anne-Sophie O'Connor", "anne sophie oconnor"],
    ["An\u00ada Luc\u00adía", "ANA LUCIA"],
  ])("are found by name in each of its spellings: %s", async (one, other) => {
    const { caller } = await api.signUp();
    const born = { gender: "female", age: 40 } as const;
    const patient = await caller.patient.create({ ...born, name: one });
    const found = await caller.patient.create({ ...born, name: other });
    expect((await caller.patient.duplicates({ id: patient.id })).items).toMatchObject([
      { patient: { id: found.id }, score: 60, reasons: ["same name", "birth year within a year"] },
    ]);
  });

  it.each([
    ["王 小明", "王小明"],
    ["明 王", "王明"],
    ["王明", "明 王"],
    ["王小明", "小明 王"],
    ["やまだ はな", "ヤマダハナ"],
    ["김 민수", "김민수"],
  ])("are found with and without a blank between the names: %s", async (one, other) => {
    const { caller } = await api.signUp();
    const born = { gender: "female", dateOfBirth: "1980-02-29" } as const;
    const { id } = await caller.patient.create({ ...born, name: one });
    const again = caller.patient.create({ ...born, name: other, onDuplicates: "refuse" });
    expect((await failureOf(again)).details.candidates).toMatchObject([{ patient: { id }, score: 80 }]);
    await caller.patient.create({ ...born, name: other });
    expect((await caller.patient.possibleDuplicates()).items).toMatchObject([{ older: { id }, score: 80 }]);
  });

  it.each([
    ["محمد حسن علي", "محمد علي"],
    ["นายสมชาย ใจดี", "สมชาย ใจดี"],
    ["श्री राम शर्मा", "राम शर्मा"],
    ["דוד כהן", "דויד כהן"],
    ["J. Roe", "Jane Roe"],
  ])("are found by the birth date and a part of the name in any script: %s", async (one, other) => {
    const { caller } = await api.signUp();
    const born = { gender: "unknown", dateOfBirth: "1980-02-29" } as const;
    const { id } = await caller.patient.create({ ...born, name: one });
    const again = await caller.patient.create({ ...born, name: other });
    expect((await caller.patient.duplicates({ id: again.id })).items).toMatchObject([{ patient: { id } }]);
    expect((await caller.patient.possibleDuplicates()).items).toMatchObject([{ older: { id } }]);
  });

  it("are found by a number beside a birth date with a typing error, and by nothing else", async () => {
    const { caller } = await api.signUp();
    const paula = { name: "Paula Tipp", gender: "female", dateOfBirth: "1986-03-14" } as const;
    const both = { phoneNumber: "044 555 02 00 / 079 123 45 67" };
    const { id } = await caller.patient.create({ ...paula, ...both });
    const mistyped = { ...paula, dateOfBirth: "1986-03-15" };
    const refusing = { ...mistyped, onDuplicates: "refuse" } as const;
    const alone = await caller.patient.create(refusing);
    expect((await caller.patient.duplicates({ id })).items).toEqual([]);
    await caller.patient.remove({ id: alone.id, expectedVersion: 1 });
    for (const phoneNumber of ["+41 44 555 02 00", "0791234567"]) {
      const call = caller.patient.create({ ...refusing, phoneNumber });
      expect((await failureOf(call)).details.candidates).toMatchObject([
        { patient: { id }, score: 65, reasons: ["same name", "similar birth date", "same phone number"] },
      ]);
    }
  });

  it("are possible with the same name alone, and still created", async () => {
    const { caller } = await api.signUp();
    const ida = { name: "Ida Solo", gender: "unknown" } as const;
    const { id } = await caller.patient.create(ida);
    const other = await caller.patient.create({ ...ida, dateOfBirth: "1980-02-29", onDuplicates: "refuse" });
    await caller.patient.create({ ...ida, name: "Ida Sola" });
    const low = { score: 40, reasons: ["same name"] };
    expect((await caller.patient.duplicates({ id: other.id })).items).toMatchObject([
      { patient: { id }, ...low },
    ]);
    expect((await caller.patient.possibleDuplicates()).items).toMatchObject([
      { newer: { id: other.id }, older: { id }, ...low },
    ]);
  });

  it("are found even if other practices have many similar patients", async () => {
    // Created first, so it precedes the other in each index on the practice.
    const stranger = await api.signUp();
    const own = await api.signUp();
    const { id: practiceId } = await stranger.caller.practice.mine();
    const like = {
      name: "Multi Plicata",
      gender: "other",
      dateOfBirth: "1971-02-03",
      email: "multi@example.org",
    } as const;
    await api.database.reader.execute(sql`
      insert into patient (practice_id, id, name, first_name, last_name, gender, date_of_birth, email, created_by)
      select ${practiceId}::uuid, gen_random_uuid(), ${like.name}, 'Multi', 'Plicata', 'other', ${like.dateOfBirth}::date,
        ${like.email}, ${stranger.account.id}::uuid from generate_series(1, 600)`);
    const patient = await own.caller.patient.create(like);
    const found = await own.caller.patient.create(like);
    const { items } = await own.caller.patient.duplicates({ id: patient.id });
    expect(items.map((each) => each.patient.id)).toEqual([found.id]);
  });

  it("are the practice's own, most likely first, without removed patients", async () => {
    const [own, stranger] = [await api.signUp(), await api.signUp()];
    await stranger.caller.patient.create(ana);
    const patient = await own.caller.patient.create(ana);
    const likely = await own.caller.patient.create({ ...bare, lastName: "Silvia" });
    const likeliest = await own.caller.patient.create(ana);
    const gone = await own.caller.patient.create(ana);
    await own.caller.patient.remove({ id: gone.id, expectedVersion: 1 });
    const { items } = await own.caller.patient.duplicates({ id: patient.id });
    expect(items.map(({ patient: { id }, score }) => [id, score])).toEqual([
      [likeliest.id, 100],
      [likely.id, 65],
    ]);
  });
});

describe("creating an existing patient", () => {
  it("is allowed by default; with `refuse` it creates nothing and names the candidates", async () => {
    const { caller, access } = await api.signUp();
    const first = await caller.patient.create({ ...ana, onDuplicates: "refuse" });
    await caller.patient.create(ana);
    const second = await caller.patient.create({ ...ana, onDuplicates: "allow" });
    const requestId = "refused-duplicate";
    const refused = await failureOf(
      api.callerWith({ accessToken: access, requestId }).patient.create({ ...bare, onDuplicates: "refuse" }),
    );
    expect(refused.code).toBe("POSSIBLE_DUPLICATE");
    const { candidates = [] } = refused.details;
    expect(candidates).toHaveLength(3);
    expect(candidates.at(-1)).toEqual({
      patient: first,
      score: 80,
      reasons: ["same name", "same birth date"],
    });
    const { items } = await caller.patient.list();
    expect(items[0]?.id).toBe(second.id);
    expect(items).toHaveLength(3);
    const { subjectIds, outcome } = await entryOf(api.database.reader, requestId);
    expect([outcome, subjectIds?.toSorted()]).toEqual([
      "POSSIBLE_DUPLICATE",
      items.map(({ id }) => id).toSorted(),
    ]);
  });

  it("creates one of twenty concurrent calls", async () => {
    const { caller } = await api.signUp();
    const twenty = (make: (index: number) => Promise<unknown>) =>
      Array.from({ length: 20 }, (_, index) => make(index));
    // Opens all connections, so that each call below gets one immediately.
    await Promise.all(twenty((index) => caller.patient.create({ name: `Zed ${index}`, gender: "other" })));
    const calls = twenty(() => caller.patient.create({ ...ana, onDuplicates: "refuse" }));
    expect(await tally(calls)).toEqual({ ok: 1, POSSIBLE_DUPLICATE: 19 });
  });

  it("blocks one connection per practice, and no other practice", async () => {
    const [own, other] = [await api.signUp(), await api.signUp()];
    const { id: practiceId } = await own.caller.practice.mine();
    const waiting = async () => {
      const locks = sql`select from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`;
      return (await api.database.reader.execute(locks)).length;
    };
    let calls: Promise<unknown>[] = [];
    await api.database.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${advisoryLocks.creating}, hashtext(${practiceId}))`);
      calls = Array.from({ length: 20 }, () => own.caller.patient.create({ ...ana, onDuplicates: "refuse" }));
      await vi.waitFor(async () => expect(await waiting()).toBeGreaterThan(0));
      await own.caller.patient.create({ name: "Zed", gender: "other" });
      await other.caller.patient.create({ ...ana, onDuplicates: "refuse" });
      expect(await waiting()).toBe(1);
    });
    expect(await tally(calls)).toEqual({ ok: 1, POSSIBLE_DUPLICATE: 19 });
  });
});
