import { createChangePlacer } from "@caretype/db";
import { entriesOf } from "@caretype/test-api/audit-entries";
import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { insertImport } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { waitForImportLock } from "./pipeline/import-transaction.ts";

const api = await createTestApi();

async function withImport() {
  const owner = await api.signUp();
  const patient = await owner.caller.patient.create({ name: "Zelda Quux", gender: "female" });
  const importId = await insertImport(api.database.reader, owner.account.id, patient.id);
  return { ...owner, patient, importId };
}

it("lists imports, newest first, in pages", async () => {
  const { caller, account, importId, email, patient } = await withImport();
  const later = await insertImport(api.database.reader, account.id, patient.id);
  const first = await caller.import.list({ limit: 1 });
  expect(first.items).toMatchObject([{ id: later, undoneAt: null, undoneBy: null }]);
  const second = await caller.import.list({ limit: 1, cursor: first.nextCursor ?? "" });
  expect(second).toMatchObject({
    items: [{ id: importId, source: "synthea", patients: 1, importedBy: account.id, importedByEmail: email }],
    nextCursor: null,
  });
});

it("undoes an import, and each record can be restored", async () => {
  const { caller, account, importId, patient } = await withImport();
  expect(await caller.import.undo({ id: importId })).toEqual({
    id: importId,
    state: "undone",
    patients: 1,
    doctors: 0,
    assignments: 0,
    appointments: 0,
    clinicalRecords: [],
    alreadyRemoved: 0,
  });
  expect((await failureOf(caller.patient.byId({ id: patient.id }))).code).toBe("PATIENT_NOT_FOUND");
  await createChangePlacer(api.database)();
  expect((await caller.event.list()).items).toMatchObject([
    { type: "patient.created" },
    { type: "import.undone", recordId: importId, by: account.id, count: 1, version: null },
  ]);
  const [batch] = (await caller.import.list()).items;
  expect(batch).toMatchObject({ undoneBy: account.id, undoneAt: expect.any(String) });
  expect((await failureOf(caller.import.undo({ id: importId }))).code).toBe("IMPORT_ALREADY_UNDONE");
  expect(await caller.patient.restore({ id: patient.id })).toMatchObject({ name: "Zelda Quux", version: 3 });
});

it("refuses to undo if a record has changed, and names it", async () => {
  const { caller, importId, patient } = await withImport();
  await caller.patient.remove({ id: patient.id, expectedVersion: "any" });
  await caller.patient.restore({ id: patient.id });
  await caller.patient.update({ id: patient.id, address: "1 New St", expectedVersion: 3 });
  const { code, details } = await failureOf(caller.import.undo({ id: importId }));
  expect({ code, details }).toEqual({
    code: "IMPORT_HAS_CHANGED",
    details: {
      blockedBy: [{ kind: "patient", id: patient.id, label: "edited since, now version 4" }],
      blockedByTotal: 1,
      blockedElsewhere: false,
    },
  });
  await caller.patient.revert({ id: patient.id, version: 1, expectedVersion: 4 });
  expect(await caller.import.undo({ id: importId })).toMatchObject({ patients: 1 });
});

it("refuses to undo while a patient is merged into another", async () => {
  const { caller, importId, patient } = await withImport();
  const own = await caller.patient.create({ name: "Zelda Own", gender: "female" });
  const merge = { keepId: own.id, expectedVersion: 1, mergedId: patient.id, mergedExpectedVersion: 1 };
  const { id: mergeId } = await caller.patient.merge(merge);
  const { code, details } = await failureOf(caller.import.undo({ id: importId }));
  expect([code, details.blockedBy]).toEqual([
    "IMPORT_HAS_CHANGED",
    [{ kind: "merge", id: mergeId, label: "made since" }],
  ]);
  expect(details.blockedByTotal).toBe(1);
  await caller.patient.unmerge({ mergeId });
  expect(await caller.import.undo({ id: importId })).toMatchObject({ patients: 1, alreadyRemoved: 0 });
});

it("refuses to undo while a patient has clinical records", async () => {
  const { caller, importId, patient } = await withImport();
  const { id } = await caller.encounter.create({ patientId: patient.id });
  await caller.encounter.create({ patientId: patient.id });
  const { code, details } = await failureOf(caller.import.undo({ id: importId }));
  expect([code, details.blockedByTotal]).toEqual(["IMPORT_HAS_CHANGED", 1]);
  expect(details.blockedBy).toMatchObject([{ kind: "encounter", label: "made since" }]);
  expect(await caller.patient.byId({ id: patient.id })).toMatchObject({ version: 1 });
  expect(await caller.encounter.byId({ id })).toMatchObject({ version: 1 });
});

it("audits the removed records beside the call, in its transaction", async () => {
  const { access, importId, patient, account } = await withImport();
  const requestId = "undo-of-this-test";
  await api.callerWith({ accessToken: access, requestId }).import.undo({ id: importId });
  const entries = await entriesOf(api.database.reader, requestId);
  expect(entries.map(({ subjectIds }) => subjectIds)).toEqual([[patient.id], [importId]]);
  for (const entry of entries) {
    expect(entry).toMatchObject({
      action: "import.undo",
      outcome: "ok",
      accountId: account.id,
      basis: "owner import:undo",
      address: "127.0.0.1",
      sessionId: entries[0]?.sessionId,
    });
  }
});

