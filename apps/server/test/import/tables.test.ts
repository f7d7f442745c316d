import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { clinicalExport } from "./clinical-export.ts";
import { batchIn, createImportHarness, folderWith } from "./support.ts";

const harness = await createImportHarness();
const { signUp, runImport, runTable, runUndo } = harness;

const columns = [
  "patient=PATIENT",
  "encounter=ENCOUNTER",
  "effectiveAt=DATE",
  "code=CODE",
  "codeText=DESCRIPTION",
  "category=CATEGORY",
  "value=VALUE",
  "unit=UNITS",
];
/** Settings that read an export's observations as a plain table. */
const observations = { records: "observation", columns, dateFormat: "YYYY-MM-DD", peopleSystem: "synthea" };

test("the observations of a Synthea export are imported as a plain table", async () => {
  const account = await signUp("table@example.org");
  const folder = await clinicalExport("table");
  await runImport(folder, account.email);
  const file = path.join(folder, "observations.csv");
  const checked = await runTable(file, account.email, { ...observations, dryRun: true });
  const counts = "observations: 9 rows (8 imported, 0 already existed, 1 are part of another row's record)";
  expect(checked.out).toMatch(/^Dry run: nothing is imported, checked in/);
  expect(checked.out).toContain(counts);
  const [patient] = (await account.caller.patient.list({ q: "Ana" })).items;
  if (!patient) throw new Error("no patient");
  const list = async () => (await account.caller.observation.list({ patientId: patient.id })).items;
  expect(await list()).toHaveLength(8);

  const done = await runTable(file, account.email, observations);
  expect(done.out).toContain(counts);
  const imported = await list();
  expect(imported).toHaveLength(16);
  const [encounter] = (await account.caller.encounter.list({ patientId: patient.id })).items;
  expect(imported.filter(({ encounterId }) => encounterId === encounter?.id)).toHaveLength(12);
  expect((await runTable(file, account.email, observations)).out).toContain(
    "9 rows (0 imported, 8 already existed, 1 are",
  );
  const undone = await runUndo(batchIn(done.out), account.email);
  expect(undone.out).toContain("8 observations removed");
  expect(await list()).toHaveLength(8);
});

test("rows that repeat another one are listed by line, and written to the file of what was left out", async () => {
  const account = await signUp("repeats@example.org");
  const folder = await folderWith({
    "people.csv": "No,Name,Sex\n7,Ada Moss,f\n",
    "drugs.csv": "Who,Drug,Remark\n7,Warfarin,3 mg\n7,Warfarin,5 mg\n7,Warfarin,3 mg\n8,Warfarin,3 mg\n",
  });
  const people = {
    records: "patient",
    columns: ["name=Name", "gender=Sex"],
    identifier: "No",
    system: "old",
  };
  await runTable(path.join(folder, "people.csv"), account.email, people);
  const drugs = { records: "medication", columns: ["patient=Who", "codeText=Drug", "note=Remark"] };
  const leftOut = path.join(folder, "left.csv");
  const done = await runTable(path.join(folder, "drugs.csv"), account.email, {
    ...drugs,
    peopleSystem: "old",
    skipInvalid: true,
    leftOut,
  });
  expect(done.out).toContain("(2 imported, 0 already existed, 1 repeat another row, 1 left out)");
  expect(done.out).toContain("drugs.csv:4: Repeats line 2");
  const text = await readFile(leftOut, "utf8");
  expect(text.trim().split("\n").slice(1)).toEqual([
    "7,Warfarin,3 mg,4,Repeats line 2",
    "8,Warfarin,3 mg,5,Who: There is no such patient",
  ]);
});

