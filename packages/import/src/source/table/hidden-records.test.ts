import { asId, type ImportId } from "@caretype/core/kernel/field/ids";
import { unknownId } from "@caretype/test-api/case";
import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { type Caller, countsOf, observations, practiceWithPatients } from "@caretype/test-api/record-tables";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { checkTable, runTable, sendTable } from "../../../test/uploads.ts";

const api = await createTestApi();
api.services.start();

describe("clinical records of a table", () => {
  it("hides the numbers of clinical records from those who may not have them", async () => {
    const { caller, jane } = await practiceWithPatients(api);
    const done = await runTable(
      caller,
      observations(["1,17,,,8867-4,LOINC,Pulse,,1.7.2024,9:00,61,/min,,,,"]),
    );
    expect((await caller.import.list({})).items[0]?.clinicalRecords).toEqual([
      { kind: "observation", count: 1 },
    ]);
    const { key } = await caller.apiKey.create({
      name: "Sync",
      permissions: ["patient:read", "import:read", "import:run", "import:undo"],
    });
    const limited = api.callerWith({ accessToken: key });
    const { id } = done;
    const seen = (await limited.import.uploads({})).items;
    expect(seen).toMatchObject([{ records: "patient" }]);
    expect((await caller.import.uploads({})).items.map((each) => each.id)).toContain(id);
    // The patients' import is listed, that of records alone is not.
    const batches = (await limited.import.list({})).items;
    expect(batches).toMatchObject([{ patients: 2, clinicalRecords: [] }]);
    const importId = done.result?.importId ?? asId("");
    for (const unseen of [importId, asId<ImportId>(unknownId)]) {
      const codes = [limited.import.undo({ id: unseen }), limited.import.duplicates({ id: unseen })].map(
        async (call) => (await failureOf(call)).code,
      );
      expect(await Promise.all(codes)).toEqual(["IMPORT_NOT_FOUND", "IMPORT_NOT_FOUND"]);
    }
    await caller.import.undo({ id: importId });
    expect((await caller.observation.list({ patientId: jane.id })).items).toEqual([]);
  });

  it("is an unknown upload to those who may not write clinical records, whatever they call", async () => {
    const { caller } = await practiceWithPatients(api);
    const table = observations(["1,17,,,8867-4,LOINC,Pulse,,1.7.2024,9:00,61,/min,,,,"]);
    const { id, rows } = await sendTable(caller, table);
    const permissions = ["patient:read", "import:read", "import:run"] as const;
    const { key } = await caller.apiKey.create({ name: "Sync", permissions: [...permissions] });
    const limited = api.callerWith({ accessToken: key }).import;
    const refusals = (of: { id: typeof id }) =>
      Promise.all(
        [
          limited.progress(of),
          limited.invalidRows(of),
          limited.correctRow({
            ...of,
            line: 2,
            expectedVersion: "any",
            cells: [{ column: "No", value: "4" }],
          }),
          limited.addPart({ ...of, file: "observations.csv", rows: [{ line: 2, cells: ["1"] }] }),
          limited.check({ ...of, rows }),
          limited.run({ ...of, rows }),
          limited.cancel(of),
        ].map(async (call) => (await failureOf(call)).code),
      );
    const none = Array(7).fill("IMPORT_UPLOAD_NOT_FOUND");
    expect(await refusals({ id })).toEqual(none);
    expect(await refusals({ id: unknownId })).toEqual(none);
    expect(await caller.import.progress({ id })).toMatchObject({ state: "uploading" });
  });

  it("names no clinical records that block an undo to those who may not have them", async () => {
    const { caller, encounter } = await practiceWithPatients(api);
    const permissions = ["patient:read", "import:read", "import:undo"] as const;
    const { key } = await caller.apiKey.create({ name: "Sync", permissions: [...permissions] });
    const limited = api.callerWith({ accessToken: key });
    const id = (await caller.import.list({})).items[0]?.id ?? asId("");
    const blockersFor = async (one: Caller) => {
      const { code, details } = await failureOf(one.import.undo({ id }));
      return [code, details.blockedBy?.map(({ kind }) => kind)];
    };
    expect(await blockersFor(caller)).toEqual(["IMPORT_HAS_CHANGED", ["encounter"]]);
    expect(await blockersFor(limited)).toEqual(["IMPORT_HAS_CHANGED", []]);
    const failure = {
      code: "IMPORT_HAS_CHANGED",
      blockedByTotal: 1,
      blockedElsewhere: false,
      blockedBy: [{ kind: "encounter", id: encounter.id, label: "made since" }],
    };
    await api.database.reader.execute(sql`
      insert into import_undo (practice_id, import_id, job_id, caller, stage, records_done, records, failure)
      select practice_id, id, null, null, 'checking', 0, 0, ${JSON.stringify(failure)}::text::jsonb
      from import_batch where id = ${id}`);
    const shown = async (one: Caller) => (await one.import.list({})).items[0]?.undoFailure;
    expect(await shown(caller)).toEqual(failure);
    expect(await shown(limited)).toEqual({ ...failure, blockedBy: [] });
  });
});

describe("an encounter that is withheld", () => {
  it("is to an import as one that does not exist, locked or not", async () => {
    const { owner, caller, jane, encounter } = await practiceWithPatients(api);
    const colleague = await makeColleague(api, owner, "clinician");
    const row = (visit: string, at: number) => `${at},17,,${visit},8302-2,,,,1.7.2024,9:00,170,cm,,,,`;
    const unknown = "0197aaaa-0000-7000-8000-000000000000";
    const inIt = observations([row(encounter.id, 1)]);
    await runTable(caller, inIt);
    await caller.restriction.create({ recordId: encounter.id });
    const refusalFor = async (visit: string) => {
      const { checked } = await checkTable(colleague.caller, observations([row(visit, 2)]));
      await colleague.caller.import.cancel({ id: checked.id });
      return { problems: checked.problems, counts: countsOf(checked) };
    };
    const ofUnknown = await refusalFor(unknown);
    expect(ofUnknown.problems?.total).toBe(1);
    expect(await refusalFor(encounter.id)).toEqual(ofUnknown);
    await caller.encounter.lock({ id: encounter.id, expectedVersion: encounter.version });
    expect(await refusalFor(encounter.id)).toEqual(ofUnknown);
    // Its own row again changes nothing, as before it was restricted.
    expect(countsOf(await runTable(colleague.caller, inIt))).toMatchObject([{ imported: 0, present: 1 }]);
    expect((await colleague.caller.observation.list({ patientId: jane.id })).items).toEqual([]);
    expect((await caller.observation.list({ patientId: jane.id })).items).toHaveLength(1);
  });
});

it("A drug that is withheld from the importer is no warning of an allergy", async () => {
  const { owner, caller, jane } = await practiceWithPatients(api);
  const colleague = await makeColleague(api, owner, "clinician");
  const { id: recordId } = await caller.medication.create({
    patientId: jane.id,
    drug: { text: "Methotrexate" },
  });
  await caller.restriction.create({ recordId });
  const warnings = async (by: Caller) => {
    const { checked } = await checkTable(by, {
      records: "allergy",
      lines: ["Patient,Allergen", "17,MTX"],
      table: { mapping: { patient: "Patient", codeText: "Allergen" }, peopleSystem: "Old Practice" },
    });
    await by.import.cancel({ id: checked.id });
    return checked.result?.warnings.total;
  };
  expect([await warnings(caller), await warnings(colleague.caller)]).toEqual([1, 0]);
});
