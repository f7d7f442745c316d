import { failureOf } from "@caretype/test-api/failure";
import { countsOf, numbersOf, practiceWithPatients, problemsOf } from "@caretype/test-api/record-tables";
import { createTestApi } from "@caretype/test-api/support";
import { expect, it } from "vitest";
import { checkTable, endedUpload, runTable, type Table } from "../../../test/uploads.ts";

const api = await createTestApi();
api.services.start();

const columns = ["HR", "SBP", "DBP", "Temp (°C)", "SpO2", "Weight kg"];
const tableOf = (lines: string[], changes: Partial<Table["table"]> = {}): Table => ({
  records: "observation",
  lines: [`Patient,Date,Time,${columns.join(",")}`, ...lines],
  table: {
    mapping: { patient: "Patient", effectiveAt: "Date", effectiveTime: "Time" },
    dateFormat: "DD.MM.YYYY",
    peopleSystem: "Old Practice",
    signs: columns.map((column) => ({ column })),
    ...changes,
  },
});

it("makes an observation of each column with a sign, and one of both pressures", async () => {
  const { caller, jane, john } = await practiceWithPatients(api);
  const table = tableOf(["17,1.2.2024,9:00,72,120,80,36.6,98,70.5", "18,1.2.2024,9:30,,,,38.9,-,NULL"]);
  expect(countsOf(await runTable(caller, table))).toMatchObject([{ imported: 6, joined: 1, refused: 0 }]);
  const { items } = await caller.observation.list({ patientId: jane.id });
  const values = items.map(({ code, value, components }) => [
    code.text,
    value ? `${"number" in value && value.number} ${"unit" in value && value.unit}` : components.length,
  ]);
  expect(values.toSorted()).toEqual([
    ["Blood pressure", 2],
    ["Body temperature", "36.6 Cel"],
    ["Body weight", "70.5 kg"],
    ["Heart rate", "72 /min"],
    ["Oxygen saturation", "98 %"],
  ]);
  expect(new Set(items.map(({ effectiveAt }) => effectiveAt))).toEqual(new Set(["2024-02-01T08:00:00Z"]));
  expect((await caller.observation.list({ patientId: john.id })).items).toMatchObject([
    { code: { coding: { code: "8310-5" } }, value: { number: "38.9", unit: "Cel" } },
  ]);
  expect(countsOf(await runTable(caller, table))).toMatchObject([{ imported: 0, present: 6 }]);
});

it("tells what is wrong with a sign at its column, and with the row once", async () => {
  const { caller } = await practiceWithPatients(api);
  const lines = ["17,1.2.2024,9:00,fast?,120,80,36.6,98,70", "99,1.2.2024,9:00,72,120,80,36.6,98,70"];
  const found = await problemsOf(caller, tableOf(lines));
  expect(found?.filter((problem) => problem.startsWith("2 "))).toEqual([expect.stringMatching(/^2 HR: /)]);
  expect(found?.filter((problem) => problem.startsWith("3 "))).toHaveLength(1);
});

it("numbers each record of the last line that a file may have", async () => {
  const { caller } = await practiceWithPatients(api);
  const signs = Array.from({ length: 50 }, (_, at) => ({ column: `S${at}`, code: "8867-4", unit: "/min" }));
  const { records, table } = tableOf([], { signs, mapping: { patient: "Patient", effectiveAt: "Date" } });
  const [file, columns] = ["signs.csv", ["Patient", "Date", ...signs.map(({ column }) => column)]];
  const { id } = await caller.import.begin({ format: "table", records, files: [{ file, columns }], table });
  const cells = ["17", "1.2.2024", ...signs.map(() => "72")];
  const send = (line: number) => caller.import.addPart({ id, file, rows: [{ line, cells }] });
  const last = Math.floor(2 ** 31 / signs.length) - 1;
  for (const line of [2_000_000_000, last + 1])
    expect((await failureOf(send(line))).code).toBe("INVALID_INPUT");
  await send(last);
  await caller.import.check({ id, rows: 1 });
  expect(await endedUpload(caller, id)).toMatchObject({ state: "checked", problems: { total: 0 } });
});

