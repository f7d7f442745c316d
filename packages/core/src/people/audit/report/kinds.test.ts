import { unknownId } from "@caretype/test-api/case";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { expect, it } from "vitest";
import { commandEntry } from "../../../kernel/audit-log/entry.ts";
import { appendEntries } from "../../../kernel/audit-log/queries.ts";

const api = await createTestApi();

async function makeWorld() {
  const { caller, account } = await api.signUp();
  const { id: practiceId } = await caller.practice.mine();
  const patient = await caller.patient.create({ name: "Ann Lee", gender: "female" });
  await caller.statistics.today({ timeZone: "UTC" });
  await caller.patient.byId({ id: patient.id });
  await caller.doctor.list({});
  await failureOf(caller.patient.byId({ id: unknownId }));
  await appendEntries(api.database.reader, [
    commandEntry("patient.mend", { practiceId, subjects: new Set([patient.id]) }),
  ]);
  return { caller, accountId: account.id, patientId: patient.id };
}

const records = ["patient.mend", "patient.byId", "patient.byId", "patient.create"];
const technical = ["doctor.list", "statistics.today", "practice.mine"];

it("filters entries by kind, also with other filters and page by page", async () => {
  const { caller, accountId, patientId } = await makeWorld();
  const found = async (filter: Parameters<typeof caller.audit.list>[0]) => {
    const actions: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await caller.audit.list({ ...filter, limit: 2, cursor });
      actions.push(...page.items.map(({ action }) => action).filter((action) => action !== "audit.list"));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return actions;
  };
  // An unknown action, written by a command or an older version, is shown.
  expect(await found({ kind: "records" })).toEqual(records);
  expect(await found({ kind: "records", sort: "oldest" })).toEqual(records.toReversed());
  expect(await found({ kind: "technical" })).toEqual(technical);
  expect(await found({ kind: "technical", accountId })).toEqual(technical);
  expect(await found({ kind: "technical", outcome: "PATIENT_NOT_FOUND" })).toEqual([]);
  expect(await found({ kind: "records", outcome: "PATIENT_NOT_FOUND" })).toEqual(["patient.byId"]);
  expect(await found({ kind: "technical", action: "patient.byId" })).toEqual([]);
  expect(await found({ kind: "records", subjectId: patientId })).toEqual([
    "patient.mend",
    "patient.byId",
    "patient.create",
  ]);
  expect(await found({ kind: "records", subjectId: patientId, accountId, outcome: "ok" })).toEqual([
    "patient.byId",
    "patient.create",
  ]);
});

it("filters a patient's access log by kind", async () => {
  const { caller, patientId } = await makeWorld();
  await caller.audit.accessReport({ patientId });
  await caller.audit.recordNames({ ids: [patientId] });
  const logged = async (kind?: "records" | "technical") =>
    (await caller.audit.accessReport({ patientId, kind })).items.map(({ action }) => action);
  expect(await logged("records")).toEqual(["patient.mend", "patient.byId", "patient.create"]);
  expect(await logged("technical")).toEqual([
    "audit.accessReport",
    "audit.recordNames",
    "audit.accessReport",
  ]);
  expect(await logged()).toHaveLength(7);
});