test("columns with a sign each count their values, and name the lines of the file", async () => {
  const account = await signUp("signs@example.org");
  const folder = await folderWith({
    "people.csv": "No,Name,Sex\n7,Ada Moss,f\n",
    "vitals.csv":
      "Who,Day,Weight,HR,SBP,DBP\n7,01.02.24,70,72,120,80\n7,02.02.24,71,x?,,\n7,03.02.24,72\n7,04.02.24,,x?,,\n7,05.02.24,73,,,\n",
  });
  const people = {
    records: "patient",
    columns: ["name=Name", "gender=Sex"],
    identifier: "No",
    system: "old",
  };
  await runTable(path.join(folder, "people.csv"), account.email, people);
  const vitals = {
    records: "observation",
    columns: ["patient=Who", "effectiveAt=Day"],
    dateFormat: "DD.MM.YY",
    peopleSystem: "old",
    signs: ["Weight=kg", "HR", "SBP", "DBP"],
    skipInvalid: true,
  };
  const run = (more = {}) => runTable(path.join(folder, "vitals.csv"), account.email, { ...vitals, ...more });
  const { out } = await run();
  expect(out).toContain(
    "observations: 5 values (4 imported, 0 already existed, 1 are part of another value's record)\n",
  );
  expect(out.match(/vitals.csv:\d+/g)).toEqual(["vitals.csv:3", "vitals.csv:4", "vitals.csv:5"]);
  expect(out).toContain("3 rows left out");
  const sayFor = async (...signs: string[]) => {
    const output = await run({ signs, dryRun: true });
    return [output.out, ...output.errors].join("\n");
  };
  expect(await sayFor("HR", "Who")).toContain("signs Who: Name the code: the heading does not tell.");
  expect(await sayFor("Weight=@29463-7")).toContain("vitals.csv:2 Weight: Name the unit");
  const named = await run({ signs: ["Weight=kg@3141-9"] });
  expect(named.out).toContain("3 values (3 imported");
});

test("the encoding of a table is found or guessed and told, or named, with fields named as in REST", async () => {
  const { email, caller } = await signUp("encodings@example.org");
  const text = (name: string) => `Name\tSex\tBorn\n${name}\tf\t03.02.1980\n`;
  const folder = await folderWith({
    "le.txt": Buffer.from(`\ufeff${text("Łucja Ä")}`, "utf16le"),
    "be.txt": Buffer.from(`\ufeff${text("Łucja B")}`, "utf16le").swap16(),
    "unmarked.txt": Buffer.from(text("Ana Sol"), "utf16le"),
    "western.csv": Buffer.from(text("Jürgen Ä"), "latin1"),
    "mac.csv": Buffer.from(text("J\u{9F}rgen M\u{9A}ller"), "latin1"),
    "central.csv": Buffer.from(text("Jan \u{A3}\u{F3}d\u{9F}"), "latin1"),
    "book.csv": Buffer.from("504b0304", "hex"),
  });
  const columns = ["name=Name", "gender=Sex", "date_of_birth=Born"];
  const given = { records: "patient", columns, dateFormat: "DD.MM.YYYY" };
  const run = (file: string, more = {}) => runTable(path.join(folder, file), email, { ...given, ...more });
  for (const file of ["le.txt", "be.txt", "unmarked.txt"]) {
    const { out, errors } = await run(file);
    expect(out).toContain("1 imported");
    expect(errors.join()).not.toContain("was read as");
  }
  for (const [file, encoding] of [
    ["western.csv", "windows-1252"],
    ["mac.csv", "macintosh"],
  ] as const) {
    const { out, errors } = await run(file);
    expect(out).toContain("1 imported");
    expect(errors.filter((line) => line.startsWith("The file was read as"))).toEqual([
      `The file was read as ${encoding}. If letters are wrong, name their encoding with --encoding`,
    ]);
  }
  expect((await run("book.csv")).errors.join()).toContain("is a workbook or an archive: save it as CSV");
  expect((await run("western.csv", { encoding: "klingon" })).errors.join()).toContain("--encoding klingon");
  const central = await run("central.csv", { encoding: "windows-1250" });
  expect(central.out).toContain("1 imported");
  expect(central.errors.join()).not.toContain("was read as");
  const names = (await caller.patient.list({ sort: "oldest" })).items.map(({ name }) => name);
  expect(names).toEqual(["Łucja Ä", "Łucja B", "Ana Sol", "Jürgen Ä", "Jürgen Möller", "Jan Łódź"]);
  const wrong = await run("le.txt", { columns: ["name=Name", "born=Born", "sexx=Sex"] });
  expect(wrong.errors.join()).toContain("mapping.born, sexx: there is no such field");
});

