import { asId } from "@caretype/core/kernel/field/ids";
import { expect, it } from "vitest";
import { missingFields, type TableField, type TableRecords } from "./schema.ts";

it.each<[TableRecords, TableField[], TableField[]]>([
  ["patient", [], ["name"]],
  ["patient", ["lastName", "gender"], ["firstName"]],
  ["doctor", ["name"], []],
  ["doctor", ["firstName", "lastName"], []],
  ["appointment", ["patient"], ["doctor", "startsAt"]],
  ["observation", ["patient", "codeText", "effectiveAt"], ["value"]],
  ["immunization", ["code"], ["patient", "occurred"]],
  ["encounter", ["patient"], ["startsAt"]],
  ["medication", ["patient"], ["code"]],
])("a table of the kind %s with the columns %j lacks %j", (records, fields, missing) => {
  const mapping = Object.fromEntries(fields.map((field) => [field, field]));
  expect(missingFields(records, { mapping })).toEqual(missing);
});

it("a table of one doctor's appointments needs no column with the doctor", () => {
  const mapping = { patient: "Patient", startsAt: "Start" };
  expect(
    missingFields("appointment", { mapping, doctorId: asId("0190a000-0000-7000-8000-000000000000") }),
  ).toEqual([]);
});
