import { asId, type ImportId } from "@caretype/core/kernel/field/ids";
import { makeSchedule } from "@caretype/scheduling/test/schedules";
import { inDays } from "@caretype/test-api/case";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";
import { checkTable, endedUpload, runTable, type Table } from "../../../test/uploads.ts";

const api = await createTestApi();
api.services.start();

type Caller = Awaited<ReturnType<typeof api.signUp>>["caller"];

const header = "No,Patient,Born,Doctor,Day,Time,Until,Minutes,Kind,State,Why";

/** A table of appointments, with the usual columns. */
const appointments = (lines: string[], changes: Partial<Table["table"]> = {}): Table => ({
  records: "appointment",
  lines: [header, ...lines],
  table: {
    mapping: {
      patient: "Patient",
      patientDateOfBirth: "Born",
      doctor: "Doctor",
      startsAt: "Day",
      startTime: "Time",
      endsAt: "Until",
      minutes: "Minutes",
      visitType: "Kind",
      status: "State",
      reasonForVisit: "Why",
    },
    dateFormat: "DD.MM.YYYY",
    identifier: { column: "No", system: "Old Practice" },
    peopleSystem: "Old Practice",
    ...changes,
  },
});

/** A day of next month, in the tables' format and as instants. */
const later = inDays(30).slice(0, 10);
const laterCell = later.split("-").toReversed().join(".");

async function practiceWith({ timeZone = "Europe/Berlin", perDay = 10 } = {}) {
  const { caller } = await api.signUp();
  await caller.practice.update({ timeZone, expectedVersion: "any" });
  return { caller, ...(await makeSchedule({ caller }, { perDay })) };
}

const problemsOf = async (caller: Caller, table: Table) => {
  const { checked } = await checkTable(caller, table);
  return checked.problems?.first.map(({ line, column, message }) => `${line} ${column}: ${message}`);
};

