import { schema } from "@caretype/db";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { PatientId } from "../../kernel/field/ids.ts";
import type { Role } from "../../kernel/permissions/permissions.ts";
import { permissionOf } from "../../kernel/procedure/guarded-fields.ts";
import { Patient } from "../../people/patient/schema.ts";

// Readers must not learn of changes to withheld fields, nor when or how often they happened.

const api = await createTestApi();
const { reader } = api.database;

async function makePractice() {
  const owner = await api.signUp();
  const { id: practiceId } = await owner.caller.practice.mine();
  const addAs = async (role: Role) => {
    const { account, access } = await api.signUp();
    await reader.insert(schema.membership).values({ practiceId, accountId: account.id, role });
    return api.callerWith({ accessToken: access, practice: practiceId });
  };
  return { owner: owner.caller, addAs, reception: await addAs("reception") };
}

type Caller = Awaited<ReturnType<typeof makePractice>>["owner"];

const added = { name: "Ann Lee", gender: "female" } as const;
const change = (caller: Caller, id: PatientId, changes: object) =>
  caller.patient.update({ id, expectedVersion: "any", ...changes });

/** The same visible edits of a patient, with or without clinical ones in between. */
async function live(owner: Caller, { isClinical }: { isClinical: boolean }) {
  const withheld: string[] = [];
  const { id } = await owner.patient.create(added);
  const note = async (medicalHistory: string) => {
    if (!isClinical) return;
    const { updatedAt } = await change(owner, id, { medicalHistory });
    withheld.push(updatedAt);
  };
  await note("Asthma");
  await change(owner, id, { phoneNumber: "030 1" });
  await note("Asthma, mild");
  await note("Asthma, severe");
  await owner.patient.remove({ id, expectedVersion: "any" });
  await owner.patient.restore({ id });
  await note("Asthma again");
  await change(owner, id, { phoneNumber: "030 2", ...(isClinical && { medicalHistory: "Both" }) });
  await note("And nothing since");
  return { id, withheld };
}

async function readAll(caller: Caller, id: PatientId) {
  const history = await caller.patient.history({ id });
  const [first] = (await caller.patient.history({ id, limit: 1 })).items;
  const second = await caller.patient.history({
    id,
    limit: 1,
    cursor: (await caller.patient.history({ id, limit: 1 })).nextCursor ?? undefined,
  });
  const numbers = history.items.map(({ version }) => version);
  return {
    record: await caller.patient.byId({ id }),
    history,
    pages: [first, ...second.items],
    past: await Promise.all(
      history.items
        .filter(({ record }) => record !== null)
        .map(({ changedAt }) => caller.patient.asOf({ id, at: changedAt })),
    ),
    diffs: await Promise.all(numbers.map((from) => caller.patient.diff({ id, from }))),
    listed: (await caller.patient.list({ sort: "updated" })).items.find((item) => item.id === id),
    stale: (await failureOf(caller.patient.update({ id, expectedVersion: 999, name: "Late" }))).details,
    reverted: await caller.patient.revert({ id, version: numbers[0] ?? 0, expectedVersion: numbers[0] ?? 0 }),
  };
}

/** Without values that always differ between patients. */
const plain = (answers: unknown) =>
  JSON.stringify(answers)
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "id")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "instant");

