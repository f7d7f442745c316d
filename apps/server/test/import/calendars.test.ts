import path from "node:path";
import { expect, test } from "vitest";
import { batchIn, createImportHarness, folderWith } from "./support.ts";

const { signUp, runCalendar, runUndo, runList } = await createImportHarness();

const event = (...lines: string[]) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"];
const calendar = (...events: string[][]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", ...events.flat(), "END:VCALENDAR", ""].join("\r\n");
const visit = (uid: string, start: string, ...more: string[]) =>
  event(`UID:${uid}`, "SUMMARY:Ann Lee", `DTSTART:${start}`, "DURATION:PT20M", ...more);

async function practice(email: string) {
  const account = await signUp(email);
  const { id: patientId } = await account.caller.patient.create({ name: "Ann Lee", gender: "female" });
  const { id: doctorId } = await account.caller.doctor.create({ name: `Doctor of ${email}` });
  const starts = async () =>
    (await account.caller.appointment.list({ patientId })).items.map(({ startsAt }) => startsAt);
  return { ...account, starts, options: { columns: ["patient=SUMMARY"], doctorId } };
}

test("calendars are imported file by file, once, and undone", async () => {
  const { email, starts, options } = await practice("calendar@example.org");
  const series = visit("s", "20240701T090000Z", "RRULE:FREQ=WEEKLY;COUNT=2");
  const folder = await folderWith({
    "a.ics": calendar(series),
    "b.ics": calendar(visit("b", "20240801T090000Z")),
    "c.ics": "no calendar",
  });
  const files = ["a.ics", "b.ics", "c.ics", "d.ics"].map((name) => path.join(folder, name));
  const checked = await runCalendar(files.slice(0, 2), email, { ...options, dryRun: true });
  expect(checked).toMatchObject({
    code: 0,
    out: expect.stringContaining("appointments: 2 rows (2 imported"),
  });
  expect(await starts()).toEqual([]);
  const done = await runCalendar(files, email, options);
  expect(done.code).toBe(1);
  expect(done.errors).toContain("c.ics: The file is no calendar");
  expect(done.errors).toContain(`The file ${files[3]} does not exist. Nothing was imported.`);
  expect(await starts()).toEqual(["2024-07-01T09:00:00Z", "2024-07-08T09:00:00Z", "2024-08-01T09:00:00Z"]);
  const again = await runCalendar(files.slice(0, 1), email, options);
  expect(again.out).toContain("appointments: 2 rows (0 imported, 2 already existed)");
  expect((await runList(email)).out).toContain("2 appointments");
  expect((await runUndo(batchIn(done.out), email)).out).toContain("2 appointments removed");
  expect(await starts()).toEqual(["2024-08-01T09:00:00Z"]);
});

test("invalid events are told by line, and left out when asked for", async () => {
  const { email, starts, options } = await practice("broken@example.org");
  const party = event("UID:p", "SUMMARY:Ann Lee", "DTSTART;VALUE=DATE:20240702");
  const stranger = event("UID:x", "SUMMARY:Nobody", "DTSTART:20240703T090000Z");
  const folder = await folderWith({
    "surgery.ics": calendar(visit("1", "20240701T090000Z"), party, stranger),
    "latin.ics": new Uint8Array([0x42, 0xfc]),
    "wide.ics": Buffer.from(calendar(visit("2", "20240702T090000Z")), "utf16le"),
  });
  const file = path.join(folder, "surgery.ics");
  const warnings = [
    'surgery.ics:9 DTSTART: Give the time of day, too: "2024-07-02"',
    "surgery.ics:14 SUMMARY: There is no such patient",
  ];
  const refused = await runCalendar([file], email, options);
  expect(refused).toMatchObject({ code: 1, errors: expect.arrayContaining(warnings) });
  expect(await starts()).toEqual([]);
  const done = await runCalendar([file], email, { ...options, skipInvalid: true });
  expect(done.code).toBe(0);
  expect(done.out).toContain(`${warnings.join("\n")}\n2 appointments left out\n`);
  expect(await starts()).toEqual(["2024-07-01T09:00:00Z"]);
  const errors = async (options: Parameters<typeof runCalendar>[2], name = file) =>
    (await runCalendar([name], email, options)).errors.join("\n");
  expect(await errors({ columns: ["patient"] })).toContain('--columns "patient" is not field=property.');
  expect(await errors({ columns: ["patient=SUMMARY"] })).toContain(
    "mapping: Choose the columns with the patient",
  );
  expect(await errors({ ...options, columns: ["patient=Title"] })).toContain(
    "mapping.patient: The file has no column of this name.",
  );
  expect(await errors(options, path.join(folder, "latin.ics"))).toContain(
    "latin.ics is neither UTF-8 nor UTF-16.",
  );
  await runCalendar([path.join(folder, "wide.ics")], email, options);
  expect(await starts()).toEqual(["2024-07-01T09:00:00Z", "2024-07-02T09:00:00Z"]);
});
