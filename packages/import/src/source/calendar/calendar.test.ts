import { makeSchedule } from "@caretype/scheduling/test/schedules";
import { inDays } from "@caretype/test-api/case";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";
import { endedUpload } from "../../../test/uploads.ts";

const api = await createTestApi();
api.services.start();

type Caller = Awaited<ReturnType<typeof api.signUp>>["caller"];

async function practice() {
  const { caller } = await api.signUp();
  await caller.practice.update({ timeZone: "Europe/Berlin", expectedVersion: "any" });
  return { caller, ...(await makeSchedule({ caller }, { perDay: 10 })) };
}

const event = (...lines: string[]) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"];
const calendar = (...events: string[][]) => [
  "BEGIN:VCALENDAR",
  "VERSION:2.0",
  ...events.flat(),
  "END:VCALENDAR",
];

const mapping = { patient: "SUMMARY", doctor: "ORGANIZER;CN" };
const organizer = "ORGANIZER;CN=Sam Okafor:mailto:sam@example.org";
const visit = (uid: string, start: string, ...more: string[]) =>
  event(`UID:${uid}`, "SUMMARY:Jane Roe", organizer, `DTSTART;TZID=Europe/Berlin:${start}`, ...more);

/** Sends a row for each line, as a script does. */
async function send(caller: Caller, lines: string[]) {
  const file = "surgery.ics";
  const { id } = await caller.import.begin({ format: "calendar", files: [{ file }], table: { mapping } });
  await caller.import.addPart({ id, file, rows: lines.map((text, at) => ({ line: at + 1, cells: [text] })) });
  return { id, rows: lines.length };
}

async function check(caller: Caller, lines: string[]) {
  const sent = await send(caller, lines);
  await caller.import.check(sent);
  return { ...sent, checked: await endedUpload(caller, sent.id) };
}

async function run(caller: Caller, lines: string[]) {
  const sent = await send(caller, lines);
  await caller.import.run(sent);
  return endedUpload(caller, sent.id);
}

const later = inDays(30).slice(0, 10).replaceAll("-", "");
/** A weekly series of the past, with a day left out and one moved, and a cancelled visit. */
const surgery = calendar(
  visit(
    "s",
    "20240701T090000",
    "DURATION:PT20M",
    "RRULE:FREQ=WEEKLY;COUNT=3",
    "EXDATE;TZID=Europe/Berlin:20240708T090000",
  ),
  visit("s", "20240716T100000", "RECURRENCE-ID;TZID=Europe/Berlin:20240715T090000", "DURATION:PT20M"),
  visit("c", `${later}T100000`, "DURATION:PT20M", "STATUS:CANCELLED"),
);

