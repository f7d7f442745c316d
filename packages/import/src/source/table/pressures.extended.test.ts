import { asId, type PracticeId } from "@caretype/core/kernel/field/ids";
import { countsOf, numbersOf, observations, practiceWithPatients } from "@caretype/test-api/record-tables";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { checkTable, endedUpload, runTable, type Table } from "../../../test/uploads.ts";
import { recordIdOf } from "../ids.ts";

const api = await createTestApi();
api.services.start();

describe("blood pressures of a table", () => {
  it("joins the two rows of a blood pressure, unless one of them says more", async () => {
    const { caller, jane } = await practiceWithPatients(api);
    const done = await runTable(
      caller,
      observations([
        "1,17,,,8462-4,,,,1.7.2024,9:00,84,mm[Hg],,,,",
        "2,17,,,8480-6,,,,1.7.2024,9:00,131,mmHg,,,,",
        "3,17,,,8462-4,,,,2.7.2024,9:00,84,mm[Hg],60,80,,",
        "4,17,,,8480-6,,,,2.7.2024,9:00,131,mm[Hg],,,,",
      ]),
    );
    expect(countsOf(done)).toMatchObject([{ rows: 4, imported: 3, joined: 1, present: 0, refused: 0 }]);
    const { items } = await caller.observation.list({ patientId: jane.id });
    expect(items.flatMap(({ components }) => components.map(({ value }) => value))).toMatchObject([
      { number: "131" },
      { number: "84" },
    ]);
  });

  it("reads both pressures of one cell, by their code or in words, and tells those of one day apart", async () => {
    const practice = await practiceWithPatients(api);
    const lines = [
      "1,17,,,85354-9,,,,1.7.2024,,131/84,mmHg,,,,",
      "2,17,,,85354-9,,,,1.7.2024,,118 / 76 mmHg,,,,,",
      "3,17,,,,,Blutdruck,,2.7.2024,,140/90,,,,,",
    ];
    const run = async () =>
      countsOf(await runTable(practice.caller, observations(lines, { identifier: undefined })));
    expect(await run()).toMatchObject([{ rows: 3, imported: 3, repeated: 0 }]);
    expect(await run()).toMatchObject([{ rows: 3, imported: 0, present: 3 }]);
    expect((await numbersOf(practice)).toSorted()).toEqual(["118/76", "131/84", "140/90"]);
  });

  it("counts the heading of a panel with the rows that follow, and joins these", async () => {
    const practice = await practiceWithPatients(api);
    const lines = [
      "1,17,,,85354-9,,Blood pressure panel,,1.7.2024,9:00,,,,,,",
      "2,17,,,8480-6,,,,1.7.2024,9:00,131,mmHg,,,,",
      "3,17,,,8462-4,,,,1.7.2024,9:00,84,mmHg,,,,",
      "4,17,,,,,Lipid panel,,1.7.2024,9:00,N/A,,,,,",
      "5,17,,,,,Blood Pressure (mmHg),,2.7.2024,9:00,BP 122 over 78,,,,,",
      "6,17,,,,,Resting BP,,3.7.2024,9:00,118.0/76.0,,,,,",
    ];
    const run = async () => countsOf(await runTable(practice.caller, observations(lines)));
    expect(await run()).toMatchObject([{ rows: 6, imported: 3, joined: 3, refused: 0 }]);
    expect((await numbersOf(practice)).toSorted()).toEqual(["118/76", "122/78", "131/84"]);
    expect(await run()).toMatchObject([{ rows: 6, imported: 0 }]);
  });

  const systolic = "1,17,,,8480-6,,,,1.7.2024,9:00,131,mm[Hg],,,,";
  const diastolic = "2,17,,,8462-4,,,,1.7.2024,9:00,84,mm[Hg],,,,";

  it.each(["with", "without"])(
    "knows the rows of a blood pressure that come alone later, %s identifiers",
    async (ids) => {
      const practice = await practiceWithPatients(api);
      const { caller } = practice;
      const changes = ids === "with" ? {} : { identifier: undefined };
      const run = async (...lines: string[]) =>
        countsOf(await runTable(caller, observations(lines, changes)));
      expect(await run(systolic, diastolic)).toMatchObject([{ imported: 1, joined: 1 }]);
      const remarked = `${systolic.slice(0, -1)},by the nurse`;
      for (const row of [systolic, diastolic, remarked])
        expect(await run(row)).toMatchObject([{ rows: 1, imported: 0, present: 1, joined: 0 }]);
      expect(await run(diastolic, systolic)).toMatchObject([{ imported: 0, present: 1, joined: 1 }]);
      expect(await numbersOf(practice)).toEqual(["131/84"]);
    },
  );

  it.each([
    [systolic, diastolic],
    [diastolic, systolic],
  ])("makes a record of its own of the other row, if one was imported before", async (first, second) => {
    const practice = await practiceWithPatients(api);
    const { caller } = practice;
    await runTable(caller, observations([first]));
    const done = await runTable(caller, observations([systolic, diastolic]));
    expect(countsOf(done)).toEqual([
      { kind: "observation", rows: 2, imported: 1, present: 1, joined: 0, repeated: 0, refused: 0 },
    ]);
    expect(await numbersOf(practice)).toEqual(["131", "84"]);
    const items = (await caller.observation.list({ patientId: practice.jane.id })).items;
    expect(items.toSorted((one, other) => (one.code.text < other.code.text ? -1 : 1))).toMatchObject([
      { code: { text: "8462-4" }, value: { number: "84", unit: "mm[Hg]" }, components: [] },
      { code: { text: "8480-6" }, value: { number: "131", unit: "mm[Hg]" }, components: [] },
    ]);
    expect(items.every(({ canonical }) => canonical?.unit === "mm[Hg]")).toBe(true);
    for (const lines of [[systolic, diastolic], [second], [first]])
      expect(countsOf(await runTable(caller, observations(lines)))).toMatchObject([{ imported: 0 }]);
    await caller.import.undo({ id: done.result?.importId ?? asId("") });
    const left = [first === systolic ? "131" : "84"];
    await vi.waitFor(async () => expect(await numbersOf(practice)).toEqual(left), { interval: 20 });
  });

  it("tells of a repeated identifier, also of a row that was joined, and joins no repeated row", async () => {
    const practice = await practiceWithPatients(api);
    const { caller } = practice;
    const table = observations([
      systolic,
      diastolic,
      "1,17,,,8867-4,,,,1.7.2024,9:00,70,/min,,,,",
      "3,17,,,8462-4,,,,2.7.2024,9:00,85,mm[Hg],,,,",
      "2,17,,,8480-6,,,,2.7.2024,9:00,132,mm[Hg],,,,",
    ]);
    const { id, rows, checked } = await checkTable(caller, table);
    expect(checked.problems?.first.map(({ line, message }) => `${line} ${message}`)).toEqual([
      "4 Repeats the identifier of line 2",
      "6 Repeats the identifier of line 3",
    ]);
    expect(countsOf(checked)).toMatchObject([{ rows: 5, imported: 2, present: 0, joined: 1, refused: 2 }]);
    await caller.import.run({ id, rows, skipRows: 2 });
    expect(countsOf(await endedUpload(caller, id))).toMatchObject([{ imported: 2, joined: 1, refused: 2 }]);
    expect(await numbersOf(practice)).toEqual(["131/84", "85"]);
  });

  it("takes a repeated row of a blood pressure without an identifier for the same", async () => {
    const practice = await practiceWithPatients(api);
    const table = observations([systolic, diastolic, systolic, systolic, diastolic], {
      identifier: undefined,
    });
    for (const imported of [1, 0]) {
      const done = await runTable(practice.caller, table);
      expect(countsOf(done)).toMatchObject([
        { rows: 5, imported, present: 1 - imported, repeated: 2, joined: 2 },
      ]);
      const { items } = await practice.caller.import.invalidRows({ id: done.id });
      expect(items.map(({ line, problems: [first] }) => [line, first?.message])).toEqual([
        [4, "Repeats line 2"],
        [5, "Repeats line 2"],
        [6, "Repeats line 3"],
      ]);
    }
    expect(await numbersOf(practice)).toEqual(["131/84"]);
  });

  it("knows the records of earlier versions, which had other ids", async () => {
    const practice = await practiceWithPatients(api);
    const { caller, jane } = practice;
    const [row] = await api.database.reader.execute<{ practiceId: PracticeId }>(
      sql`select practice_id as "practiceId" from patient where id = ${jane.id}`,
    );
    const practiceId = row?.practiceId ?? asId("");
    /** Restores the earlier id of Jane's only observation. */
    const nameAsBefore = (source: string, identities: string[]) =>
      api.database.transaction(async (tx) => {
        const id = recordIdOf({ practiceId, source }, "observation", identities.join("\n"));
        await tx.execute(sql`set local session_replication_role = replica`);
        await tx.execute(sql`update observation set id = ${id} where patient_id = ${jane.id}`);
      });
    const run = async (lines: string[], changes: Partial<Table["table"]> = {}) =>
      countsOf(await runTable(caller, observations(lines, changes)));
    const both = [systolic, diastolic];
    await run(both);
    await nameAsBefore("table:old lab", ["1", "2"]);
    expect(await run(both)).toMatchObject([{ imported: 0, present: 1, joined: 1 }]);
    for (const lines of [[systolic], [diastolic]])
      expect(await run(lines)).toMatchObject([{ imported: 0, present: 1, joined: 0 }]);
    // Another measurement at the same time.
    expect(await run(["5,17,,,8480-6,,,,1.7.2024,9:00,140,mm[Hg],,,,"])).toMatchObject([{ imported: 1 }]);

    const bare = { identifier: undefined };
    await api.database.reader.execute(sql`delete from observation where patient_id = ${jane.id}`);
    const cellsOf = (code: string, number: string) =>
      JSON.stringify([
        "17",
        null,
        null,
        { text: code, coding: { system: "http://loinc.org", code, display: code } },
        "2024-07-01T07:00:00Z",
        { kind: "quantity", number, unit: "mm[Hg]" },
      ]);
    await run(both, bare);
    await nameAsBefore("row", [cellsOf("8480-6", "131"), cellsOf("8462-4", "84")]);
    for (const lines of [both, [systolic], [diastolic], both.map((line) => line.replace("17", "Jane Roe"))])
      expect(await run(lines, bare)).toMatchObject([{ imported: 0, present: 1 }]);
    await api.database.reader.execute(sql`delete from observation where patient_id = ${jane.id}`);
    await run([systolic], bare);
    await nameAsBefore("row", [cellsOf("8480-6", "131")]);
    expect(await run([systolic], bare)).toMatchObject([{ imported: 0, present: 1 }]);
    expect(await run(both, bare)).toMatchObject([{ imported: 1, present: 1, joined: 0 }]);
    expect(await numbersOf(practice)).toEqual(["131", "84"]);
  });
});
