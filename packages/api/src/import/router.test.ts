import { noteImport } from "@caretype/db/testing";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { entriesOf } from "../../test/audit-entries.ts";
import { failureOf, tally } from "../../test/failure.ts";
import { createTestApi } from "../../test/support.ts";

const api = await createTestApi();

async function withImport() {
  const owner = await api.signUp();
  const patient = await owner.caller.patient.create({ name: "Zelda Quux", gender: "female" });
  const importId = await noteImport(api.database.reader, owner.account.id, patient.id);
  return { ...owner, patient, importId };
}

it("lists imports, newest first, in pages", async () => {
  const { caller, account, importId, email, patient } = await withImport();
  const later = await noteImport(api.database.reader, account.id, patient.id);
  const first = await caller.import.list({ limit: 1 });
  expect(first.items).toMatchObject([{ id: later, undoneAt: null, undoneBy: null }]);
  const second = await caller.import.list({ limit: 1, cursor: first.nextCursor ?? "" });
  expect(second).toMatchObject({
    items: [{ id: importId, source: "synthea", patients: 1, importedBy: account.id, importedByEmail: email }],
    nextCursor: null,
  });
});

it("undoes an import, and each record can be brought back", async () => {
  const { caller, account, importId, patient } = await withImport();
  expect(await caller.import.undo({ id: importId })).toEqual({
    ...{ id: importId, patients: 1, doctors: 0, assignments: 0, alreadyRemoved: 0 },
  });
  expect((await failureOf(caller.patient.byId({ id: patient.id }))).code).toBe("PATIENT_NOT_FOUND");
  const [batch] = (await caller.import.list()).items;
  expect(batch).toMatchObject({ undoneBy: account.id, undoneAt: expect.any(String) });
  expect((await failureOf(caller.import.undo({ id: importId }))).code).toBe("IMPORT_ALREADY_UNDONE");
  expect(await caller.patient.restore({ id: patient.id })).toMatchObject({ name: "Zelda Quux", version: 3 });
});

it("is refused for a record that was removed and restored, and names it", async () => {
  const { caller, importId, patient } = await withImport();
  await caller.patient.remove({ id: patient.id, expectedVersion: "any" });
  await caller.patient.restore({ id: patient.id });
  const { code, details } = await failureOf(caller.import.undo({ id: importId }));
  expect({ code, details }).toEqual({
    code: "IMPORT_HAS_CHANGED",
    details: {
      blockedBy: [{ kind: "patient", id: patient.id, label: "edited since, now version 3" }],
      blockedByTotal: 1,
      blockedElsewhere: false,
    },
  });
});

it("has an entry for what was removed beside the call's own, in its transaction", async () => {
  const { access, importId, patient, account } = await withImport();
  const requestId = "undo-of-this-test";
  await api.callerWith({ accessToken: access, requestId }).import.undo({ id: importId });
  const entries = await entriesOf(api.database.reader, requestId);
  expect(entries.map(({ subjectIds }) => subjectIds)).toEqual([[patient.id], [importId]]);
  for (const entry of entries) {
    expect(entry).toMatchObject({
      ...{ action: "import.undo", outcome: "ok", accountId: account.id, basis: "owner import:undo" },
      ...{ address: "127.0.0.1", sessionId: entries[0]?.sessionId },
    });
  }
});

it("is for owners and clinicians", async () => {
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

it("is done once, however many ask at once", async () => {
  const { caller, importId } = await withImport();
  // So that all connections are open, and each of the calls below has one at once.
  const others = Array.from({ length: 20 }, () => caller.patient.create({ name: "Zed", gender: "other" }));
  await Promise.all(others);
  const calls = Array.from({ length: 20 }, () => caller.import.undo({ id: importId }));
  expect(await tally(calls)).toEqual({ ok: 1, IMPORT_ALREADY_UNDONE: 19 });
});