describe("a calendar", () => {
  it("becomes appointments, is the same on a second import, and is removed by an undo", async () => {
    const { caller, patientId } = await practice();
    const done = await run(caller, surgery);
    expect(done).toMatchObject({
      state: "done",
      records: "appointment",
      result: { appointments: { imported: 3 } },
    });
    const { items } = await caller.appointment.list({ patientId });
    expect(items.map(({ startsAt, status }) => `${startsAt.slice(0, 16)} ${status}`)).toEqual([
      "2024-07-01T07:00 fulfilled",
      "2024-07-16T08:00 fulfilled",
      expect.stringMatching(/cancelled$/),
    ]);
    expect(await run(caller, surgery)).toMatchObject({
      result: { importId: null, appointments: { imported: 0, present: 3 } },
    });
    const { items: imports } = await caller.import.list({});
    expect(imports).toMatchObject([{ files: ["surgery.ics"], appointments: 3 }]);
    const [{ id } = imports[0] ?? {}] = imports;
    if (id) await caller.import.undo({ id });
    expect((await caller.appointment.list({ patientId })).items).toEqual([]);
  });

  it("tells what is wrong by the line of the event, and is imported without it", async () => {
    const { caller, patientId, book } = await practice();
    await book({ startsAt: inDays(30).replace(/T.*/, "T08:00:00Z") });
    const lines = calendar(
      visit("1", "20240701T090000"),
      event("UID:2", "SUMMARY:Summer party", organizer, "DTSTART;VALUE=DATE:20240702"),
      event("UID:3", "SUMMARY:Nobody", organizer, "DTSTART:nonsense"),
      visit("4", "20240703T090000", "RRULE:FREQ=MINUTELY"),
      visit("5", "20240331T023000"),
      event("UID:6", "SUMMARY:Jane Roe", organizer, `DTSTART:${later}T081000Z`, "DURATION:PT10M"),
      visit("7", "20240704T090000", "RRULE:FREQ=DAILY;COUNT=2"),
    );
    const { id, rows, checked } = await check(caller, lines);
    expect(
      checked.problems?.first.map(({ line, column, message }) => `${line} ${column}: ${message}`),
    ).toEqual([
      '9 DTSTART: Give the time of day, too: "2024-07-02"',
      "15 DTSTART: The event cannot be read",
      "21 DTSTART: The event repeats too often, or its rule cannot be read",
      "28 DTSTART: The clocks skip this time",
      "34 DTSTART: The doctor has another appointment at this time",
    ]);
    expect(checked.invalidRows).toBe(5);
    const { items } = await caller.import.invalidRows({ id });
    expect(items.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(items[0]?.otherCells).toContainEqual({ column: "LINE", value: "9" });
    const [party, , , gap] = items;
    await caller.import.correctRow({
      id,
      line: gap?.line ?? 0,
      expectedVersion: gap?.version ?? 0,
      cells: [{ column: "DTSTART", value: "2024-03-31T03:30:00[Europe/Berlin]" }],
    });
    expect(party?.cells).toContainEqual({ column: "SUMMARY", value: "Summer party" });
    await caller.import.run({ id, rows, skipRows: 4 });
    expect(await endedUpload(caller, id)).toMatchObject({
      state: "done",
      result: { appointments: { imported: 4 }, rowsSkipped: 4 },
    });
    const starts = (await caller.appointment.list({ patientId })).items.map(({ startsAt }) => startsAt);
    expect(starts.slice(0, 4)).toEqual([
      "2024-03-31T01:30:00Z",
      "2024-07-01T07:00:00Z",
      "2024-07-04T07:00:00Z",
      "2024-07-05T07:00:00Z",
    ]);
  });

  it("has the latest version of an event that is there twice, and of several rows in one cell", async () => {
    const { caller, patientId } = await practice();
    const lines = calendar(
      visit("1", "20240701T090000", "SEQUENCE:0"),
      visit("1", "20240701T110000", "SEQUENCE:1"),
    );
    const file = "surgery.ics";
    const { id } = await caller.import.begin({ format: "calendar", files: [{ file }], table: { mapping } });
    const half = lines.slice(0, 9);
    // In any order, with some lines missing.
    const rest = { line: 12, cells: [lines.slice(9).join("\r\n")] };
    await caller.import.addPart({ id, file, rows: [rest] });
    await caller.import.addPart({ id, file, rows: [{ line: 1, cells: [half.join("\n")] }] });
    await caller.import.run({ id, rows: 2 });
    expect(await endedUpload(caller, id)).toMatchObject({ result: { appointments: { imported: 1 } } });
    const { items } = await caller.appointment.list({ patientId });
    expect(items.map(({ startsAt }) => startsAt)).toEqual(["2024-07-01T09:00:00Z"]);
  });

  it("is refused if it is none, or is sent as a table is", async () => {
    const { caller } = await practice();
    const { checked } = await check(caller, ["Patient;Doctor", "1;2"]);
    expect(checked.problems?.first).toEqual([
      { file: "surgery.ics", line: null, column: null, message: "The file is no calendar" },
    ]);
    expect(checked.invalidRows).toBeNull();
    const file = "surgery.ics";
    const begin = (changes: object) =>
      failureOf(
        caller.import.begin({ format: "calendar", files: [{ file }], table: { mapping }, ...changes }),
      ).then(({ details }) => details.errors);
    expect(await begin({ records: "patient" })).toEqual({ records: ["Only for a table"] });
    expect(await begin({ files: [{ file, columns: ["a"] }] })).toEqual({ files: ["Only for a table"] });
    expect(await begin({ files: [{ file }, { file: "b.ics" }] })).toEqual({
      files: ["A calendar is one file"],
    });
    expect(await begin({ table: { mapping: { patient: "SUMMARY" } } })).toEqual({
      "table.mapping": ["Choose the columns with the patient, the doctor and the start"],
    });
    expect(await begin({ format: "table", records: "patient" })).toEqual({
      "files.0.columns": ["Required, but for a calendar"],
    });
    const { id } = await caller.import.begin({ format: "calendar", files: [{ file }], table: { mapping } });
    const part = { id, file, rows: [{ line: 1, cells: ["a", "b"] }] };
    expect((await failureOf(caller.import.addPart(part))).details.errors).toEqual({
      rows: ["A row of a calendar has one cell"],
    });
  });

  it("may be larger than a part, but not than 16 MB", async () => {
    const { caller } = await practice();
    const file = "surgery.ics";
    const { id } = await caller.import.begin({ format: "calendar", files: [{ file }], table: { mapping } });
    const text = "X-LONG:".padEnd(99_000, "x");
    const rowsOf = (part: number) =>
      Array.from({ length: 10 }, (_, at) => ({ line: part * 10 + at + 1, cells: [text] }));
    for (let part = 0; part < 16; part++) await caller.import.addPart({ id, file, rows: rowsOf(part) });
    expect((await failureOf(caller.import.addPart({ id, file, rows: rowsOf(16) }))).code).toBe(
      "IMPORT_UPLOAD_TOO_LARGE",
    );
  });
});
