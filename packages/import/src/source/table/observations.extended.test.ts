import { asId } from "@caretype/core/kernel/field/ids";
import { failureOf, tally } from "@caretype/test-api/failure";
import {
  type Caller,
  conditions,
  countsOf,
  header,
  numbersOf,
  observations,
  practiceWithPatients,
  problemsOf,
} from "@caretype/test-api/record-tables";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { checkTable, endedUpload, runTable, sendTable, type Table } from "../../../test/uploads.ts";

const api = await createTestApi();
api.services.start();

describe("a table of observations", () => {
  it("becomes observations of patients who are named as in the tables of appointments", async () => {
    const { caller, jane, john, encounter } = await practiceWithPatients(api);
    const done = await runTable(
      caller,
      observations([
        `1,17,,${encounter.id},8302-2,LOINC,Body height,Vital signs,1.7.2024,9:00,170.10,cm,,,Bajo,`,
        "2,Roe Jane,03.02.1980,,,,Mood,survey,1.7.2024 23:30:15,,low,null,,,,asked twice",
        `3,${jane.id},,,2345-7,http://loinc.org,Glucose,LAB,2.7.2024,,300,mg/dL,70,99,,`,
        "4,john doe,,null,8310-5,,,,2.7.2024,,109.4,[degF],,,H,",
        "5,18,,,29463-7,,Weight,,2024-07-02T07:00:00Z,,+0700.0,kg,,,,",
      ]),
    );
    expect(done).toMatchObject({ state: "done", problems: { total: 0 } });
    expect(countsOf(done)).toEqual([
      { kind: "observation", rows: 5, imported: 5, present: 0, joined: 0, repeated: 0, refused: 0 },
    ]);
    const { items } = await caller.observation.list({ patientId: jane.id });
    expect(items).toMatchObject([
      {
        code: { text: "Glucose" },
        category: "laboratory",
        // A date alone means the beginning of the day in Berlin.
        effectiveAt: "2024-07-01T22:00:00Z",
        value: { kind: "quantity", number: "300", unit: "mg/dL" },
        // An abnormal value is not impossible.
        interpretation: "high",
        isInterpretationComputed: true,
        encounterId: null,
      },
      { effectiveAt: "2024-07-01T21:30:15Z", value: { kind: "text", text: "low" }, note: "asked twice" },
      {
        code: { text: "Body height", coding: { system: "http://loinc.org", code: "8302-2" } },
        effectiveAt: "2024-07-01T07:00:00Z",
        value: { number: "170.10", unit: "cm" },
        interpretation: "low",
        category: "vital-signs",
        encounterId: encounter.id,
      },
    ]);
    expect((await caller.observation.list({ patientId: john.id })).items).toMatchObject([
      { value: { number: "700.0" } },
      { code: { text: "8310-5" }, interpretation: "high", isInterpretationComputed: false },
    ]);
  });

  it("changes nothing on a second import, and an undo removes exactly what was made", async () => {
    const { caller, jane } = await practiceWithPatients(api);
    const own = await caller.observation.create({
      patientId: jane.id,
      code: { text: "Pulse" },
      value: { kind: "text", text: "regular" },
    });
    const table = observations([
      "1,17,,,8302-2,,,,1.7.2024,,170,cm,,,,",
      "2,17,,,8867-4,,,,1.7.2024,,70,/min,,,,",
    ]);
    const first = await runTable(caller, table);
    const again = await runTable(caller, table);
    expect(again.result).toMatchObject({ importId: null });
    expect(countsOf(again)).toMatchObject([{ rows: 2, imported: 0, present: 2 }]);
    // Without identifiers, the same cells are the same record, also on two lines.
    const { identifier: _none, ...unidentified } = table.table;
    const bare = { ...table, lines: [...table.lines, table.lines[1] ?? ""], table: unidentified };
    expect(countsOf(await runTable(caller, bare))).toMatchObject([{ rows: 3, imported: 2, repeated: 1 }]);
    expect(countsOf(await runTable(caller, bare))).toMatchObject([{ rows: 3, present: 2, repeated: 1 }]);
    expect((await caller.import.list()).items[1]).toMatchObject({
      clinicalRecords: [{ kind: "observation", count: 2 }],
    });
    await caller.import.undo({ id: first.result?.importId ?? asId("") });
    const { items } = await caller.observation.list({ patientId: jane.id });
    expect(items).toHaveLength(3);
    expect(items.map(({ id }) => id)).toContain(own.id);
    expect(countsOf(await runTable(caller, table))).toMatchObject([{ rows: 2, imported: 2, present: 0 }]);
  });

  it.each(["its patients", "the same rows"])(
    "and an undo of %s at once leave all or nothing",
    async (undone) => {
      const { caller, jane, encounter } = await practiceWithPatients(api);
      // It would keep the patients.
      await api.database.reader.execute(sql`delete from encounter where id = ${encounter.id}`);
      const many = Array.from(
        { length: 300 },
        (_, at) => `${at},17,,,8867-4,,,,1.7.2024,,${40 + (at % 60)},/min,,,,`,
      );
      const table = observations(many);
      const ofPatients = (await caller.import.list()).items[0]?.id;
      const ofRows =
        undone === "the same rows" ? (await runTable(caller, table)).result?.importId : undefined;
      const id = ofRows ?? ofPatients ?? asId("");
      const sent = await sendTable(caller, table);
      await caller.import.run(sent);
      // It is refused at once, or waits for the import.
      await tally([caller.import.undo({ id })]);
      const undoneAt = await vi.waitFor(
        async () => {
          const batch = (await caller.import.list()).items.find((one) => one.id === id);
          expect(batch?.undoing).toBeNull();
          return batch?.undoneAt;
        },
        { interval: 20 },
      );
      const { state, result } = await endedUpload(caller, sent.id);
      const [row] = await api.database.reader.execute<{ count: number }>(
        sql`select count(*)::int as count from observation where patient_id = ${jane.id}`,
      );
      const outcome = { isUndone: undoneAt !== null, state, kept: row?.count };
      const imported = countsOf({ result })?.[0]?.imported ?? 0;
      const whole = { isUndone: false, state: "done", kept: many.length };
      const none = { isUndone: true, state: "checked", kept: 0 };
      // The second import recreated all rows that the undo had removed before.
      const either = ofRows ? [{ isUndone: true, state: "done", kept: imported }] : [whole, none];
      expect(either).toContainEqual(outcome);
      expect([0, many.length]).toContain(outcome.kept);
    },
  );
  it("knows the patient without an identifier, however a row names them, and a code without its words", async () => {
    const practice = await practiceWithPatients(api);
    const { caller, jane } = practice;
    const { version } = await caller.patient.byId({ id: jane.id });
    await caller.patient.update({ id: jane.id, expectedVersion: version, email: "jane@example.org" });
    const rowOf = (named: string, words = "") => `1,${named},,8310-5,,${words},,1.7.2024,9:00,37.0,Cel,,,,`;
    const names = ["17,", "Jane Roe,", `${jane.id},`, "JANE@example.org,", "Roe Jane,03.02.1980"];
    for (const [at, named] of names.entries()) {
      const done = await runTable(caller, observations([rowOf(named)], { identifier: undefined }));
      expect(countsOf(done)).toMatchObject([{ imported: at === 0 ? 1 : 0 }]);
    }
    const all = observations(
      [...names, "18,"].map((named) => rowOf(named, "Temperature")),
      { identifier: undefined },
    );
    expect(countsOf(await runTable(caller, all))).toMatchObject([
      { rows: 6, imported: 1, present: 1, repeated: 4 },
    ]);
    expect(await numbersOf(practice)).toEqual(["37.0"]);
    const found = ["17,,59621000,,", "jane roe,,59621000,,High pressure", "Jane Roe,,,,High pressure"].map(
      (cells) => `${cells},2019,,,,`,
    );
    expect(countsOf(await runTable(caller, conditions(found)))).toMatchObject([{ imported: 2, repeated: 1 }]);
  });

  it("tells what is wrong by line and column, and its counts add up", async () => {
    const { caller, encounter, john } = await practiceWithPatients(api);
    await caller.patient.create({ name: "John Doe", gender: "male" });
    await caller.encounter.lock({ id: encounter.id, expectedVersion: encounter.version });
    const lines = [
      "1,17,,,8302-2,,,,1.7.2024,9:00,170,cm,,,,",
      "2,99,,,8302-2,,,,1.7.2024,9:00,170,cm,,,,",
      "3,john doe,,,8302-2,,,,1.7.2024,9:00,170,cm,,,,",
      `4,17,,${encounter.id},8302-2,,,,1.7.2024,9:00,170,cm,,,,`,
      `5,${john.id},,${encounter.id},8302-2,,,,1.7.2024,9:00,170,cm,,,,`,
      "6,17,,0197aaaa-0000-7000-8000-000000000000,8302-2,,,,1.7.2024,9:00,170,cm,,,,",
      "7,17,,E7,8302-2,,,,31.2.2024,25:00,170,kg,,,,",
      "8,17,,,8302-2,,,,17.8.292278994,,-3,cm,,,,",
      "9,17,,,29463-7,,,,1.7.2024,,-3,kg,,,,",
      "10,17,,,QX7,,,astrology,1.7.2099,,70,furlongs,,,,",
      "11,17,,,QX7,LIS,,,1.7.2024,,6|3,,x,,sky-high,",
      "12,,,,,,,,,,,,,,,",
      ",17,,,8302-2,,,,1.7.2024,9:00,1 700,cm,,,,",
      "1,17,,,8302-2,,,,1.7.2024,9:00,171,cm,,,,",
      "15,17,,,8480-6,,,,1.7.2024,9:00,131,mm[Hg],,,,",
      "16,17,,,8462-4,,,,1.7.2024,9:00,84,mm[Hg],,,,",
      "17,99,,,8480-6,,,,1.7.2024,9:00,131,mm[Hg],,,,",
      "18,99,,,8462-4,,,,1.7.2024,9:00,84,mm[Hg],,,,",
    ];
    const { id, rows, checked } = await checkTable(caller, observations(lines));
    expect(
      checked.problems?.first.map(({ line, column, message }) => `${line} ${column}: ${message}`),
    ).toEqual([
      "3 Patient: There is no such patient",
      "4 Patient: Several patients match: give an identifier, or the date of birth",
      "5 Visit: The encounter is locked",
      "6 Visit: Is of another patient",
      "7 Visit: There is no such encounter",
      '8 Visit: There is no such encounter: "E7"',
      '8 Day: Not a valid date, read as DD.MM.YYYY: "31.2.2024"',
      '8 Time: Not a time of day, such as 09:00: "25:00"',
      '8 Unit: Does not measure this. Send one of: cm, mm, m, [in_i], [ft_i]: "kg"',
      '9 Day: Not a date in the format DD.MM.YYYY: "17.8.292278994"',
      "9 Result: Is impossible: has to be from 15 to 280 cm",
      "10 Result: Is impossible: has to be from 0.1 to 700 kg",
      "11 System: Name the system of the code",
      expect.stringMatching(/^11 Kind: Has to be one of .*: "astrology"$/),
      "12 Low: Has to be a decimal number, such as 6.30",
      '12 System: Has to be a URI, such as http://snomed.info/sct: "LIS"',
      expect.stringMatching(/^12 Flag: Has to be one of .*: "sky-high"$/),
      "13 Patient: Required",
      "13 Day: Required",
      "13 Test: Required",
      "13 Result: Required",
      "14 No: Required",
      "14 Result: Not a number with this decimal mark",
      "15 No: Repeats the identifier of line 2",
      // Both rows of a possible joined record.
      "18 Patient: There is no such patient",
      "19 Patient: There is no such patient",
    ]);
    expect(countsOf(checked)).toEqual([
      { kind: "observation", rows: 18, imported: 2, present: 0, joined: 1, repeated: 0, refused: 15 },
    ]);
    await caller.import.run({ id, rows, skipRows: checked.invalidRows ?? 0 });
    const done = await endedUpload(caller, id);
    expect(done.state).toBe("done");
    expect(countsOf(done)).toEqual([
      { kind: "observation", rows: 18, imported: 2, present: 0, joined: 1, repeated: 0, refused: 15 },
    ]);
  });

  it("reads other decimal marks, and calls nothing a text that seems to be a number", async () => {
    const { caller, jane } = await practiceWithPatients(api);
    const lines = ["1,17,,,2345-7,,,,1.7.2024,,6\u202f3,mmol/L,,,,"];
    const table = observations(lines, { decimalMark: "comma" });
    // The cells of these tables must not contain commas.
    const comma = { ...table, lines: [header, ...lines].map((line) => line.replace("\u202f", ".")) };
    expect(await problemsOf(caller, comma)).toEqual(["2 Result: Not a number with this decimal mark"]);
    const { id } = await caller.import.begin({
      format: "table",
      records: "observation",
      table: table.table,
      files: [{ file: "lab.csv", columns: header.split(",") }],
    });
    const cells = (lines[0] ?? "").split(",").map((cell) => cell.replace("\u202f", ","));
    await caller.import.addPart({ id, file: "lab.csv", rows: [{ line: 2, cells }] });
    await caller.import.run({ id, rows: 1 });
    await endedUpload(caller, id);
    const { items } = await caller.observation.list({ patientId: jane.id });
    expect(items).toMatchObject([{ value: { number: "6.3", unit: "mmol/L" } }]);
  });

  it("keeps its rows with problems, which are corrected in place", async () => {
    const { caller } = await practiceWithPatients(api);
    const { id, rows } = await checkTable(caller, observations(["1,17,,,8302-2,,,,1.7.2024,,170,kg,,,,"]));
    const [row] = (await caller.import.invalidRows({ id })).items;
    const corrected = await caller.import.correctRow({
      id,
      line: 2,
      expectedVersion: row?.version ?? 0,
      cells: [{ column: "Unit", value: "cm" }],
    });
    expect(corrected).toMatchObject({ problems: 0, invalidRows: 0, row: { problems: [] } });
    await caller.import.run({ id, rows });
    expect(countsOf(await endedUpload(caller, id))).toMatchObject([{ rows: 1, imported: 1, refused: 0 }]);
  });

  it("finds nobody of another practice", async () => {
    const elsewhere = await practiceWithPatients(api);
    const { caller, encounter } = elsewhere;
    const stranger = await api.signUp();
    const table = observations([
      `1,17,,,8302-2,,,,1.7.2024,,170,cm,,,,`,
      `2,${elsewhere.jane.id},,${encounter.id},8302-2,,,,1.7.2024,,170,cm,,,,`,
    ]);
    expect(await problemsOf(stranger.caller, table)).toEqual([
      "2 Patient: There is no such patient",
      "3 Patient: There is no such patient",
    ]);
    expect((await caller.observation.list({ patientId: elsewhere.jane.id })).items).toEqual([]);
  });
  it("needs the columns, the format of dates and the permission", async () => {
    const { caller } = await practiceWithPatients(api);
    const table = observations([]);
    const begin = (by: Caller, changes: Partial<Table["table"]>, records: Table["records"] = "observation") =>
      by.import.begin({
        format: "table",
        records,
        files: [{ file: "lab.csv", columns: header.split(",") }],
        table: { ...table.table, ...changes },
      });
    const { dateFormat: _none, ...undated } = table.table;
    const refusals = await Promise.all(
      [
        begin(caller, { mapping: { patient: "Patient", code: "Code" } }),
        begin(caller, { mapping: { patient: "Patient", onset: "Day" } }, "condition"),
        begin(caller, { decimalMark: "comma", mapping: { name: "Patient", gender: "Kind" } }, "patient"),
        caller.import.begin({
          format: "table",
          records: "observation",
          table: undated,
          files: [{ file: "lab.csv", columns: header.split(",") }],
        }),
      ].map(async (call) => (await failureOf(call)).details.errors),
    );
    expect(refusals).toEqual(
      [
        {
          "table.mapping": [
            "Choose the columns with the patient, the code or its text, the date and the value",
          ],
        },
        {
          "table.mapping": ["Choose the columns with the patient, and the code or its text"],
          "table.mapping.onset": undefined,
        },
        {
          "table.peopleSystem": ["Only for appointments and clinical records"],
          "table.decimalMark": ["Only for observations"],
        },
        { "table.dateFormat": ["Required: choose the format of dates"] },
      ].map((errors) => JSON.parse(JSON.stringify(errors))),
    );
    const key = await caller.apiKey.create({
      name: "Lab",
      permissions: ["patient:read", "import:read", "import:run"],
    });
    const limited = api.callerWith({ accessToken: key.key });
    expect((await failureOf(begin(limited, {}))).code).toBe("PERMISSION_DENIED");
  });
});