describe("a table of appointments", () => {
  it("finds doctors in every spelling of their names", async () => {
    const { caller, doctorId } = await practiceWith();
    await caller.doctor.update({ id: doctorId, name: "Иван Мюллерчук", expectedVersion: "any" });
    const table = appointments([
      `1,Jane Roe,,Ivan Myullerchuk,${laterCell},08:15,,,,,`,
      `2,Jane Roe,,МЮЛЛЕРЧУК Иван,${laterCell},09:15,,,,,`,
      `3,Jane Roe,,Ivan Muellerchuk,${laterCell},10:15,,,,,`,
    ]);
    expect(await problemsOf(caller, table)).toEqual(["4 Doctor: There is no such doctor"]);
    // With other blanks, and stored with a title.
    await caller.doctor.create({ name: "Prof. Dr. med. Anna Lena Okun-Weiss, MD" });
    await caller.doctor.create({ name: "佐久間 良子" });
    await caller.patient.create({ firstName: "Dr. Kira", lastName: "Vale", gender: "female" });
    await caller.patient.create({ name: "นายสมชาย ใจดี", gender: "male" });
    const titled = appointments([
      `1,Kira Vale,,Annalena Okunweiss,${laterCell},08:15,,,,,`,
      `2,Vale Kira,,Okun-Weiss Anna Lena,${laterCell},09:15,,,,,`,
      `3,Frau Vale Kira,,佐久間良子,${laterCell},10:15,,,,,`,
      `4,Kira Valet,,Dr. AnnaLena Okun Weiss,${laterCell},11:15,,,,,`,
      `5,Vale Kira Dr,,Okun-Weiss Anna Lena Dr.,${laterCell},12:15,,,,,`,
      `6,Vale Dr. Kira,,Okun-Weiss PD Dr. Anna Lena,${laterCell},13:15,,,,,`,
      `7,Vale Kira (Frau Dr.),,Anna Lena Okun-Weiss Dr. med. dent. FMH,${laterCell},14:15,,,,,`,
      `8,Kira Vale,,Dr. Okunweiss,${laterCell},15:15,,,,,`,
      `9,Kira Vale,,Dr. Farr,${laterCell},16:15,,,,,`,
      `10,สมชาย ใจดี,,佐久間良子,${laterCell},17:15,,,,,`,
      `11,นาย ใจดี สมชาย,,佐久間良子,${laterCell},18:15,,,,,`,
    ]);
    // Another practice's doctor may be named, but not by a part of the name.
    const other = await practiceWith();
    await other.caller.doctor.create({ name: "Vera Farr" });
    expect(await problemsOf(caller, titled)).toEqual([
      "5 Patient: There is no such patient",
      "10 Doctor: There is no such doctor",
    ]);
  });

  it("knows who cancelled, and keeps what else a status says", async () => {
    const { caller } = await practiceWith();
    const states = [
      "Abgesagt (krank)",
      "Cancelled by patient",
      "cancelled - clinic closed",
      "storniert",
      "booked",
      "Cancelled by office; patient informed",
      "Pt canceled",
    ];
    const line = (state: string, at: number) =>
      `${at},Jane Roe,,Sam Okafor,${laterCell},${10 + at}:00,,,,${state},`;
    await runTable(caller, appointments(states.map(line)));
    const { items } = await caller.appointment.list({ sort: "earliest" });
    expect(items.map(({ cancelledBy, note }) => [cancelledBy, note])).toEqual([
      [null, "Abgesagt (krank)"],
      ["patient", "Cancelled by patient"],
      ["practice", "cancelled - clinic closed"],
      [null, null],
      [null, null],
      ["practice", "Cancelled by office; patient informed"],
      ["patient", "Pt canceled"],
    ]);
  });

  it("may say in columns of their own what was cancelled, and who did not come", async () => {
    const { caller } = await practiceWith();
    const table = appointments([]);
    const done = await runTable(caller, {
      ...table,
      lines: [
        "Patient,Doctor,Day,State,Cancelled At,No-show",
        "Jane Roe,Sam Okafor,1.7.2024 9:00,,2024-06-30T10:00:00Z,No",
        "Jane Roe,Sam Okafor,2.7.2024 9:00,booked,Patient is ill,No",
        "Jane Roe,Sam Okafor,3.7.2024 9:00,,,Yes",
        "Jane Roe,Sam Okafor,4.7.2024 9:00,,,No",
        "Jane Roe,Sam Okafor,5.7.2024 9:00,fulfilled,,Yes",
      ],
      table: {
        mapping: {
          patient: "Patient",
          doctor: "Doctor",
          startsAt: "Day",
          status: "State",
          cancelled: "Cancelled At",
          noShow: "No-show",
        },
        dateFormat: "DD.MM.YYYY",
      },
    });
    expect(done).toMatchObject({ state: "done", result: { appointments: { imported: 5 } } });
    const { items } = await caller.appointment.list({ sort: "earliest" });
    expect(items.map(({ status, cancelledBy, note }) => [status, cancelledBy, note])).toEqual([
      ["cancelled", null, null],
      ["cancelled", "patient", "Patient is ill"],
      ["noshow", null, null],
      ["fulfilled", null, null],
      ["fulfilled", null, null],
    ]);
  });

  it("becomes appointments of the past and to come, in the practice's time zone", async () => {
    const { caller, patientId, doctorId, visitTypeId } = await practiceWith();
    const done = await runTable(
      caller,
      appointments([
        "1,Jane Roe,,Sam Okafor,1.7.2024,9:00,09:45,,check-up,,sore throat",
        "2,Roe Jane,,Dr. Sam Okafor,1.12.2024,2:30 pm,,20 min,House call,no-show,",
        `3,${patientId},,${doctorId},${laterCell},08:15,,,,confirmed,`,
        `4,JANE ROE,,okafor sam,${laterCell},10.30,,,Check-up,abgesagt,`,
        "5,jane  roe,,Sam Okafor,2024-07-02T07:00:00Z,,,,,booked,",
        "6,Jane Roe,,Sam Okafor,Mi. 3.7.2024,10:00 - 10:40 Uhr,,40 Min.,,,",
        "7,Jane Roe,,Sam Okafor,4. 7. 2024 um 9.15-9.25,,,,,,",
      ]),
    );
    expect(done).toMatchObject({ state: "done", result: { appointments: { imported: 7, present: 0 } } });
    await api.services.runPeriodicTasks();
    const events = await caller.event.list({ types: ["import.completed", "appointment.created"] });
    expect(events.items).toMatchObject([{ type: "import.completed", count: 7 }]);
    const { items } = await caller.appointment.list({ patientId });
    expect(
      items.map(({ startsAt, endsAt, status, visitTypeName, reasonForVisit }) => [
        `${startsAt} ${endsAt.slice(11, 16)}`,
        status,
        visitTypeName,
        reasonForVisit,
      ]),
    ).toEqual([
      // Summer time in Berlin, then winter time.
      ["2024-07-01T07:00:00Z 07:45", "fulfilled", "Check-up", "sore throat"],
      ["2024-07-02T07:00:00Z 07:30", "fulfilled", "Visit", null],
      ["2024-07-03T08:00:00Z 08:40", "fulfilled", "Visit", null],
      ["2024-07-04T07:15:00Z 07:25", "fulfilled", "Visit", null],
      ["2024-12-01T13:30:00Z 13:50", "noshow", "House call", null],
      [expect.stringMatching(new RegExp(`^${later}T0[67]:15`)), "booked", "Visit", null],
      [expect.stringMatching(new RegExp(`^${later}T(?:08|09):30`)), "cancelled", "Check-up", null],
    ]);
    expect(items.every((item) => item.doctorId === doctorId)).toBe(true);
    expect(items[0]?.visitTypeId).toBe(visitTypeId);
    const { items: types } = await caller.visitType.list({});
    expect(
      types
        .filter(({ isActive }) => !isActive)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["House call", "Visit"]);
  });

  it("tells a visit before the patient's birth at its cell", async () => {
    const { caller, patientId } = await practiceWith();
    await caller.patient.update({ id: patientId, expectedVersion: "any", dateOfBirth: "2015-03-10" });
    await caller.patient.create({ name: "Ada Approx", gender: "female", age: 0, deceasedOn: "2020" });
    const table = appointments([
      "1,Jane Roe,,Sam Okafor,1.1.2014,9:00,,,,,",
      "2,Jane Roe,,Sam Okafor,10.3.2015,0:00,,,,,",
      "3,Jane Roe,,Sam Okafor,2015-03-09T22:59:00Z,,,,,cancelled,",
      "4,Ada Approx,,Sam Okafor,1.1.2018,9:00,,,,,",
      "5,Ada Approx,,Sam Okafor,1.1.2019,9:00,,,,,",
    ]);
    expect(await problemsOf(caller, table)).toEqual(
      [2, 4, 5].map((line) => `${line} Day: Is before the patient's birth`),
    );
  });

  it("changes nothing on a second import, and is removed by an undo", async () => {
    const { caller, patientId, addDoctor } = await practiceWith();
    const table = appointments([
      "1,Jane Roe,,Sam Okafor,1.7.2024,9:00,,,,,",
      `2,Jane Roe,,Sam Okafor,${laterCell},9:00,,,,,`,
    ]);
    const first = await runTable(caller, table);
    // A namesake comes, and the patient marries.
    const namesakeId = await addDoctor("Sam Okafor");
    await caller.patient.update({ id: patientId, expectedVersion: "any", lastName: "Roe-Ito" });
    const before = await caller.appointment.list({ patientId });
    const again = await runTable(caller, table);
    expect(again).toMatchObject({ result: { importId: null, appointments: { imported: 0, present: 2 } } });
    expect(await caller.appointment.list({ patientId })).toEqual(before);
    await caller.patient.update({ id: patientId, expectedVersion: "any", lastName: "Roe" });
    await caller.doctor.update({ id: namesakeId, expectedVersion: "any", name: "Uma Vance" });
    // Without identifiers, the same patient, doctor and start are the same appointment.
    const { identifier: _none, ...unidentified } = table.table;
    const bare = {
      ...table,
      lines: [header, "1,Jane Roe,,Sam Okafor,2.7.2024,9:00,,,,,"],
      table: unidentified,
    };
    expect(await runTable(caller, bare)).toMatchObject({ result: { appointments: { imported: 1 } } });
    expect(await runTable(caller, bare)).toMatchObject({
      result: { appointments: { imported: 0, present: 1 } },
    });
    await caller.import.undo({ id: first.result?.importId ?? asId("") });
    // On Citus, the import before may not have ended, and the undo waits for it in the background.
    const startsLeft = async () =>
      (await caller.appointment.list({ patientId })).items.map(({ startsAt }) => startsAt);
    await expect.poll(startsLeft).toEqual(["2024-07-02T07:00:00Z"]);
  });

  it("leaves no version behind when it is undone, and comes back as a new appointment", async () => {
    const { caller, patientId } = await practiceWith();
    const table = appointments([`1,Jane Roe,,Sam Okafor,${laterCell},9:00,,,,,`]);
    const importOne = async () => {
      const { result } = await runTable(caller, table);
      const { items } = await caller.appointment.list({ patientId });
      return { importId: result?.importId ?? asId<ImportId>(""), id: items[0]?.id ?? asId("") };
    };
    const { importId, id } = await importOne();
    const other = await caller.patient.create({ name: "Cy Fox", gender: "male" });
    const any = { expectedVersion: "any" } as const;
    const { id: mergeId } = await caller.patient.merge({
      keepId: other.id,
      ...any,
      mergedId: patientId,
      mergedExpectedVersion: "any",
    });
    await caller.patient.unmerge({ mergeId });
    await caller.import.undo({ id: importId });
    expect((await failureOf(caller.appointment.history({ id }))).code).toBe("APPOINTMENT_NOT_FOUND");
    expect((await importOne()).id).toBe(id);
    expect(await caller.appointment.cancel({ id, ...any, reason: "Ill" })).toMatchObject({ version: 2 });
  });

  it("finds people by identifier, email address and date of birth, in their practice only", async () => {
    const { caller, patientId, doctorId } = await practiceWith();
    const elsewhere = await practiceWith();
    const twin = await caller.patient.create({
      name: "Jane Roe",
      gender: "female",
      dateOfBirth: "1980-02-03",
    });
    await caller.patient.update({ id: patientId, expectedVersion: "any", email: "jane@example.org" });
    await runTable(caller, {
      records: "patient",
      lines: ["No,Name,Sex", "17,Cy Fox,m"],
      table: {
        mapping: { name: "Name", gender: "Sex" },
        identifier: { column: "No", system: "old practice" },
      },
    });
    const line = (no: number, patient: string, born = "") =>
      `${no},${patient},${born},${doctorId},1.7.2024,${no}:00,,,,,`;
    const table = appointments([line(1, "JANE@example.org"), line(2, "Jane Roe", "3.2.1980"), line(3, "17")]);
    expect(await runTable(caller, table)).toMatchObject({ result: { appointments: { imported: 3 } } });
    const { items } = await caller.appointment.list({ doctorId });
    expect(items.map((item) => item.patientName)).toEqual(["Jane Roe", "Jane Roe", "Cy Fox"]);
    expect(items.map((item) => item.patientId).slice(0, 2)).toEqual([patientId, twin.id]);
    expect(
      await problemsOf(
        caller,
        appointments([line(4, "Jane Roe"), line(5, elsewhere.patientId), line(6, "Jane Roe", "4.2.1980")]),
      ),
    ).toEqual([
      "2 Patient: Several patients match: give an identifier, or the date of birth",
      "3 Patient: There is no such patient",
      "4 Patient: There is no such patient",
    ]);
  });

  it("may be of one doctor, with times in other zones", async () => {
    const { caller, patientId, addDoctor } = await practiceWith();
    const doctorId = await addDoctor("Di Ray");
    const start = (time: string, until = "") => `${time},Jane Roe,,,${time},,${until},,,,`;
    const { doctor: _none, ...mapping } = appointments([]).table.mapping;
    const table = appointments(
      [
        start("2024-07-01T09:00:00[America/New_York]", "2024-07-01T09:20:00[America/New_York]"),
        start("2024-07-02T09:00:00+01:00"),
      ],
      { mapping, doctorId },
    );
    expect(await runTable(caller, table)).toMatchObject({ result: { appointments: { imported: 2 } } });
    const { items } = await caller.appointment.list({ patientId, doctorId });
    expect(items.map(({ startsAt, endsAt }) => [startsAt, endsAt.slice(11, 16)])).toEqual([
      ["2024-07-01T13:00:00Z", "13:20"],
      ["2024-07-02T08:00:00Z", "08:30"],
    ]);
    const nowhere = appointments([start("2024-07-01T09:00:00[Nowhere]")], { mapping, doctorId });
    expect(await problemsOf(caller, nowhere)).toEqual(["2 Day: Not a time zone, such as Europe/Zurich"]);
  });

  it("is told what is wrong by line and column, and imports nothing", async () => {
    const { caller, patientId } = await practiceWith();
    const rows = [
      "1,Jane Roe,,Sam Okafor,31.3.2024,2:30,,,,,",
      "2,Jane Roe,,Nobody,1.7.2024,25:00,,,,,",
      "3,Jane Roe,,Sam Okafor,1.7.292278994,9:00,,,,,",
      "4,Jane Roe,,Sam Okafor,1.7.2024,9:00,8:00,,,,",
      "5,Jane Roe,,Sam Okafor,1.7.2024,9:00,,1440,,,",
      "6,Jane Roe,,Sam Okafor,1.7.2024,,,,,perhaps,",
      ",Jane Roe,,,1.7.2024,9:00:30,,,,,",
      "8,Jane Roe,,Nobody,1.7.2024,9:00,,,,,",
      `9,Jane Roe,,Sam Okafor,${laterCell},9:00,,,,completed,`,
      "10,Jane Roe,,Sam Okafor,1.7.2024,9:00,,,,,",
      "10,Jane Roe,,Sam Okafor,1.7.2024,10:00,,,,,",
      "11,Jane Roe,,Sam Okafor,1.7.2024,9:00 - 8:00,,,,,",
    ];
    expect(await problemsOf(caller, appointments(rows))).toEqual([
      '2 Time: The clocks skip this time: "2:30"',
      '3 Time: Not a time of day, such as 09:00: "25:00"',
      '4 Day: Not a date in the format DD.MM.YYYY: "1.7.292278994"',
      '5 Until: Has to be after the start: "8:00"',
      '6 Minutes: Has to be from 1 to 1439 minutes: "1440"',
      "7 Time: Give the time of day, too",
      '7 State: Not a status, such as booked, fulfilled, cancelled, noshow: "perhaps"',
      '8 Time: Has to be a whole minute: "9:00:30"',
      "8 No: Required",
      "8 Doctor: Required",
      "9 Doctor: There is no such doctor",
      "10 State: Has not ended yet",
      "12 No: Repeats the appointment of line 11",
      '13 Time: Has to be after the start: "9:00 - 8:00"',
    ]);
    expect((await runTable(caller, appointments(rows))).state).toBe("checked");
    expect((await caller.appointment.list({ patientId })).items).toEqual([]);
  });

  it("finds clashes with bookings and among its rows, which can be corrected or left out", async () => {
    const { caller, book, patientId, otherId } = await practiceWith({ timeZone: "UTC", perDay: 4 });
    await book({ startsAt: `${later}T09:00:00Z` });
    const table = appointments([
      `1,Ann Lee,,Sam Okafor,${laterCell},9:15,,,,,`,
      `2,Jane Roe,,Sam Okafor,${laterCell},11:00,,,,,`,
      `3,Ann Lee,,Sam Okafor,${laterCell},11:15,,,,,`,
      `4,Ann Lee,,Sam Okafor,${laterCell},12:00,,,,,`,
      `5,Ann Lee,,Sam Okafor,${laterCell},13:00,,,,,`,
      `6,Ann Lee,,Sam Okafor,${laterCell},14:00,,,,cancelled,`,
    ]);
    const { id, rows, checked } = await checkTable(caller, table);
    expect(checked.problems?.first.map(({ line, message }) => `${line} ${message}`)).toEqual([
      "2 The doctor has another appointment at this time",
      "4 The doctor of line 3 is booked at this time",
      "5 The doctor's day is full",
      "6 The doctor's day is full",
    ]);
    const { items } = await caller.import.invalidRows({ id });
    const [first] = items;
    if (!first) throw new Error("there is no row with problems");
    await caller.import.correctRow({
      id,
      line: 2,
      expectedVersion: first.version,
      cells: [
        { column: "Time", value: "8:00" },
        { column: "Day", value: `${laterCell} ` },
      ],
    });
    await caller.import.check({ id, rows });
    expect((await endedUpload(caller, id)).invalidRows).toBe(3);
    await caller.import.run({ id, rows, skipRows: 3 });
    expect(await endedUpload(caller, id)).toMatchObject({ state: "done", result: { rowsSkipped: 3 } });
    const standing = async (patient: typeof patientId) =>
      (await caller.appointment.list({ patientId: patient })).items.map(
        ({ startsAt, status }) => `${startsAt.slice(11, 16)} ${status}`,
      );
    expect(await standing(otherId)).toEqual(["08:00 booked", "14:00 cancelled"]);
    expect(await standing(patientId)).toEqual(["09:00 booked", "11:00 booked"]);
  });

  it("keeps no problem of a corrected row that another cell may have solved", async () => {
    const { caller, patientId } = await practiceWith();
    const twin = await caller.patient.create({
      name: "Jane Roe",
      gender: "female",
      dateOfBirth: "1980-02-03",
    });
    const table = appointments([
      "1,Jane Roe,,Sam Okafor,1.7.2024,9:00,,,,,",
      "2,Nobody,,Sam Okafor,1.7.2024,10:00,,,,,",
    ]);
    const { id, rows } = await checkTable(caller, table);
    const [row] = (await caller.import.invalidRows({ id })).items;
    const corrected = await caller.import.correctRow({
      id,
      line: 2,
      expectedVersion: row?.version ?? 0,
      cells: [{ column: "Born", value: "3.2.1980" }],
    });
    expect(corrected).toMatchObject({ row: { problems: [] }, invalidRows: 1 });
    // Only the other row is left out.
    await caller.import.run({ id, rows, skipRows: 1 });
    expect(await endedUpload(caller, id)).toMatchObject({ state: "done", result: { rowsSkipped: 1 } });
    expect((await caller.appointment.list({ patientId: twin.id })).items).toHaveLength(1);
    expect((await caller.appointment.list({ patientId })).items).toEqual([]);
  });

  it("knows a doctor whom the practice has just added from namesakes in the directory", async () => {
    const { caller, patientId } = await practiceWith();
    const name = "Ada Namesake";
    await (await api.signUp()).caller.doctor.create({ name });
    const own = await caller.doctor.create({ name });
    await runTable(caller, appointments([`1,Jane Roe,,${name},1.7.2024,9:00,,,,,`]));
    const { items } = await caller.appointment.list({ patientId });
    expect(items.map(({ doctorId }) => doctorId)).toEqual([own.id]);
  });

  it("needs the permission to create appointments, and complete settings", async () => {
    const { caller } = await practiceWith();
    const files = [{ file: "a.csv", columns: ["a", "b", "c"] }];
    const begin = (by: Pick<Caller, "import">, table: Table["table"]) =>
      by.import.begin({ format: "table", records: "appointment", files, table });
    const errorsOf = async (table: Table["table"]) => (await failureOf(begin(caller, table))).details.errors;
    expect(await errorsOf({ mapping: { patient: "a" } })).toEqual({
      "table.mapping": ["Choose the columns with the patient, the doctor and the start"],
      "table.dateFormat": ["Required: choose the format of dates"],
    });
    const mapping = { patient: "a", doctor: "b", startsAt: "c" };
    expect(await errorsOf({ mapping: { ...mapping, email: "a" }, dateFormat: "YYYY-MM-DD" })).toEqual({
      "table.mapping.email": ["Not a field of this kind of record (appointment)"],
    });
    const { key } = await caller.apiKey.create({
      name: "Importer",
      permissions: ["import:run", "import:read", "patient:read"],
    });
    const keyed = api.callerWith({ accessToken: key });
    expect((await failureOf(begin(keyed, { mapping, dateFormat: "YYYY-MM-DD" }))).code).toBe(
      "PERMISSION_DENIED",
    );
  });
});