it("allows only owners and clinicians", async () => {
  for (const [role, allowed] of [
    ["clinician", true],
    ["reception", false],
    ["viewer", false],
  ] as const) {
    const { caller, account, importId } = await withImport();
    await api.database.reader.execute(
      sql`update membership set role = ${role} where account_id = ${account.id}`,
    );
    api.services.principals.forget({ account: account.id });
    const codes = await tally([caller.import.list(), caller.import.undo({ id: importId })]);
    expect(codes).toEqual(allowed ? { ok: 2 } : { PERMISSION_DENIED: 2 });
  }
});

it("undoes once under concurrent calls", async () => {
  const { caller, importId } = await withImport();
  // Opens all connections, so that each call below gets one immediately.
  const others = Array.from({ length: 20 }, () => caller.patient.create({ name: "Zed", gender: "other" }));
  await Promise.all(others);
  const calls = Array.from({ length: 20 }, () => caller.import.undo({ id: importId }));
  expect(await tally(calls)).toEqual({ ok: 1, IMPORT_ALREADY_UNDONE: 19 });
  expect(await tally([caller.import.undo({ id: importId })])).toEqual({ IMPORT_ALREADY_UNDONE: 1 });
});

describe("while an import of another practice runs", () => {
  /** Holds the lock of all imports until the callback has ended. */
  const whileImporting = (run: () => Promise<void>) =>
    api.database.transaction(async (tx) => {
      await tx.execute(sql`set local idle_in_transaction_session_timeout = '20s'`);
      await waitForImportLock(tx);
      await run();
    });

  it("queues the undos of a practice, and runs them when it has ended", async () => {
    const first = await withImport();
    const { caller, account, importId } = first;
    const second = await caller.patient.create({ name: "Yara Quux", gender: "female" });
    const later = await insertImport(api.database.reader, account.id, second.id);
    await whileImporting(async () => {
      for (const id of [importId, later, importId])
        expect(await caller.import.undo({ id })).toMatchObject({ id, state: "undoing", patients: 0 });
      const { items } = await caller.import.list();
      const waiting = { undoing: { stage: "waiting", recordsDone: 0, records: 1 } };
      expect(items).toMatchObject([waiting, waiting]);
    });
    // Free again, but it stays in the queue.
    expect(await caller.import.undo({ id: importId })).toMatchObject({ state: "undoing" });
    (await api.anotherInstance()).start();
    await vi.waitFor(
      async () => {
        const { items } = await caller.import.list();
        const undone = { undoing: null, undoneBy: account.id, undoFailure: null };
        expect(items).toMatchObject([undone, undone]);
      },
      { interval: 20 },
    );
    expect(await tally([caller.patient.byId({ id: first.patient.id })])).toEqual({ PATIENT_NOT_FOUND: 1 });
  });

  it("answers at once if there is nothing to undo", async () => {
    const { caller } = await withImport();
    const undone = await withImport();
    await undone.caller.import.undo({ id: undone.importId });
    await whileImporting(async () => {
      const unknown = caller.import.undo({ id: undone.importId });
      expect((await failureOf(unknown)).code).toBe("IMPORT_NOT_FOUND");
      const again = undone.caller.import.undo({ id: undone.importId });
      expect((await failureOf(again)).code).toBe("IMPORT_ALREADY_UNDONE");
    });
  });
});

