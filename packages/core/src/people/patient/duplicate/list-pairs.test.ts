import { schema } from "@caretype/db";
import { entryOf } from "@caretype/test-api/audit-entries";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { expect, it } from "vitest";
import type { PatientId } from "../../../kernel/field/ids.ts";
import { newId } from "../../../kernel/field/new-id.ts";
import { comparedAtOnce } from "./schema.ts";

const api = await createTestApi();
const born = { gender: "female", dateOfBirth: "1980-02-29" } as const;
const inUtc = { timeZone: "UTC" };

it("lists each pair once, by the newer patient, and the overview counts them", async () => {
  const { caller } = await api.signUp();
  const add = (name: string) => caller.patient.create({ name, ...born });
  const [first, second] = [await add("Ana Silva"), await add("Ana Silva")];
  await add("Somebody Else");
  const third = await add("Ana Silvia");
  const { items, nextCursor } = await caller.patient.possibleDuplicates();
  expect(items.map(({ newer, older, score }) => [newer.id, older.id, score])).toEqual([
    [third.id, second.id, 65],
    [third.id, first.id, 65],
    [second.id, first.id, 80],
  ]);
  expect(items[2]).toMatchObject({
    newer: { name: "Ana Silva", dateOfBirth: "1980-02-29", dateOfBirthApproximate: false },
    reasons: ["same name", "same birth date"],
  });
  expect(nextCursor).toBeNull();
  expect((await caller.statistics.overview(inUtc)).tasks.possibleDuplicates).toEqual({
    pairs: 3,
    compared: comparedAtOnce,
    isComplete: true,
  });
  await caller.patient.merge({
    keepId: first.id,
    expectedVersion: 1,
    mergedId: second.id,
    mergedExpectedVersion: 1,
  });
  expect((await caller.patient.possibleDuplicates()).items).toHaveLength(1);
});

/** Adds patients without a date of birth, whose names differ. */
async function addOthers({ account, caller }: Awaited<ReturnType<typeof api.signUp>>, many: number) {
  const { id: practiceId } = await caller.practice.mine();
  const rows = Array.from({ length: many }, (_, at) => ({
    practiceId,
    // By the generator of created patients, as another one may be ahead of the clock.
    id: newId<PatientId>(),
    createdBy: account.id,
    gender: "female" as const,
    name: `X ${at}`,
    firstName: "X",
    lastName: String(at),
  }));
  await api.database.reader.insert(schema.patient).values(rows);
}

it("continues where a page ends, within a patient's pairs and after the compared patients", async () => {
  const owner = await api.signUp();
  const { caller } = owner;
  const add = (name: string) => caller.patient.create({ name, ...born });
  const [old, newer] = [await add("Zoe Quux"), await add("Zoe Quux")];
  await addOthers(owner, comparedAtOnce);
  const [one, two, three] = [await add("Ana Silva"), await add("Ana Silva"), await add("Ana Silva")];
  const pages: string[][] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof caller.patient.possibleDuplicates>> =
      await caller.patient.possibleDuplicates({ limit: 1, cursor });
    pages.push(page.items.map((pair) => `${pair.newer.id} ${pair.older.id}`));
    cursor = page.nextCursor;
  } while (cursor !== null && pages.length < 10);
  expect(pages).toEqual([
    [`${three.id} ${two.id}`],
    [`${three.id} ${one.id}`],
    [`${two.id} ${one.id}`],
    [`${newer.id} ${old.id}`],
  ]);
  const { tasks } = await caller.statistics.overview(inUtc);
  expect(tasks.possibleDuplicates).toEqual({ pairs: 3, compared: comparedAtOnce, isComplete: false });
  const first = await caller.patient.possibleDuplicates();
  expect(first.items).toHaveLength(3);
  const { items } = await caller.patient.possibleDuplicates({ cursor: first.nextCursor });
  expect(items.map((pair) => pair.newer.id)).toEqual([newer.id]);
});

it("lists each pair once where everybody has the same name, over many pages", async () => {
  const owner = await api.signUp();
  const { id: practiceId } = await owner.caller.practice.mine();
  const patients = 50;
  await api.database.reader.insert(schema.patient).values(
    Array.from({ length: patients }, () => ({
      practiceId,
      id: newId<PatientId>(),
      createdBy: owner.account.id,
      name: "Ana Silva",
      firstName: "Ana",
      lastName: "Silva",
      ...born,
    })),
  );
  const listed: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof owner.caller.patient.possibleDuplicates>> =
      await owner.caller.patient.possibleDuplicates({ limit: 200, cursor });
    listed.push(...page.items.map((pair) => `${pair.newer.id} ${pair.older.id}`));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(listed).toHaveLength((patients * (patients - 1)) / 2);
  expect(new Set(listed).size).toBe(listed.length);
});

it("shows no other practice's patients, and names the shown ones in the audit", async () => {
  const [own, other] = [await api.signUp(), await api.signUp()];
  const one = await own.caller.patient.create({ name: "Ana Silva", ...born });
  await other.caller.patient.create({ name: "Ana Silva", ...born });
  expect((await own.caller.patient.possibleDuplicates()).items).toEqual([]);
  const two = await own.caller.patient.create({ name: "Ana Silva", ...born });
  const requestId = "possible-duplicates";
  await api.callerWith({ accessToken: own.access, requestId }).patient.possibleDuplicates();
  const { subjectIds } = await entryOf(api.database.reader, requestId);
  expect(subjectIds?.toSorted()).toEqual([one.id, two.id].toSorted());
});

it("refuses a cursor that is broken", async () => {
  const { caller } = await api.signUp();
  for (const cursor of ["x", Buffer.from('["a","b"]').toString("base64url")])
    expect((await failureOf(caller.patient.possibleDuplicates({ cursor }))).code).toBe("INVALID_INPUT");
});