test("the same table twice at once is imported once, and a row too long imports nothing", async () => {
  const account = await signUp("twice@example.org");
  const folder = await clinicalExport("twice");
  await runImport(folder, account.email, { clinicalRecords: false });
  const { id } = (await account.caller.patient.list({ q: "Ana" })).items[0] ?? {};
  const lines = ["DATE,PATIENT,CODE,VALUE,UNIT", `2020-01-01,${id},8302-2,170,cm`];
  const lab = await folderWith({
    "lab.csv": `${lines.join("\n")}\n`,
    "shifted.csv": `${[...lines, `2020-01-02,${id},8302-2,171,,cm`].join("\n")}\n`,
  });
  const given = {
    records: "observation",
    dateFormat: "YYYY-MM-DD",
    columns: ["patient=PATIENT", "effectiveAt=DATE", "code=CODE", "value=VALUE", "unit=UNIT"],
  };
  const shifted = await runTable(path.join(lab, "shifted.csv"), account.email, given);
  expect(shifted.errors).toContain("shifted.csv:3 field 6: The row has 6 fields, the header 5");
  const file = path.join(lab, "lab.csv");
  const both = await Promise.all([
    runTable(file, account.email, given),
    runTable(file, account.email, given),
  ]);
  expect(both.map(({ out }) => /\((.*)\)/.exec(out)?.[1]).toSorted()).toEqual([
    "0 imported, 1 already existed",
    "1 imported, 0 already existed",
  ]);
});

test("a code of no known system is refused, unless the system is named", async () => {
  const account = await signUp("systems@example.org");
  const folder = await clinicalExport("systems");
  await runImport(folder, account.email, { clinicalRecords: false });
  const { id } = (await account.caller.patient.list({ q: "Ana" })).items[0] ?? {};
  const lab = await folderWith({ "lab.csv": `Patient,Day,Code,Value\n${id},2020-01-01,QX7,5\n` });
  const given = {
    records: "observation",
    dateFormat: "YYYY-MM-DD",
    columns: ["patient=Patient", "effectiveAt=Day", "code=Code", "value=Value"],
  };
  const file = path.join(lab, "lab.csv");
  expect((await runTable(file, account.email, given)).errors).toContain(
    "lab.csv:2 Code: Name the system of the code",
  );
  const named = await runTable(file, account.email, { ...given, codeSystem: "http://example.org/lab" });
  expect(named.out).toContain("observations: 1 rows (1 imported");
});

test("a table of patients, and then of their conditions", async () => {
  const account = await signUp("conditions@example.org");
  const folder = await folderWith({
    "people.csv": "No;Name;Sex\n1;Ann Lee;f\n",
    "problems.tsv": "Patient\tProblem\tSince\n1\tAsthma\t2019\n1\tCough\t05.2024\n",
  });
  const people = await runTable(path.join(folder, "people.csv"), account.email, {
    records: "patient",
    columns: ["name=Name", "gender=Sex"],
    separator: ";",
    identifier: "No",
    system: "Old Practice",
  });
  expect(people.out).toContain("patients: 1 rows (1 imported, 0 already existed)");
  const problems = await runTable(path.join(folder, "problems.tsv"), account.email, {
    records: "condition",
    columns: ["patient=Patient", "codeText=Problem", "onset=Since"],
    dateFormat: "DD.MM.YYYY",
    peopleSystem: "Old Practice",
  });
  expect(problems.out).toContain("conditions: 2 rows (2 imported, 0 already existed)");
});

