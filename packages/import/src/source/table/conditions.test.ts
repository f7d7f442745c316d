import { asId, type ImportId } from "@caretype/core/kernel/field/ids";
import { erasePerson } from "@caretype/core/people/erasure/erase-person";
import { failureOf } from "@caretype/test-api/failure";
import { conditions, countsOf, practiceWithPatients, problemsOf } from "@caretype/test-api/record-tables";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { runTable } from "../../../test/uploads.ts";

const api = await createTestApi();
api.services.start();

describe("a table of conditions", () => {
  it("repeats a record whose code is only spelled otherwise, and keeps codes of a system of one's own apart", async () => {
    const { caller, jane } = await practiceWithPatients(api);
    const own = "https://example.org/own-codes";
    const table = conditions([
      "17,,E119,ICD-10,,,,,,",
      "17,,e11.9,ICD-10,Diabetes,,,,,",
      "17,,E11.9,ICD-10,,2019,,,,",
      `17,,A.1,${own},,,,,,`,
      `17,,A1,${own},,,,,,`,
    ]);
    expect(countsOf(await runTable(caller, table))).toMatchObject([{ imported: 4, present: 0, repeated: 1 }]);
    expect(countsOf(await runTable(caller, table))).toMatchObject([{ imported: 0, present: 4, repeated: 1 }]);
    const { items } = await caller.condition.list({ patientId: jane.id });
    expect(items.map(({ code }) => code.coding?.code).toSorted()).toEqual(["A.1", "A1", "E11.9", "E11.9"]);
  });

  it("becomes conditions, of an encounter or of the problem list", async () => {
    const { caller, jane, encounter } = await practiceWithPatients(api);
    const table = conditions([
      `17,${encounter.id},59621000,,Hypertension,2019,,,Moderate,`,
      "17,,I10,ICD-10,,05.2019,1.7.2024,,,",
      "17,,,,Cough,3.6.2024,,recurrence,,4.6.2024 10:00",
    ]);
    const done = await runTable(caller, table);
    expect(done.problems).toEqual({ total: 0, first: [] });
    expect(countsOf(done)).toEqual([
      { kind: "condition", rows: 3, imported: 3, present: 0, joined: 0, repeated: 0, refused: 0 },
    ]);
    expect((await caller.condition.list({ patientId: jane.id })).items).toMatchObject([
      {
        code: { text: "Cough", coding: null },
        clinicalStatus: "recurrence",
        recordedAt: "2024-06-04T08:00:00Z",
      },
      {
        code: { text: "I10", coding: { system: "http://hl7.org/fhir/sid/icd-10", code: "I10" } },
        onset: "2019-05",
        abatement: "2024-07-01",
        clinicalStatus: "resolved",
        category: "problem-list-item",
        recordedAt: "2019-04-30T22:00:00Z",
      },
      {
        code: { coding: { system: "http://snomed.info/sct" } },
        onset: "2019",
        severity: "moderate",
        category: "encounter-diagnosis",
        encounterId: encounter.id,
      },
    ]);
    expect(countsOf(await runTable(caller, table))).toMatchObject([{ imported: 0, present: 3 }]);
  });

  it("leaves no version behind when it is undone, and comes back as a new record", async () => {
    const { caller, jane, john } = await practiceWithPatients(api);
    const table = conditions(["17,,J45,ICD-10,Undone asthma,2019,,,,"]);
    const any = { expectedVersion: "any" } as const;
    const merge = () =>
      caller.patient.merge({ keepId: john.id, mergedId: jane.id, ...any, mergedExpectedVersion: "any" });
    const importOne = async () => {
      const { result } = await runTable(caller, table);
      const { items } = await caller.condition.list({ patientId: jane.id });
      return { importId: result?.importId ?? asId<ImportId>(""), id: items[0]?.id ?? asId("") };
    };
    const { importId, id } = await importOne();
    await caller.patient.unmerge({ mergeId: (await merge()).id });
    await caller.import.undo({ id: importId });
    expect((await failureOf(caller.condition.history({ id }))).code).toBe("CONDITION_NOT_FOUND");

    const again = await importOne();
    expect(again.id).toBe(id);
    expect(await caller.condition.update({ id, ...any, note: "Again" })).toMatchObject({ version: 2 });
    expect((await caller.condition.history({ id })).items).toHaveLength(2);
    await caller.patient.unmerge({ mergeId: (await merge()).id });
    await caller.condition.update({ id, ...any, note: null });
    await caller.import.undo({ id: again.importId });

    await erasePerson(api.database, { type: "patient", id: jane.id, reason: "Request of 3 May, file 17" });
    const left = await api.database.reader.execute(
      sql`select from record_version where record::text like '%Undone asthma%' or record_id = ${id}`,
    );
    expect(left.count).toBe(0);
  });

  it("began in the month or the year of the birth, and was not written before it", async () => {
    const { caller, jane } = await practiceWithPatients(api);
    const table = conditions([
      "17,,,,Colic,02.1980,,,,",
      "17,,,,Hernia,1980,,,,",
      "17,,,,Reflux,03.1980,,,,",
      "17,,,,Apnea,1980,,,,1.2.1981",
    ]);
    expect(await problemsOf(caller, table)).toEqual([]);
    await runTable(caller, table);
    const { items } = await caller.condition.list({ patientId: jane.id });
    const written = items.map(({ code, onset, recordedAt }) => [code.text, onset, recordedAt]);
    expect(written.toSorted()).toEqual([
      ["Apnea", "1980", "1981-01-31T23:00:00Z"],
      ["Colic", "1980-02", "1980-02-02T23:00:00Z"],
      ["Hernia", "1980", "1980-02-02T23:00:00Z"],
      ["Reflux", "1980-03", "1980-02-29T23:00:00Z"],
    ]);
  });

  it("tells a time that cannot be in its own cell, never in an empty one", async () => {
    const { caller } = await practiceWithPatients(api);
    const lines = [
      "17,,,,Cough,01.1980,,,,",
      "17,,,,Cough,1979,,,,",
      "17,,,,Cough,2100,,,,",
      "17,,,,Cough,,,,,2.2.1980",
    ];
    expect(await problemsOf(caller, conditions(lines))).toEqual(
      [
        '4 Since: Is in the future: "2100"',
        "2 Since: Is before the patient's birth",
        "3 Since: Is before the patient's birth",
        "5 Written: Is before the patient's birth",
      ].toSorted(),
    );
  });

  it("tells what cannot be", async () => {
    const { caller } = await practiceWithPatients(api);
    const table = conditions([
      "17,,I10,,Hypertension,2019,,,,",
      "17,,,,Cough,2024,2019,,,",
      "17,,,,Cough,2019,2024,active,,",
      "17,,,,Cough,292278994,,,,1.13.2024",
    ]);
    expect(await problemsOf(caller, table)).toEqual([
      "2 System: Name the system of the code",
      '3 Until: Has to be no earlier than the start: "2019"',
      '4 Until: Has not ended in this status: "2024"',
      '5 Since: Not a date in the format DD.MM.YYYY: "292278994"',
      '5 Written: Not a valid date, read as DD.MM.YYYY: "1.13.2024"',
    ]);
  });
});