describe("a large undo", () => {
  const asked = async () => {
    const owner = await withImport();
    const size = (doctors: number) =>
      api.database.reader.execute(
        sql`update import_batch set doctors = ${doctors} where id = ${owner.importId}`,
      );
    await size(9_999 + 1);
    const requestId = `undo-of-${owner.importId}`;
    const counts = { patients: 0, doctors: 0, assignments: 0, appointments: 0, clinicalRecords: [] };
    const undoing = { id: owner.importId, state: "undoing", ...counts };
    const caller = api.callerWith({ accessToken: owner.access, requestId });
    const answers = await Promise.all([1, 2, 3].map(() => caller.import.undo({ id: owner.importId })));
    for (const answer of answers) expect(answer).toEqual({ ...undoing, alreadyRemoved: 0 });
    const batch = async () => (await owner.caller.import.list()).items[0];
    expect((await batch())?.undoing).toMatchObject({ recordsDone: 0, records: 10_001 });
    return { ...owner, requestId, batch };
  };
  const instance = async () => (await api.anotherInstance()).start();
  const finished = (batch: Awaited<ReturnType<typeof asked>>["batch"]) =>
    vi.waitFor(
      async () => {
        const found = await batch();
        expect(found?.undoing).toBeNull();
        return found;
      },
      { interval: 20 },
    );

  it("runs once in the background, with the usual audit entries", async () => {
    const { caller, account, patient, requestId, importId, batch } = await asked();
    await instance();
    expect(await finished(batch)).toMatchObject({ undoneBy: account.id, undoFailure: null });
    expect((await failureOf(caller.patient.byId({ id: patient.id }))).code).toBe("PATIENT_NOT_FOUND");
    expect((await failureOf(caller.import.undo({ id: importId }))).code).toBe("IMPORT_ALREADY_UNDONE");
    const [removed] = await api.database.reader.execute(
      sql`select removed_by as by from removed_record where record_id = ${patient.id}`,
    );
    expect(removed?.by).toBe(account.id);
    expect(await caller.patient.restore({ id: patient.id })).toMatchObject({ version: 3 });
    const entries = await entriesOf(api.database.reader, requestId);
    const described = entries.map(({ basis, subjectIds }) => ({ basis, subjectIds }));
    const askedFor = { basis: "owner import:undo, unchanged", subjectIds: [importId] };
    const done = (id: string) => ({ basis: "owner import:undo", subjectIds: [id] });
    expect(described).toEqual([askedFor, askedFor, askedFor, done(patient.id), done(importId)]);
  });

  it("reports what blocks it, and can be requested again", async () => {
    const { caller, patient, requestId, importId, batch } = await asked();
    await caller.patient.update({ id: patient.id, address: "1 New St", expectedVersion: 1 });
    await instance();
    expect((await finished(batch))?.undoFailure).toEqual({
      code: "IMPORT_HAS_CHANGED",
      blockedByTotal: 1,
      blockedElsewhere: false,
      blockedBy: [{ kind: "patient", id: patient.id, label: "edited since, now version 2" }],
    });
    const last = (await entriesOf(api.database.reader, requestId)).at(-1);
    expect(last).toMatchObject({ outcome: "IMPORT_HAS_CHANGED", subjectIds: [importId, patient.id] });
    await caller.patient.revert({ id: patient.id, version: 1, expectedVersion: 2 });
    await caller.import.undo({ id: importId });
    expect(await finished(batch)).toMatchObject({ undoneAt: expect.any(String), undoFailure: null });
  });

  it("names to each reader of its failure only the records that they may see", async () => {
    const owner = await asked();
    const { caller, patient, importId, batch } = owner;
    const { caller: colleague } = await makeColleague(api, owner, "clinician");
    const limitedTo = async (...others: "clinical:read"[]) => {
      const permissions = ["import:read", "patient:read", "doctor:read", ...others] as const;
      const { key } = await caller.apiKey.create({ name: "Sync", permissions: [...permissions] });
      return api.callerWith({ accessToken: key });
    };
    const patientId = patient.id;
    const draft = await caller.noteDraft.create({ patientId, text: "Words." });
    const condition = await caller.condition.create({ patientId, code: { text: "Psychosis" } });
    await caller.restriction.create({ recordId: condition.id });
    const allergy = await colleague.allergy.create({ patientId, substance: { text: "Nuts" } });
    await api.database.reader.execute(sql`
      insert into import_record (practice_id, import_id, record_id, record_type)
      select practice_id, import_id, ${condition.id}, 'condition' from import_record where import_id = ${importId}`);
    await caller.condition.update({ id: condition.id, expectedVersion: 1, severity: "mild" });
    await caller.patient.update({ id: patientId, address: "1 New St", expectedVersion: 1 });
    await instance();
    await finished(batch);
    const namedTo = async (one: typeof caller) =>
      (await one.import.list()).items[0]?.undoFailure?.blockedBy.map(({ id, label }) => [id, label]);
    const edited = [patientId, "edited since, now version 2"];
    const restricted = [patientId, "has records that were restricted since"];
    const seen = [[allergy.id, "made since"], edited, restricted];
    expect(new Set(await namedTo(caller))).toEqual(
      new Set([...seen, [draft.id, "made since"], [condition.id, "edited since, now version 2"]]),
    );
    expect(new Set(await namedTo(colleague))).toEqual(new Set(seen));
    expect(new Set(await namedTo(await limitedTo("clinical:read")))).toEqual(new Set(seen));
    expect(await namedTo(await limitedTo())).toEqual([edited]);
  });

  it("is refused if the account has lost the permission", async () => {
    const { account, caller, patient, importId } = await asked();
    const { reader } = api.database;
    await reader.execute(sql`update membership set role = 'viewer' where account_id = ${account.id}`);
    await instance();
    await vi.waitFor(
      async () =>
        expect(
          await reader.execute(
            sql`select failure->>'code' as code from import_undo where import_id = ${importId}`,
          ),
        ).toEqual([{ code: "PERMISSION_DENIED" }]),
      { interval: 20 },
    );
    expect(await caller.patient.byId({ id: patient.id })).toMatchObject({ name: "Zelda Quux" });
  });

  it("runs after the queue has lost it", async () => {
    const { batch } = await asked();
    await api.database.reader.execute(sql`delete from pgboss.job`);
    await instance();
    expect(await finished(batch)).toMatchObject({ undoneAt: expect.any(String) });
  });
});
