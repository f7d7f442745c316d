import { type Patient, patientId } from "@caretype/client";
import { expect, it } from "vitest";
import { guessRecords } from "../../import/choose/guess-mapping.ts";
import { guessSettings } from "../../import/choose/guess-settings.ts";
import { readTable } from "../../import/file/read-table.ts";
import { toCsv } from "./patient-csv.ts";

it("an export is read as a table of patients, with the same values", async () => {
  const known: Partial<Patient> = {
    id: patientId.parse("018f0000-0000-7000-8000-000000000001"),
    name: "Roe, Jane",
    gender: "female",
    dateOfBirth: "1980-01-01",
    dateOfBirthApproximate: true,
    phoneNumber: "+41 79 111 22 33",
    email: "jane@münchen.de",
    address: "1 Main St\nZurich",
    preferredLanguage: "de",
  };
  const columns = ["born", "gender", "phone", "email", "address", "language", "added"] as const;
  const text = await toCsv(
    [known as Patient, { ...known, dateOfBirth: "1990-02-03", dateOfBirthApproximate: false } as Patient],
    columns,
    { doctors: new Map(), visits: new Map(), timeZone: "UTC" },
  );
  const table = readTable(new TextEncoder().encode(text), { name: "patients.csv", columnName: "Column #" });
  if ("fault" in table) throw new Error(table.fault);
  expect(guessRecords(table.columns, ["patient", "doctor", "appointment"])).toBe("patient");
  const { mapping, dateFormat } = guessSettings("patient", table, () => true);
  expect(dateFormat).toBe("YYYY-MM-DD");
  const [first] = table.rows;
  const cellOf = (column = "") => first?.cells[table.columns.indexOf(column)];
  // The import reads the name of the language, and a year alone.
  expect(
    Object.fromEntries(Object.entries(mapping).map(([field, column]) => [field, cellOf(column)])),
  ).toEqual({
    name: "Roe, Jane",
    dateOfBirth: "1980",
    gender: "Female",
    phoneNumber: "+41 79 111 22 33",
    email: "jane@münchen.de",
    address: "1 Main St\nZurich",
    preferredLanguage: "German",
  });
});
