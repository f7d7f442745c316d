import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { makeColleague } from "../../../../../test/colleague.ts";
import { failureOf, tally } from "../../../../../test/failure.ts";
import { createTestApi } from "../../../../../test/support.ts";
import { checkTable, endedUpload, runTable, sendTable, type Table } from "../../../../../test/uploads.ts";
import { erasePerson } from "../../../../index.ts";
import { asId, type ImportId, type PracticeId } from "../../../../kernel/field/ids.ts";
import { unknownId } from "../../../../testing/case.ts";
import { recordIdOf } from "../../pipeline/clinical/record-input.ts";

const api = await createTestApi();
api.services.start();

type Caller = Awaited<ReturnType<typeof api.signUp>>["caller"];

const header = "No,Patient,Born,Visit,Code,System,Test,Kind,Day,Time,Result,Unit,Low,High,Flag,Remark";

/** A table of observations, with all columns. */
const observations = (lines: string[], changes: Partial<Table["table"]> = {}): Table => ({
  records: "observation",
  lines: [header, ...lines],
  table: {
    mapping: {
      patient: "Patient",
      patientDateOfBirth: "Born",
      encounter: "Visit",
      code: "Code",
      codeSystem: "System",
      codeText: "Test",
      category: "Kind",
      effectiveAt: "Day",
      effectiveTime: "Time",
      value: "Result",
      unit: "Unit",
      referenceLow: "Low",
      referenceHigh: "High",
      interpretation: "Flag",
      note: "Remark",
    },
    dateFormat: "DD.MM.YYYY",
    identifier: { column: "No", system: "Old Lab" },
    peopleSystem: "Old Practice",
    ...changes,
  },
});

const conditions = (lines: string[]): Table => ({
  records: "condition",
  lines: ["Patient,Visit,Code,System,Diagnosis,Since,Until,State,How bad,Written", ...lines],
  table: {
    mapping: {
      patient: "Patient",
      encounter: "Visit",
      code: "Code",
      codeSystem: "System",
      codeText: "Diagnosis",
      onset: "Since",
      abatement: "Until",
      clinicalStatus: "State",
      severity: "How bad",
      recordedAt: "Written",
    },
    dateFormat: "DD.MM.YYYY",
    peopleSystem: "Old Practice",
  },
});

/** A practice with two imported patients, and an encounter of the first. */
async function practiceWithPatients() {
  const owner = await api.signUp();
  const { caller } = owner;
  await caller.practice.update({ timeZone: "Europe/Berlin", expectedVersion: "any" });
  await runTable(caller, {
    records: "patient",
    lines: ["No,Name,Sex,Born", "17,Jane Roe,f,03.02.1980", "18,John Doe,m,"],
    table: {
      mapping: { name: "Name", gender: "Sex", dateOfBirth: "Born" },
      dateFormat: "DD.MM.YYYY",
      identifier: { column: "No", system: "Old Practice" },
    },
  });
  const [jane] = (await caller.patient.list({ q: "Jane Roe" })).items;
  const [john] = (await caller.patient.list({ q: "John Doe" })).items;
  if (!jane || !john) throw new Error("no patients");
  const encounter = await caller.encounter.create({
    patientId: jane.id,
    status: "finished",
    startedAt: "2024-07-01T07:00:00Z",
    endedAt: "2024-07-01T08:00:00Z",
  });
  return { owner, caller, jane, john, encounter };
}

type Practice = Awaited<ReturnType<typeof practiceWithPatients>>;

async function problemsOf(caller: Caller, table: Table) {
  const { checked } = await checkTable(caller, table);
  return checked.problems?.first.map(({ line, column, message }) => `${line} ${column}: ${message}`);
}

/** The counts of the only kind in a result. */
const countsOf = ({ result }: Pick<Awaited<ReturnType<typeof runTable>>, "result">) =>
  result?.clinicalRecords;

