import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { syntheaColumns, syntheaFiles } from "@caretype/api";
import { parse } from "csv-parse/sync";
import { expect, it, onTestFinished } from "vitest";
import { makeSyntheaExport, writeSyntheaExport } from "../src/synthea/synthea-export.ts";

const files = makeSyntheaExport();
const patients = files["patients.csv"];
const organizations = files["organizations.csv"];
const providers = files["providers.csv"];
const encounters = files["encounters.csv"];
const observations = files["observations.csv"];

const optionalOf: Partial<Record<string, readonly string[]>> = {
  "patients.csv": ["CITY", "STATE", "ZIP", "DEATHDATE", "MAIDEN"],
  "encounters.csv": syntheaColumns["encounters.csv"].optional,
  // No other file has SYSTEM.
  "allergies.csv": syntheaColumns["allergies.csv"].optional,
  "medications.csv": ["REASONCODE", "REASONDESCRIPTION"],
  "procedures.csv": ["STOP", "REASONCODE", "REASONDESCRIPTION"],
  "observations.csv": ["CATEGORY", "TYPE"],
  "careplans.csv": ["REASONCODE", "REASONDESCRIPTION"],
};

const most = (values: readonly string[]) =>
  Math.max(...[...Map.groupBy(values, (value) => value).values()].map(({ length }) => length));

it("is the same for the same seed only", () => {
  expect(makeSyntheaExport({ seed: 1 })).toEqual(files);
  const [other] = makeSyntheaExport({ seed: 2 })["patients.csv"];
  expect(other?.Id).not.toBe(patients[0]?.Id);
});

it("has the requested number of patients", () => {
  expect(makeSyntheaExport({ patients: 7 })["patients.csv"]).toHaveLength(7);
});

it("has the columns that are read, without those that releases of Synthea lack", () => {
  for (const file of syntheaFiles) {
    const { required, optional } = syntheaColumns[file];
    const columns = Object.keys(files[file][0] ?? {});
    expect(columns).toEqual(expect.arrayContaining([...required]));
    const others = columns.filter((column) => optional.some((one) => one === column));
    expect(others.toSorted()).toEqual([...(optionalOf[file] ?? [])].toSorted());
  }
});

it("has names in several scripts, each with its number", () => {
  const { "patients.csv": many } = makeSyntheaExport({ patients: 300 });
  const names = many.flatMap(({ FIRST, LAST }) => [FIRST, LAST]);
  expect(names.filter((name) => !/^[\p{L}\p{M}' -]+\d{1,3}$/u.test(name))).toEqual([]);
  for (const script of ["Latin", "Cyrillic", "Greek", "Han"])
    expect(
      names.some((name) => new RegExp(`\\p{Script=${script}}`, "u").test(name)),
      script,
    ).toBe(true);
});

it("has empty cells", () => {
  for (const column of ["DEATHDATE", "PREFIX", "SUFFIX", "MAIDEN", "ZIP"] as const)
    expect(patients.map((row) => row[column])).toContain("");
  expect(organizations.map(({ PHONE }) => PHONE)).toContain("");
  expect(encounters.map(({ REASONDESCRIPTION }) => REASONDESCRIPTION)).toContain("");
});

it("has patients with one birthday in one town, births on leap days, and encounters before 1970", () => {
  expect(most(patients.map(({ BIRTHDATE, CITY }) => `${BIRTHDATE} ${CITY}`))).toBeGreaterThan(2);
  expect(patients.filter(({ BIRTHDATE }) => BIRTHDATE.endsWith("02-29")).length).toBeGreaterThan(1);
  expect(encounters.some(({ START }) => START < "1970")).toBe(true);
});

it("has duplicate organizations, as identical rows and with two identifiers", () => {
  expect(most(organizations.map((row) => JSON.stringify(row)))).toBe(2);
  expect(most(organizations.map(({ Id: _, ...row }) => JSON.stringify(row)))).toBe(2);
  expect(new Set(organizations.map(({ Id }) => Id)).size).toBe(organizations.length - 1);
});

it("has telephone numbers in several forms", () => {
  const numbers = organizations.map(({ PHONE }) => PHONE);
  for (const form of [/^\d{10}$/, /^\d{3}-\d{3}-\d{4}$/, / Or /])
    expect(numbers.some((phone) => form.test(phone))).toBe(true);
});

it("has providers with the same name and several specialities, in upper case", () => {
  const byName = [...Map.groupBy(providers, ({ NAME }) => NAME).values()];
  const specialities = byName.map((rows) => new Set(rows.map(({ SPECIALITY }) => SPECIALITY)).size);
  expect(Math.max(...specialities)).toBeGreaterThan(1);
  expect(providers.filter(({ SPECIALITY }) => SPECIALITY !== SPECIALITY.toUpperCase())).toEqual([]);
});

it("has observations without encounter and category, odd units, and texts among numbers", () => {
  const alone = observations.filter(({ ENCOUNTER }) => ENCOUNTER === "");
  expect(alone).toHaveLength(3 * patients.length);
  expect(new Set(alone.map(({ CATEGORY }) => CATEGORY))).toEqual(new Set([""]));
  const units = new Set(observations.map(({ UNITS }) => UNITS));
  for (const unit of ["", "null", "a", "{#}", "{score}"]) expect(units).toContain(unit);
  expect(observations.some(({ VALUE, TYPE }) => VALUE === "Negative" && TYPE === "numeric")).toBe(true);
});

it("has each blood pressure in two rows, and descriptions without commas", () => {
  const partsOf = (code: string) =>
    observations.filter(({ CODE }) => CODE === code).map(({ DATE, ENCOUNTER }) => `${DATE} ${ENCOUNTER}`);
  expect(partsOf("8480-6").length).toBeGreaterThan(10);
  expect(partsOf("8480-6")).toEqual(partsOf("8462-4"));
  const descriptions = [...files["immunizations.csv"], ...files["procedures.csv"]].map(
    (row) => row.DESCRIPTION,
  );
  expect(descriptions.filter((text) => text.includes(","))).toEqual([]);
  expect(descriptions.some((text) => text.includes("  "))).toBe(true);
});

it("has impossible years and units only if they are asked for", () => {
  const conditions = makeSyntheaExport({ mistakes: true })["conditions.csv"];
  expect(conditions[0]?.START).toBe("292278994-08-17");
  expect(conditions.slice(1)).toEqual(files["conditions.csv"].slice(1));
});

it("is written with quotes and each file's line ends, and overwrites nothing", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "caretype-synthea-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const pairs = new Set(encounters.map(({ PATIENT, PROVIDER }) => `${PATIENT} ${PROVIDER}`));
  expect(await writeSyntheaExport(folder)).toEqual({
    patients: patients.length,
    doctors: providers.length,
    assignments: pairs.size,
    clinical: expect.stringContaining(`${encounters.length} encounters, `),
  });
  const read = (file: string) => readFile(path.join(folder, file), "utf8");
  expect(await read("organizations.csv")).toMatch(/^\uFEFFId,[^\n]*\r\n.*""WALK-IN"" CLINIC"/s);
  expect(await read("patients.csv")).not.toContain("\r");
  for (const file of syntheaFiles)
    expect(parse(await read(file), { columns: true, bom: true })).toEqual(files[file]);
  await expect(writeSyntheaExport(folder)).rejects.toThrow("EEXIST");
});