test("rows name patients as a search finds them", async () => {
  const account = await signUp("named@example.org");
  for (const name of ["Ana García López", "Ivan Petrov", "Jürgen Müller"])
    await account.caller.patient.create({ name, gender: "unknown" });
  const names = [
    "García López, Ana",
    "garcia lopez ana",
    "Иван Петров",
    "Mueller, Juergen",
    "Dr. Ana Garcia Lopez",
  ];
  const folder = await folderWith({
    "problems.csv": `Patient;Problem\n${names.map((name, at) => `${name};Problem ${at}`).join("\n")}\n`,
  });
  const problems = await runTable(path.join(folder, "problems.csv"), account.email, {
    records: "condition",
    columns: ["patient=Patient", "codeText=Problem"],
    separator: ";",
  });
  expect(problems.out).toContain("conditions: 5 rows (5 imported, 0 already existed)");
});

test("says which option is wrong", async () => {
  const account = await signUp("options@example.org");
  const folder = await folderWith({ "lab.csv": "Patient,Test\n1,x\n" });
  const file = path.join(folder, "lab.csv");
  const errorsOf = async (options: Partial<Parameters<typeof runTable>[2]>) => {
    const { errors } = await runTable(file, account.email, { ...observations, ...options });
    return errors.join("\n");
  };
  expect(await errorsOf({ records: "spoon" })).toContain("--records spoon is not one of patient, doctor");
  expect(await errorsOf({ columns: ["patient"] })).toContain('--columns "patient" is not field=heading.');
  expect(await errorsOf({ columns: ["patient=Patient"] })).toContain(
    "mapping: Choose the columns with the patient",
  );
  expect(await errorsOf({ dateFormat: "D.M.Y" })).toContain("dateFormat: ");
  expect(await errorsOf({ identifier: "No" })).toContain("--system is missing");
  expect(await errorsOf({})).toContain("lab.csv:1 ENCOUNTER: The column is missing");
});

test("invalid rows of a table are left out, and written to a file", async () => {
  const account = await signUp("left-out@example.org");
  const folder = await folderWith({
    "people.csv": "No;Name;Sex\n1;Ann Lee;M\n2;Bo Ray;H\n3;Cy Fox;?\n4;Di Low\n5;Ed Day;NULL\nNo;Name;Sex\n",
  });
  const file = path.join(folder, "people.csv");
  const leftOut = path.join(folder, "left.csv");
  const options = { records: "patient", columns: ["name=Name", "gender=Sex"], skipInvalid: true };
  const dry = await runTable(file, account.email, { ...options, dryRun: true });
  expect(dry.out).toContain("2 rows left out");
  const done = await runTable(file, account.email, { ...options, leftOut });
  expect(done.out).toContain("patients: 3 rows (3 imported, 0 already existed)");
  expect(done.out).toContain("1 cell with NULL, N/A, none or - read as empty");
  expect(done.out).toContain("1 repeated heading left out");
  const text = await readFile(leftOut, "utf8");
  expect(text.trim().split("\n").slice(1)).toEqual([
    expect.stringMatching(/^3,Cy Fox,\?,4,"Sex: Not a gender/),
    expect.stringContaining(',,,5,"Sex: The row has 2 fields'),
  ]);
  const people = await account.caller.patient.list({ sort: "name" });
  expect(people.items.map(({ name, gender }) => [name, gender])).toEqual([
    ["Ed Day", "unknown"],
    ["Ann Lee", "female"],
    ["Bo Ray", "male"],
  ]);
  const missing = await runTable(file, account.email, {
    ...options,
    columns: ["name=Name", "gender=Gender"],
  });
  expect(missing.errors.join("\n")).toContain(
    "people.csv:1 Gender: The column is missing. There are No, Name, Sex",
  );
  expect(missing.out).toBe("");
});