describe("a table of observations", () => {
  it("becomes observations of patients who are named as in the tables of appointments", async () => {
    const { caller, jane, john, encounter } = await practiceWithPatients();
    const done = await runTable(
      caller,
      observations([
        `1,17,,${encounter.id},8302-2,LOINC,Body height,Vital signs,1.7.2024,9:00,170.10,cm,,,,`,
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
        // A date alone is when it begins, in Berlin.
        effectiveAt: "2024-07-01T22:00:00Z",
        value: { kind: "quantity", number: "300", unit: "mg/dL" },
        // Abnormal is not impossible.
        interpretation: "high",
        isInterpretationComputed: true,
        encounterId: null,
      },
      { effectiveAt: "2024-07-01T21:30:15Z", value: { kind: "text", text: "low" }, note: "asked twice" },
      {
        code: { text: "Body height", coding: { system: "http://loinc.org", code: "8302-2" } },
        effectiveAt: "2024-07-01T07:00:00Z",
        value: { number: "170.10", unit: "cm" },
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
    const { caller, jane } = await practiceWithPatients();
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
      const { caller, jane, encounter } = await practiceWithPatients();
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
      // It may be refused at once, or wait for the import.
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
      // The second import made all of the same rows that the undo had removed before it.
      const either = ofRows ? [{ isUndone: true, state: "done", kept: imported }] : [whole, none];
      expect(either).toContainEqual(outcome);
      expect([0, many.length]).toContain(outcome.kept);
    },
  );

  it("joins the two rows of a blood pressure, unless one of them says more", async () => {
    const { caller, jane } = await practiceWithPatients();
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

  const systolic = "1,17,,,8480-6,,,,1.7.2024,9:00,131,mm[Hg],,,,";
  const diastolic = "2,17,,,8462-4,,,,1.7.2024,9:00,84,mm[Hg],,,,";

  /** The numbers of a patient's observations, oldest first. */
  async function numbersOf({ caller, jane }: Pick<Practice, "caller" | "jane">) {
    const { items } = await caller.observation.list({ patientId: jane.id });
    const shown = items.map(({ value, components }) =>
      [value, ...components.map((part) => part.value)]
        .flatMap((one) => (one?.kind === "quantity" ? one.number : []))
        .join("/"),
    );
    return shown.toSorted();
  }

  it.each(["with", "without"])(
    "knows the rows of a blood pressure that come alone later, %s identifiers",
    async (ids) => {
      const practice = await practiceWithPatients();
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
    const practice = await practiceWithPatients();
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
    const practice = await practiceWithPatients();
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
    const practice = await practiceWithPatients();
    const table = observations([systolic, diastolic, systolic, systolic, diastolic], {
      identifier: undefined,
    });
    for (const imported of [1, 0])
      expect(countsOf(await runTable(practice.caller, table))).toMatchObject([
        { rows: 5, imported, present: 1 - imported, repeated: 2, joined: 2 },
      ]);
    expect(await numbersOf(practice)).toEqual(["131/84"]);
  });

  it("knows the patient without an identifier, however a row names them, and a code without its words", async () => {
    const practice = await practiceWithPatients();
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

  it("knows the records of earlier versions, which had other ids", async () => {
    const practice = await practiceWithPatients();
    const { caller, jane } = practice;
    const [row] = await api.database.reader.execute<{ practiceId: PracticeId }>(
      sql`select practice_id as "practiceId" from patient where id = ${jane.id}`,
    );
    const practiceId = row?.practiceId ?? asId("");
    /** Gives Jane's only observation the id that it had. */
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

  it("tells what is wrong by line and column, and its counts add up", async () => {
    const { caller, encounter, john } = await practiceWithPatients();
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
      // Both rows of what would be one record.
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
    const { caller, jane } = await practiceWithPatients();
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
    const { caller } = await practiceWithPatients();
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
    const elsewhere = await practiceWithPatients();
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
    const { caller } = await practiceWithPatients();
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

  it("hides the numbers of clinical records from those who may not have them", async () => {
    const { caller, jane } = await practiceWithPatients();
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
    // The import of the patients is listed, and that of records alone is not.
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
    const { caller } = await practiceWithPatients();
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
    const { caller, encounter } = await practiceWithPatients();
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

describe("a table of conditions", () => {
  it("becomes conditions, of an encounter or of the problem list", async () => {
    const { caller, jane, encounter } = await practiceWithPatients();
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
    const { caller, jane, john } = await practiceWithPatients();
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

  it("tells what cannot be", async () => {
    const { caller } = await practiceWithPatients();
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

describe("an encounter that is withheld", () => {
  it("is to an import as one that does not exist, locked or not", async () => {
    const { owner, caller, jane, encounter } = await practiceWithPatients();
    const colleague = await makeColleague(api, owner, "clinician");
    const row = (visit: string, at: number) => `${at},17,,${visit},8302-2,,,,1.7.2024,9:00,170,cm,,,,`;
    const unknown = "0197aaaa-0000-7000-8000-000000000000";
    const inIt = observations([row(encounter.id, 1)]);
    await runTable(caller, inIt);
    await caller.restriction.create({ recordId: encounter.id });
    const told = async (visit: string) => {
      const { checked } = await checkTable(colleague.caller, observations([row(visit, 2)]));
      await colleague.caller.import.cancel({ id: checked.id });
      return { problems: checked.problems, counts: countsOf(checked) };
    };
    const ofUnknown = await told(unknown);
    expect(ofUnknown.problems?.total).toBe(1);
    expect(await told(encounter.id)).toEqual(ofUnknown);
    await caller.encounter.lock({ id: encounter.id, expectedVersion: encounter.version });
    expect(await told(encounter.id)).toEqual(ofUnknown);
    // Its own row again changes nothing, as before it was restricted.
    expect(countsOf(await runTable(colleague.caller, inIt))).toMatchObject([{ imported: 0, present: 1 }]);
    expect((await colleague.caller.observation.list({ patientId: jane.id })).items).toEqual([]);
    expect((await caller.observation.list({ patientId: jane.id })).items).toHaveLength(1);
  });
});

describe("a table of other clinical records", () => {
  const tableOf = (
    records: Table["records"],
    lines: string[],
    mapping: Table["table"]["mapping"],
  ): Table => ({
    records,
    lines,
    table: {
      mapping: { patient: "Patient", ...mapping },
      dateFormat: "DD.MM.YYYY",
      peopleSystem: "Old Practice",
    },
  });
  const tables = {
    allergy: tableOf(
      "allergy",
      [
        "Patient,Allergen,Code,Type,Reaction,How bad,Since",
        "17,Penicillin,373270004,Drug,Rash,moderate,2019",
        "Jane Roe,Nuts,,food,,,NULL",
        "Jane Roe,Nuts,,food,,,",
      ],
      {
        codeText: "Allergen",
        code: "Code",
        category: "Type",
        reaction: "Reaction",
        severity: "How bad",
        onset: "Since",
      },
    ),
    medication: tableOf(
      "medication",
      [
        "Patient,Drug,RxNorm,From,Until,Dose",
        "17,Lisinopril 10 mg,314076,1.2.2020,,1 daily",
        "17,Ibuprofen,,2.2.2020 00:00,3.2020,as needed",
      ],
      { codeText: "Drug", code: "RxNorm", from: "From", until: "Until", dosage: "Dose" },
    ),
    immunization: tableOf(
      "immunization",
      ["Patient,Vaccine,CVX,Date,Dose,Lot", "17,Influenza,140,1.10.2020,1,L-7", "18,Tetanus,,2015,,"],
      { codeText: "Vaccine", code: "CVX", occurred: "Date", doseNumber: "Dose", lotNumber: "Lot" },
    ),
    encounter: tableOf(
      "encounter",
      [
        "No,Patient,Class,Start,End,Reason",
        "1,17,emergency,1.7.2024 9:00,1.7.2024 9:30,Cough",
        "2,Jane Roe,,3.7.2024 10:00,,",
      ],
      { class: "Class", startsAt: "Start", endsAt: "End", codeText: "Reason" },
    ),
  };

  it("becomes records, once", async () => {
    const { caller, jane } = await practiceWithPatients();
    for (const [kind, imported, repeated] of [
      ["allergy", 2, 1],
      ["medication", 2, 0],
      ["immunization", 2, 0],
      ["encounter", 2, 0],
    ] as const) {
      const done = await runTable(caller, tables[kind]);
      expect(done.problems).toEqual({ total: 0, first: [] });
      expect(countsOf(done)).toMatchObject([{ kind, imported, present: 0, repeated }]);
      expect(countsOf(await runTable(caller, tables[kind]))).toMatchObject([
        { imported: 0, present: imported },
      ]);
    }
    const patientId = jane.id;
    const { items: allergies } = await caller.allergy.list({ patientId });
    expect(allergies.map(({ substance }) => substance.text).toSorted()).toEqual(["Nuts", "Penicillin"]);
    expect(allergies.find(({ substance }) => substance.text === "Penicillin")).toMatchObject({
      category: "medication",
      onset: "2019",
      reactions: [{ manifestation: { text: "Rash" }, severity: "moderate" }],
      verificationStatus: "confirmed",
    });
    const { items: drugs } = await caller.medication.list({ patientId });
    expect(
      drugs
        .map(({ drug, status, from, until, dosage }) => [drug.text, status, from, until, dosage])
        .toSorted(),
    ).toEqual([
      ["Ibuprofen", "completed", "2020-02-02", "2020-03", "as needed"],
      ["Lisinopril 10 mg", "active", "2020-02-01", null, "1 daily"],
    ]);
    expect((await caller.immunization.list({ patientId })).items).toMatchObject([
      { vaccine: { coding: { code: "140" } }, occurred: "2020-10-01", doseNumber: 1, lotNumber: "L-7" },
    ]);
    const { items: encounters } = await caller.encounter.list({ patientId });
    expect(encounters.map(({ class: kind, startedAt, endedAt }) => [kind, startedAt, endedAt])).toEqual(
      expect.arrayContaining([
        ["emergency", "2024-07-01T07:00:00Z", "2024-07-01T07:30:00Z"],
        ["ambulatory", "2024-07-03T08:00:00Z", "2024-07-03T08:00:00Z"],
      ]),
    );
  });

  it("tells what is wrong by line and column", async () => {
    const one = await practiceWithPatients();
    const wrong = ({ caller }: Pick<Practice, "caller">, table: Table, line: string) =>
      problemsOf(caller, { ...table, lines: [table.lines[0] ?? "", line] });
    expect(await wrong(one, tables.allergy, "17,,12,,,,")).toEqual(["2 Code: Name the system of the code"]);
    expect(await wrong(one, tables.medication, "17,Aspirin,,32.1.2020,,")).toEqual([
      "2 From: Not a valid date, read as DD.MM.YYYY",
    ]);
    expect(await wrong(one, tables.immunization, "17,Tetanus,,,,")).toEqual(["2 Date: Required"]);
    const other = await practiceWithPatients();
    expect(await wrong(other, tables.encounter, "1,99,ambulatory,1.1.2024,,")).toEqual([
      "2 Patient: There is no such patient",
    ]);
    const lacking = { ...tables.encounter, table: { mapping: { patient: "Patient" } } };
    expect(await failureOf(checkTable(other.caller, lacking))).toMatchObject({ code: "INVALID_INPUT" });
  });
});
