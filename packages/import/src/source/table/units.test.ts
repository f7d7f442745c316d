import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";
import { checkTable, runTable, type Table } from "../../../test/uploads.ts";

const api = await createTestApi();
api.services.start();

const observations = (lines: string[], changes: Partial<Table["table"]> = {}): Table => ({
  records: "observation",
  lines: ["Patient,Code,Day,Result,Unit,Usual", ...lines],
  table: {
    mapping: {
      patient: "Patient",
      code: "Code",
      effectiveAt: "Day",
      value: "Result",
      unit: "Unit",
      referenceRange: "Usual",
    },
    dateFormat: "YYYY-MM-DD",
    ...changes,
  },
});

async function practiceWithPatient() {
  const { caller } = await api.signUp();
  const { id: patientId } = await caller.patient.create({ name: "Jane Roe", gender: "female" });
  return { caller, patientId };
}

describe("a table of measured values", () => {
  it("has its units in common spellings, says how they were read, and asks once what others mean", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const lines = [
      "Jane Roe,8310-5,2026-01-01,98.6,°F,",
      "Jane Roe,29463-7,2026-01-02,154,lbs,",
      "Jane Roe,8867-4,2026-01-03,72,bpm,",
      "Jane Roe,2160-0,2026-01-04,97,µmol/L,60-110",
      "Jane Roe,6690-2,2026-01-05,5.1,K/uL,",
      "Jane Roe,2345-7,2026-01-06,7,mmol/l,3.9-5.6",
      "Jane Roe,29463-7,2026-01-07,70,Kilosss,",
      "Jane Roe,29463-7,2026-01-08,71,Kilosss,",
    ];
    const { checked } = await checkTable(caller, observations(lines));
    expect(checked.result?.units).toEqual([
      { written: "°F", unit: "[degF]", rows: 1 },
      { written: "lbs", unit: "[lb_av]", rows: 1 },
      { written: "bpm", unit: "/min", rows: 1 },
      { written: "µmol/L", unit: "umol/L", rows: 1 },
      { written: "K/uL", unit: "10*3/uL", rows: 1 },
      { written: "Kilosss", unit: null, rows: 2 },
    ]);
    expect(checked.problems?.first.map(({ line, column }) => [line, column])).toEqual([
      [8, "Unit"],
      [9, "Unit"],
    ]);
    const units = [{ written: "Kilosss", unit: "kg" }];
    const done = await runTable(caller, observations(lines, { units }));
    expect(done).toMatchObject({ state: "done", result: { clinicalRecords: [{ imported: 8 }] } });
    const { items } = await caller.observation.list({ patientId });
    expect(
      items.map(({ canonical, interpretation }) => [canonical?.number, canonical?.unit, interpretation]),
    ).toEqual([
      ["71", "kg", null],
      ["70", "kg", null],
      ["7", "mmol/L", "high"],
      [undefined, undefined, null],
      ["97", "umol/L", "normal"],
      ["72", "/min", null],
      ["69.85322498", "kg", null],
      ["37", "Cel", null],
    ]);
  });

  it("asks the same of a range alone", async () => {
    const { caller } = await practiceWithPatient();
    const { checked } = await checkTable(
      caller,
      observations(["Jane Roe,6690-2,2026-01-01,7500,/uL,4.000-10.000"]),
    );
    expect(checked.problems?.first).toMatchObject([{ line: 2, column: "Usual" }]);
  });

  it("asks whether the points of its numbers set thousands apart, unless one of them shows it", async () => {
    const { caller } = await practiceWithPatient();
    const lines = [
      "Jane Roe,6690-2,2026-01-01,12.300,/uL,4.000-10.000",
      "Jane Roe,777-3,2026-01-01,250.000,/uL,",
    ];
    const columnsOf = async (rows: string[], changes: Partial<Table["table"]> = {}) => {
      const { checked } = await checkTable(caller, observations(rows, changes));
      return checked.problems?.first.map(({ line, column }) => `${line} ${column}`);
    };
    expect(await columnsOf(lines)).toEqual(["2 Result", "2 Usual", "3 Result"]);
    expect(await columnsOf(lines, { decimalMark: "point" })).toEqual([]);
    expect(await columnsOf([...lines, "Jane Roe,8310-5,2026-01-01,36.6,Cel,"])).toEqual([]);
  });

  it("names the cell of a blood pressure, also where nothing else is wrong", async () => {
    const { caller } = await practiceWithPatient();
    const lines = [
      "Jane Roe,85354-9,2026-01-01,140/90,mg/dL,",
      "Jane Roe,85354-9,2026-01-02,900/90,mmHg,",
      "Jane Roe,85354-9,2026-01-03,140/90,foo,",
    ];
    const { checked } = await checkTable(caller, observations(lines));
    expect(checked.problems?.first.map(({ line, column }) => [line, column])).toEqual([
      [2, "Unit"],
      [3, "Result"],
      [4, "Unit"],
    ]);
  });

  it.each([
    { others: ["MG/DL", "%"], unit: "?" },
    { others: ["MMOL/L", "IU/L"], unit: "?" },
    { others: ["MMOL/L", "IU/L"], open: "MU/L", meant: "mU/L", unit: "?" },
    { others: ["mmol/L"], open: "MU/L", unit: "MU/L" },
    { others: ["mg/dL", "U/L"], unit: "10*9/L" },
    { others: ["%", "IU/L", "T/L"], unit: "10*9/L" },
  ])("asks what G/L and MU/L are in a column in capitals: beside $others", async (given) => {
    const { others, open = "G/L", meant = "g/L", unit } = given;
    const { caller, patientId } = await practiceWithPatient();
    const rows = [...others, open].map((each, at) => `Jane Roe,9999${at}-9,2026-01-0${at + 1},5,${each},`);
    const done = await runTable(caller, observations(rows, { codeSystem: "urn:lab" }));
    if (unit === "?") {
      expect(done.problems?.first).toMatchObject([
        { column: "Unit", message: expect.stringContaining(open) },
      ]);
      const units = [{ written: open, unit: meant }];
      await runTable(caller, observations(rows, { codeSystem: "urn:lab", units }));
    }
    const [first] = (await caller.observation.list({ patientId })).items;
    expect(first?.value).toMatchObject({ number: "5", unit: unit === "?" ? meant : unit });
  });

  it("refuses a meaning that is no unit", async () => {
    const { caller } = await practiceWithPatient();
    const table = observations(["Jane Roe,29463-7,2026-01-02,70,x,"], {
      units: [{ written: "x", unit: "y" }],
    });
    expect((await failureOf(checkTable(caller, table))).details.errors).toEqual({
      "table.units.0.unit": ["Not a UCUM unit, such as mmol/L"],
    });
  });

  it("reads bounds and amounts of two units, and tells of cells that are no number", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const lines = [
      "Jane Roe,6598-7,2026-01-01,>1000,ng/L,<5",
      "Jane Roe,29463-7,2026-01-02,7 lb 4 oz,,",
      "Jane Roe,29463-7,2026-01-03,ERROR,kg,",
      "Jane Roe,29463-7,2026-01-04,N/A,kg,",
      "Jane Roe,29463-7,2026-01-05,70,,",
      "Jane Roe,5803-2,2026-01-06,N/A,mg/dL,",
      "Jane Roe,5803-2,2026-01-07,Trace,mg/dL,",
      "Jane Roe,5803-2,2026-01-08,Trace,Kilosss,",
      "Jane Roe,5803-2,2026-01-09,#DIV/0!,mg/dL,",
    ];
    const { checked } = await checkTable(caller, observations(lines));
    expect(
      checked.problems?.first.map(({ line, column, message }) => `${line} ${column}: ${message}`),
    ).toEqual([
      "4 Result: Has to be a number with a unit, as this is measured",
      "5 Result: Required",
      "6 Unit: Required",
      "7 Result: Required",
      '9 Unit: Not a UCUM unit, such as mmol/L: "Kilosss"',
      "10 Result: Is an error of a spreadsheet: type the value again",
    ]);
    await runTable(caller, observations(lines.filter((_, at) => [0, 1, 6].includes(at))));
    const { items } = await caller.observation.list({ patientId });
    expect(items).toMatchObject([
      { value: { kind: "text", text: "Trace" } },
      { value: { number: "116", unit: "[oz_av]" }, canonical: { number: "3.2885446825", unit: "kg" } },
      {
        value: { number: "1000", comparator: ">" },
        referenceRange: { low: null, high: "5", text: null },
        interpretation: "high",
      },
    ]);
  });

  it("marks exchanged pressures and very unusual numbers, and imports them", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const lines = [
      "Jane Roe,8480-6,2026-01-01,80,mmHg,",
      "Jane Roe,8462-4,2026-01-01,120,mmHg,",
      "Jane Roe,8480-6,2026-01-02,120,mmHg,",
      "Jane Roe,8462-4,2026-01-02,80,mmHg,",
      "Jane Roe,29463-7,2025-12-31,576,lbs,",
    ];
    const { checked } = await checkTable(caller, observations(lines));
    const warning = (line: number, message: string) => ({
      file: expect.any(String),
      line,
      column: null,
      message: expect.stringContaining(message),
    });
    const first = [
      warning(2, "The diastolic pressure is not below the systolic one"),
      warning(6, "expected 0.882 to 551 lb"),
    ];
    expect(checked).toMatchObject({
      problems: { total: 0 },
      result: { warnings: { total: 2, first } },
    });
    await runTable(caller, observations(lines));
    const { items } = await caller.observation.list({ patientId });
    expect(items.map(({ components }) => components.map(({ canonical }) => canonical?.number))).toEqual([
      ["120", "80"],
      ["80", "120"],
      [],
    ]);
  });
});