describe("a version with only withheld changes", () => {
  it("is revealed by no procedure, neither by numbers nor by instants", async () => {
    const { owner, reception } = await makePractice();
    const clinical = await live(owner, { isClinical: true });
    const other = await live(owner, { isClinical: false });
    const [answers, expected] = [await readAll(reception, clinical.id), await readAll(reception, other.id)];
    expect(answers.history.items.map(({ version }) => version)).toEqual([5, 4, 3, 2, 1]);
    expect(plain(answers)).toBe(plain(expected));
    expect(clinical.withheld).toHaveLength(5);
    for (const instant of clinical.withheld) expect(JSON.stringify(answers)).not.toContain(instant);
  });

  it("is not counted in the day's statistics", async () => {
    const { owner, reception } = await makePractice();
    const timeZone = "UTC";
    const { id } = await owner.patient.create(added);
    await change(owner, id, { medicalHistory: "Asthma" });
    expect((await reception.statistics.today({ timeZone })).patients).toMatchObject({ added: 1, changed: 0 });
    expect((await owner.statistics.today({ timeZone })).patients).toMatchObject({ added: 1, changed: 1 });
    await change(owner, id, { phoneNumber: "030 1" });
    expect((await reception.statistics.today({ timeZone })).patients.changed).toBe(1);
  });

  it("is shown to readers with the permission", async () => {
    const { owner, addAs } = await makePractice();
    const { id, withheld } = await live(owner, { isClinical: true });
    for (const caller of [owner, await addAs("viewer")]) {
      const { items } = await caller.patient.history({ id });
      expect(items.map(({ version }) => version)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
      expect(items.map(({ changedAt }) => changedAt)).toEqual(expect.arrayContaining(withheld));
      expect(await caller.patient.byId({ id })).toMatchObject({ version: 10, updatedAt: withheld.at(-1) });
    }
  });

  it("does not make other callers' versions stale, unlike a visible one", async () => {
    const { owner, reception } = await makePractice();
    const { id, version } = await reception.patient.create(added);
    await change(owner, id, { medicalHistory: "Asthma" });
    const updated = await reception.patient.update({ id, expectedVersion: version, address: "A" });
    expect(updated.version).toBe(2);
    await change(owner, id, { address: "B", medicalHistory: "Asthma, mild" });
    const { code, details } = await failureOf(
      reception.patient.update({ id, expectedVersion: 2, address: "C" }),
    );
    expect(code).toBe("STALE_VERSION");
    expect(details.current).toMatchObject({ version: 3, address: "B", medicalHistory: null });
    const sent: object = JSON.parse(JSON.stringify(details.current));
    expect(Object.keys(sent).toSorted()).toEqual(Object.keys(Patient.shape).toSorted());
    expect(await owner.patient.byId({ id })).toMatchObject({ version: 4, medicalHistory: "Asthma, mild" });
  });

  it("affects neither the order of a list nor its cursor", async () => {
    const { owner, reception } = await makePractice();
    const first = await owner.patient.create(added);
    const second = await owner.patient.create(added);
    const third = await owner.patient.create(added);
    const { updatedAt } = await change(owner, first.id, { medicalHistory: "Asthma" });
    await change(owner, second.id, { medicalHistory: "Asthma" });
    const idsOf = async (caller: Caller, filter: object = {}) => {
      const ids: string[] = [];
      const cursors: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await caller.patient.list({ sort: "updated", limit: 1, cursor, ...filter });
        ids.push(...page.items.map(({ id }) => id));
        if (page.nextCursor === null) return { ids, cursors };
        cursors.push(Buffer.from(page.nextCursor, "base64url").toString());
        cursor = page.nextCursor;
      }
    };
    for (const filter of [{}, { q: "lee" }, { gender: "female" }]) {
      const { ids, cursors } = await idsOf(reception, filter);
      expect(ids).toEqual([third.id, second.id, first.id]);
      expect(cursors.join()).not.toContain(updatedAt);
      expect((await idsOf(owner, filter)).ids).toEqual([second.id, first.id, third.id]);
    }
  });

  it("is defined alike by the schemas and the database", async () => {
    const guarded = Object.entries(Patient.shape)
      .filter(([, field]) => permissionOf(field) !== undefined)
      .map(([name]) => Reflect.get(schema.patient, name).name);
    const [row] = await reader.execute<{ names: string[] }>(
      sql`select to_json(guarded_columns('patient')) as names`,
    );
    expect(row?.names).toEqual(guarded);
    for (const table of ["doctor", "assignment"]) {
      const [none] = await reader.execute<{ names: string[] }>(
        sql`select to_json(guarded_columns(${table})) as names`,
      );
      expect(none?.names).toEqual([]);
    }
  });
});