it("reads a corrected row as the check does", async () => {
  const { caller, jane } = await practiceWithPatients(api);
  const lines = ["17,1.2.2024,9:00,72,,,,,", "17,2.2.2024,9:00,abc,,,x,,", "99,3.2.2024,9:00,81,,,,,"];
  const { id, rows } = await checkTable(caller, tableOf(lines));
  const { items } = await caller.import.invalidRows({ id });
  expect(items.map(({ line }) => line)).toEqual([3, 4]);
  const correct = (cells: { column: string; value: string }[], expectedVersion: number) =>
    caller.import.correctRow({ id, line: 3, expectedVersion, cells });
  const half = await correct([{ column: "HR", value: "75" }], items[0]?.version ?? 0);
  expect(half.row.problems.map(({ column }) => column)).toEqual(["Temp (°C)"]);
  const none = await correct([{ column: "Temp (°C)", value: "37.1" }], half.row.version);
  expect(none).toMatchObject({ row: { problems: [] }, invalidRows: 1 });
  const unnamed = await correct([{ column: "Patient", value: "" }], none.row.version);
  expect(unnamed.row.problems).toEqual([{ column: "Patient", message: "Required" }]);
  await correct([{ column: "Patient", value: "17" }], unnamed.row.version);
  await caller.import.run({ id, rows, skipRows: none.invalidRows });
  expect((await endedUpload(caller, id)).state).toBe("done");
  expect(await numbersOf({ caller, jane })).toEqual(["37.1", "72", "75"]);
});

it("refuses a column of which nobody says what it is", async () => {
  const { caller } = await practiceWithPatients(api);
  const wrong = async (changes: Partial<Table["table"]>) => {
    const { details } = await failureOf(runTable(caller, tableOf(["17,1.2.2024,9:00,1,1,1,1,1,1"], changes)));
    return details.errors;
  };
  expect(await wrong({ signs: [{ column: "Time" }] })).toEqual({
    "table.signs.0.code": ["Name the code: the heading does not tell"],
  });
  expect(await wrong({ signs: [{ column: "Time", code: "I10" }] })).toEqual({
    "table.signs.0.code": ["Not a code of LOINC: name the system of the codes"],
  });
  expect(await wrong({ mapping: { patient: "Patient" } })).toEqual({
    "table.mapping": ["Choose the column with the date"],
  });
  expect(await wrong({ mapping: {} })).toEqual({
    "table.mapping": ["Choose the columns with the patient and the date"],
  });
});

it("says what is missing or doubtful in a column with a sign, whatever the system of other codes is", async () => {
  const { caller } = await practiceWithPatients(api);
  const signs = ["SBP", "DBP", "Weight kg"].map((column) => ({ column }));
  const height = { column: "SpO2", code: "8302-2" };
  expect(
    await problemsOf(caller, tableOf(["17,1.2.2024,9:00,,,,,70,154 lb"], { signs: [...signs, height] })),
  ).toEqual([
    "2 Weight kg: Names another unit than that of the column",
    "2 SpO2: Name the unit: neither the heading nor the cell does",
  ]);
  const table = tableOf(["17,1.2.2024,9:00,,80,120,,,70"], { signs, codeSystem: "https://example.org/own" });
  const { checked } = await checkTable(caller, table);
  expect(checked.result?.warnings.first).toMatchObject([
    { line: 2, column: "SBP", message: "The diastolic pressure is not below the systolic one" },
  ]);
});

it("keeps the oxygen beside a saturation, and what laboratories say beside a value", async () => {
  const { caller, jane } = await practiceWithPatients(api);
  const lines = [
    "Patient,Date,Test,Result,Range,Flag",
    "17,1.2.2024,SpO2,91% on 2L,,",
    "17,2.2.2024,SpO2,97 (room air),,",
    "17,3.2.2024,SpO2,88 RA,,",
    "17,4.2.2024,Sodium,141 mmol/L,135-145 mmol/L,",
    "17,5.2.2024,Potassium,7 mmol/L,,High Panic",
    "17,6.2.2024,Ciprofloxacin,>=4 ug/mL,,R",
    "17,7.2.2024,Cefepime,8 ug/mL,,SDD",
  ];
  await runTable(caller, {
    records: "observation",
    lines,
    table: {
      mapping: {
        patient: "Patient",
        effectiveAt: "Date",
        codeText: "Test",
        value: "Result",
        referenceRange: "Range",
        interpretation: "Flag",
      },
      dateFormat: "DD.MM.YYYY",
      decimalMark: "comma",
      peopleSystem: "Old Practice",
    },
  });
  const { items } = await caller.observation.list({ patientId: jane.id });
  expect(items.toReversed()).toMatchObject([
    { value: { number: "91", unit: "%" }, note: "on 2L" },
    { value: { number: "97", unit: "%" }, note: "room air" },
    { value: { number: "88", unit: "%" }, note: "RA" },
    { value: { number: "141" }, referenceRange: { low: "135", high: "145", text: null } },
    { value: { number: "7", unit: "mmol/L" }, interpretation: "critical-high" },
    { value: { number: "4", unit: "ug/mL", comparator: ">=" }, interpretation: "resistant" },
    { value: { number: "8" }, interpretation: "susceptible-dose-dependent" },
  ]);
});
