import { minId } from "@caretype/core/kernel/field/paging";
import { expect, it } from "vitest";
import { tableReader } from "./pipeline/table-plan.ts";
import { readCalendar } from "./source/calendar/read-calendar.ts";
import { importKinds } from "./source/clinical/kinds.ts";
import { ImportProblems } from "./source/problems.ts";
import { daysIn, syntheaRecords } from "./source/synthea/clinical-records.ts";
import { clinicalFiles, columnsIn, type SyntheaFile, syntheaFiles } from "./source/synthea/columns.ts";
import { doctorOf, patientOf, phoneOf, visitOf, withReadableNames } from "./source/synthea/rows.ts";
import { TableSettings, tableFields, tableRecords } from "./source/table/schema.ts";

// A long cell must not stop the process, whatever it contains. The limit of its length is off, so that each
// expression is tested.

type Cells = Record<string, string>;
type Read = (cells: Cells) => unknown;

const importer = { accountId: minId, practiceId: minId, timeZone: "Europe/Zurich" } as const;
const usual = {
  name: "Ann Roe",
  patient: "Ann Roe",
  doctor: "Ann Roe",
  codeText: "Penicillin",
  code: "718-7",
};
const moment = "2026-01-02 09:30";
const moments = { startsAt: moment, effectiveAt: moment, occurred: "2026-01-02", value: "5", unit: "mg/dL" };

/** Building blocks of slow texts: blanks, signs, and words of names, dates and amounts. */
const words = "1_|a_|a.|_.|,_|jr_|von_|Dr._|geb._|_or_|no_|no_allergy_|mg/|1:|1-|12,".replaceAll("_", " ");
const pieces = [...Array.from(" ,([</-.'*=@:\n0aé١↑"), ...words.split("|")];
/** The prefix may lead into the expression. */
const beginnings = ["", "2026-01-02 9:30", "<5 a"];

const maxLength = 40_000;
/**
 * In milliseconds. Shorter times are below the clock's precision. With quadratic time, the longest text takes much
 * more.
 */
const shortest = 25;
const repeats = 6;

/** In milliseconds of this thread, because other processes may be busy. */
function timeOf(run: () => unknown): number {
  const began = process.threadCpuUsage();
  run();
  return process.threadCpuUsage(began).user / 1_000;
}

/** Returns whether a text of four times the length takes much more than four times as long, each time. */
function isGrowing(read: (text: string) => unknown, textAt: (length: number) => string): boolean {
  for (let repeat = 0; repeat < repeats; repeat++) {
    // Values are cached after the first read.
    const timeAt = (length: number) => timeOf(() => read(`${textAt(length)}#${repeat}`));
    const long = timeAt(maxLength);
    if (long < shortest || long < 8 * timeAt(maxLength / 4)) return false;
  }
  return true;
}

/** The first text that takes too long in a column. */
const growingIn = (read: (text: string) => unknown): string | undefined =>
  beginnings
    .flatMap((beginning) => pieces.map((piece) => ({ beginning, piece })))
    .map(
      ({ beginning, piece }) =>
        (length: number) =>
          beginning + piece.repeat(length / piece.length),
    )
    .find((textAt) => isGrowing(read, textAt))?.(30);

const files: { kind: string; columns: readonly string[]; read: Read }[] = [
  ...tableRecords.map((records) => {
    const columns = [...tableFields[records], "Id"];
    const mapping = Object.fromEntries(tableFields[records].map((field) => [field, field]));
    const reader = tableReader({
      records,
      importer,
      settings: TableSettings.parse({
        mapping,
        dateFormat: "YYYY-MM-DD",
        identifier: { column: "Id", system: "old" },
      }),
      problems: new ImportProblems(["a.csv"]),
      file: "a.csv",
    });
    const known = Object.entries({ ...usual, ...moments }).filter(([field]) => columns.includes(field));
    const read: Read = (cells) =>
      reader.read({ line: 2, cells: { ...Object.fromEntries(known), Id: "1", ...cells } });
    return { kind: `a table of ${records} records`, columns, read };
  }),
  ...syntheaFiles.map((file) => ({
    kind: `Synthea's ${file}`,
    columns: columnsIn(file),
    read: (cells: Cells) => readSynthea(file, { ...emptyOf(columnsIn(file)), ...cells }),
  })),
  {
    kind: "a calendar",
    columns: [
      "SUMMARY",
      "DTSTART",
      "DTEND;TZID=a",
      "RRULE",
      "EXDATE",
      "ATTENDEE;CN=a",
      "DESCRIPTION",
      "DTEND;TZID",
      "STATUS",
    ],
    read: (cells) => {
      const lines = Object.entries({ UID: "1", DTSTART: "20261201T080000Z", ...cells });
      const text = lines
        .map(([name, value]) => `${name}${name.endsWith("TZID") ? "=" : ":"}${value}`)
        .join("\r\n");
      const today = new Date("2026-11-23T12:00:00Z");
      const calendar = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n${text}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
      return [...readCalendar(calendar, { file: "a.ics", today, timeZone: null })];
    },
  },
];

const emptyOf = (columns: readonly string[]): Cells =>
  Object.fromEntries(columns.map((column) => [column, ""]));

function readSynthea(file: SyntheaFile, cells: Cells): unknown {
  // The columns are those of the file.
  const row = cells as never;
  if (file === "patients.csv") return patientOf(importer, withReadableNames(row));
  if (file === "providers.csv") return doctorOf(importer, row, new Map());
  if (file === "organizations.csv") return phoneOf(row);
  if (file === "encounters.csv") return visitOf(row, { organizations: new Map(), timeZone: null });
  const { type, fields } = syntheaRecords[clinicalFiles.find((each) => each === file) ?? "conditions.csv"];
  return importKinds[type].read(importer, fields(row, daysIn(null), new Map()));
}

it.each(files)("a cell of $kind takes time in proportion to its length", ({ columns, read }) => {
  const growing = columns.map((column) => [column, growingIn((text) => read({ [column]: text }))]);
  expect(Object.fromEntries(growing.filter(([, text]) => text !== undefined))).toEqual({});
});
