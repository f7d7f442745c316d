import { asId, type UploadId } from "@caretype/core/kernel/field/ids";
import { failureOf, tally } from "@caretype/test-api/failure";
import { smallPart, smallTable } from "@caretype/test-api/small-table";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  checkTable as check,
  endedUpload as ended,
  runTable as run,
  sendTable as send,
  type Table,
  upload,
} from "../../test/uploads.ts";
import { isClinicalFile, syntheaColumns, syntheaFiles } from "../source/synthea/columns.ts";
import { uploadLimits } from "./schema.ts";

const api = await createTestApi();
api.services.start();
const { reader } = api.database;

type Caller = Awaited<ReturnType<typeof api.signUp>>["caller"];

const patients: Table = {
  records: "patient",
  lines: [
    "Nr,Vorname,Nachname,geboren,Geschlecht,Telefon,Mail,Adresse,Notiz,Alter",
    "17,Ann,Lee,3.2.2001,w,030 1,ann@example.org,1 Main St,migraine,",
    "18,Bo,,,m,,,,,40",
  ],
  table: {
    mapping: {
      firstName: "Vorname",
      lastName: "Nachname",
      dateOfBirth: "geboren",
      gender: "Geschlecht",
      phoneNumber: "Telefon",
      email: "Mail",
      address: "Adresse",
      medicalHistory: "Notiz",
      age: "Alter",
    },
    dateFormat: "DD.MM.YYYY",
    identifier: { column: "Nr", system: "Old Practice" },
  },
};

const doctors: Table = {
  records: "doctor",
  lines: [
    "Nr,Name,Fach,Arztnummer,Jahre,Mail,Termine",
    "1,Sam Okafor,CARD,L-1,12,sam@example.org,25",
    "2,Di Ray,,,,,",
  ],
  table: {
    mapping: {
      name: "Name",
      specialization: "Fach",
      licenseNumber: "Arztnummer",
      yearsOfExperience: "Jahre",
      email: "Mail",
      maxAppointmentsPerDay: "Termine",
    },
    identifier: { column: "Nr", system: "old" },
  },
};

describe("a table of patients", () => {
  it("is checked, then imported with all columns", async () => {
    const { caller, account } = await api.signUp();
    const { id, rows, checked } = await check(caller, patients);
    const counted = { patients: { imported: 2, present: 0 }, doctors: { imported: 0, present: 0 } };
    expect(checked).toMatchObject({
      state: "checked",
      problems: { total: 0 },
      result: { importId: null, ...counted },
    });
    expect((await caller.patient.list()).items).toEqual([]);
    await caller.import.run({ id, rows });
    const done = await ended(caller, id);
    expect(done).toMatchObject({ state: "done", result: { ...counted, importId: expect.any(String) } });
    const { items } = await caller.patient.list({ sort: "oldest" });
    expect((await caller.patient.identifiers({ id: items[0]?.id ?? asId("") })).items).toEqual([
      { system: "table:old practice", value: "17" },
    ]);
    expect(items).toMatchObject([
      {
        firstName: "Ann",
        lastName: "Lee",
        name: "Ann Lee",
        gender: "female",
        dateOfBirth: "2001-02-03",
        phoneNumber: "030 1",
        email: "ann@example.org",
        address: "1 Main St",
        medicalHistory: "migraine",
        createdBy: account.id,
        version: 1,
        dateOfBirthApproximate: false,
      },
      { name: "Bo", lastName: "", gender: "male", age: 40, dateOfBirthApproximate: true, email: null },
    ]);
    expect((await reader.execute(sql`select from import_part where upload_id = ${id}`)).count).toBe(0);
  });

  it("changes nothing on a second import, and is separate in another practice", async () => {
    const { caller } = await api.signUp();
    await run(caller, patients);
    const before = await caller.patient.list();
    const again = await run(caller, {
      ...patients,
      table: { ...patients.table, identifier: { column: "Nr", system: "old practice" } },
    });
    expect(again.result).toMatchObject({ importId: null, patients: { imported: 0, present: 2 } });
    expect(await caller.patient.list()).toEqual(before);
    const stranger = await api.signUp();
    expect((await run(stranger.caller, patients)).result?.patients).toEqual({ imported: 2, present: 0 });
  });

  it("is listed, compared with existing patients, and undone like any import", async () => {
    const { caller } = await api.signUp();
    const there = await caller.patient.create({
      name: "Ann Lee",
      gender: "female",
      dateOfBirth: "2001-02-03",
    });
    const { checked } = await check(caller, patients);
    expect(checked.result?.duplicates).toMatchObject({
      patients: 1,
      first: [{ line: 2, newId: null, thereId: there.id, reasons: ["same name", "same birth date"] }],
    });
    await caller.import.cancel({ id: checked.id });
    const { result } = await run(caller, patients);
    const importId = result?.importId ?? asId("");
    expect((await caller.import.list()).items).toMatchObject([
      { id: importId, source: "table", patients: 2 },
    ]);
    const { items, nextCursor } = await caller.import.duplicates({ id: importId });
    expect(items).toMatchObject([
      { made: { name: "Ann Lee" }, there: { id: there.id, dateOfBirth: "2001-02-03" } },
    ]);
    expect(result?.duplicates.first).toMatchObject([{ line: 2, newId: items[0]?.made.id }]);
    expect(nextCursor).toBeNull();
    expect(await caller.import.undo({ id: importId })).toMatchObject({ patients: 2 });
    expect((await caller.patient.list()).items).toMatchObject([{ id: there.id }]);
  });

  it("is refused as a whole, with the line and column of each invalid cell", async () => {
    const { caller } = await api.signUp();
    const bad: Table = {
      ...patients,
      lines: [
        ...patients.lines,
        "19,Cy,Fox,2001-02-03,m,abc,not an address,,,",
        "17,Di,Ray,31.2.2001,v,,,,,",
        ",Ed,Low,,f,,,,,forty",
        "20,,Moe,,,,,,,",
        "21,Flo",
        "22,Gus,Nye,1.1.1990,m,,,,,80",
      ],
    };
    const { id, rows, checked } = await check(caller, bad);
    expect(checked).toMatchObject({
      state: "checked",
      failure: null,
      invalidRows: 6,
      result: { patients: { imported: 2, present: 0 } },
    });
    const listed = checked.problems?.first.map(({ line, column, message }) => [line, column, message]);
    expect(listed).toEqual([
      [4, "geboren", 'Not a date in the format DD.MM.YYYY: "2001-02-03"'],
      [4, "Telefon", "Not a phone number: it has no digits"],
      [4, "Mail", "Not an email address"],
      [5, "geboren", 'Not a valid date, read as DD.MM.YYYY: "31.2.2001"'],
      [5, "Geschlecht", 'Not a gender, such as male, female, other, unknown, M, F: "v"'],
      [5, "Nr", 'Repeats the identifier of line 2: "17"'],
      [6, "Nr", "Required"],
      [6, "Alter", 'Not a whole number: "forty"'],
      [7, "Vorname", "Required"],
      [8, "Nachname", "The row has 2 fields, the header 10"],
      [9, "Alter", expect.stringMatching(/^Does not match the date of birth/)],
    ]);
    expect(checked.problems?.total).toBe(listed?.length);
    await caller.import.run({ id, rows });
    // The rows stay, so that they can be corrected.
    const refused = { state: "checked", result: null, invalidRows: 6, problems: checked.problems };
    expect(await ended(caller, id)).toMatchObject(refused);
    expect((await caller.patient.list()).items).toEqual([]);
  });

  it("is checked again with another mapping, without another upload", async () => {
    const { caller } = await api.signUp();
    const { id, rows, checked } = await check(caller, {
      ...patients,
      table: { mapping: { name: "geboren", gender: "Geschlecht" } },
    });
    expect(checked.problems?.first.map(({ line, message }) => [line, message])).toEqual([
      [2, "Has no letters: choose the column with the name"],
      [3, "Required"],
    ]);
    await caller.import.check({ id, rows, table: patients.table });
    expect(await ended(caller, id)).toMatchObject({ problems: { total: 0 }, table: patients.table });
    const wrong = { mapping: { name: "Nobody", gender: "Geschlecht", dateOfBirth: "geboren" } };
    expect((await failureOf(caller.import.check({ id, rows, table: wrong }))).details.errors).toEqual({
      "table.mapping.name": ["The file has no column of this name"],
      "table.dateFormat": ["Required with a date of birth: choose the format of dates"],
    });
  });
});

it("quotes invalid cells only if they look like a date, a code or a number", async () => {
  const { caller } = await api.signUp();
  const save = "Jane Roe HIV positive since 1999";
  const lines = [
    "Name,Sex,Born",
    `A,${save},${save}`,
    "B,Fx,31.02.1999",
    "C,Hypochondriasis,1999-02-03 00:00:00",
  ];
  const table = {
    mapping: { name: "Name", gender: "Sex", dateOfBirth: "Born" },
    dateFormat: "DD.MM.YYYY",
  } as const;
  const { checked } = await check(caller, { records: "patient", lines, table });
  const wanted = "Not a gender, such as male, female, other, unknown, M, F";
  expect(checked.problems?.first.map(({ message }) => message)).toEqual([
    "Not a date in the format DD.MM.YYYY",
    wanted,
    'Not a valid date, read as DD.MM.YYYY: "31.02.1999"',
    `${wanted}: "Fx"`,
    'Not a date in the format DD.MM.YYYY: "1999-02-03 00:00:00"',
    wanted,
  ]);
});

describe("a table of doctors", () => {
  it("is imported with all columns, and repeated unique values are reported by line", async () => {
    const { caller } = await api.signUp();
    await run(caller, doctors);
    const { items } = await caller.doctor.list({ sort: "newest", limit: 2 });
    expect(items).toMatchObject([
      { name: "Di Ray", maxAppointmentsPerDay: 10, licenseNumber: null, yearsOfExperience: null },
      {
        name: "Sam Okafor",
        specialization: "CARD",
        licenseNumber: "L-1",
        yearsOfExperience: 12,
        email: "sam@example.org",
        maxAppointmentsPerDay: 25,
      },
    ]);
    expect((await run(caller, doctors)).result?.doctors).toEqual({ imported: 0, present: 2 });
    // Another practice's numbers are separate.
    const stranger = await api.signUp();
    const lines = [
      "Nr,Name,Fach,Arztnummer,Jahre,Mail,Termine",
      "1,A B,,l-1,,,",
      "2,C D,,L-2,,x@example.org,",
      "3,E F,,L-2,,X@example.org,",
    ];
    const { checked } = await check(stranger.caller, { ...doctors, lines });
    expect(checked.problems?.first).toMatchObject([
      { line: 2, column: "Arztnummer", message: "Another doctor in the directory has this licence number" },
      { line: 4, column: "Arztnummer", message: "The doctor of line 3 has this licence number" },
      { line: 4, column: "Mail", message: "The doctor of line 3 has this email address" },
    ]);
  });
});

describe("a part", () => {
  it("is stored once, even if sent repeatedly and concurrently", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.import.begin(smallTable);
    const parts = Array.from({ length: 10 }, () => caller.import.addPart({ id, ...smallPart }));
    expect(await Promise.all(parts)).toEqual(Array(10).fill({ id, rows: 2 }));
    const other = { ...smallPart, rows: [{ line: 2, cells: ["Somebody Else", "F"] }] };
    expect((await failureOf(caller.import.addPart({ id, ...other }))).code).toBe("IMPORT_PART_DIFFERS");
    await caller.import.run({ id, rows: 2 });
    expect((await ended(caller, id)).result?.patients.imported).toBe(2);
  });

  it("may come in any order, but must not overlap or come after a check", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.import.begin(smallTable);
    const row = (line: number) => ({ line, cells: [`Ann ${line}`, "F"] });
    const add = (...lines: number[]) =>
      caller.import.addPart({ id, file: "patients.csv", rows: lines.map(row) });
    await add(10, 11);
    await add(2, 3);
    expect((await failureOf(add(5, 4))).code).toBe("INVALID_INPUT");
    expect((await failureOf(caller.import.check({ id, rows: 5 }))).code).toBe("IMPORT_UPLOAD_INCOMPLETE");
    await add(11, 12);
    await caller.import.check({ id, rows: 6 });
    const { problems } = await ended(caller, id);
    expect(problems?.first).toMatchObject([
      { line: 11, message: "These lines overlap those of another part" },
    ]);
    expect((await failureOf(add(20))).code).toBe("IMPORT_UPLOAD_CLOSED");
    // A retry of a stored part succeeds.
    expect(await add(2, 3)).toMatchObject({ rows: 6 });
  });

  it("may hold any text, and text that cannot be stored is reported", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.import.begin(smallTable);
    const names = ["A\0B", "C\ud800D", "E\nF", 'G "H" \\ , ;', "<img onerror=x>", "O\\N"];
    const rows = names.map((name, at) => ({ line: at + 2, cells: [name, "x"] }));
    await caller.import.addPart({ id, file: "patients.csv", rows });
    await caller.import.check({ id, rows: names.length });
    const { problems } = await ended(caller, id);
    expect(problems?.first.map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  it("is refused if the upload would become too large", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.import.begin(smallTable);
    await reader.execute(sql`update import_upload set rows = 999999 where id = ${id}`);
    expect((await failureOf(caller.import.addPart({ id, ...smallPart }))).code).toBe(
      "IMPORT_UPLOAD_TOO_LARGE",
    );
  });
});

describe("storage", () => {
  const isFull = async (caller: Caller, id: UploadId) =>
    expect((await failureOf(caller.import.addPart({ id, ...smallPart }))).code).toBe(
      "IMPORT_UPLOAD_TOO_LARGE",
    );

  it("is limited per account, over all practices, and per server", async () => {
    const { caller, access } = await api.signUp();
    const { id: practiceId } = await caller.practice.create({ name: "Another" });
    const elsewhere = api.callerWith({ accessToken: access, practice: practiceId });
    const stranger = await api.signUp();
    const [here, there, otherUpload] = [
      (await caller.import.begin(smallTable)).id,
      (await elsewhere.import.begin(smallTable)).id,
      (await stranger.caller.import.begin(smallTable)).id,
    ];
    const store = (id: string, bytes: number) =>
      reader.execute(sql`update import_upload set bytes = ${bytes} where id = ${id}`);
    await store(there, uploadLimits.bytesOfAccount - 10);
    await isFull(caller, here);
    await stranger.caller.import.addPart({ id: otherUpload, ...smallPart });
    await store(there, uploadLimits.bytesOfServer - 10);
    const again = { ...smallPart, rows: [{ line: 9, cells: ["Zoe", "F"] }] };
    expect((await failureOf(stranger.caller.import.addPart({ id: otherUpload, ...again }))).code).toBe(
      "IMPORT_SPACE_TAKEN",
    );
    await elsewhere.import.cancel({ id: there });
    await stranger.caller.import.addPart({ id: otherUpload, ...again });
    await caller.import.addPart({ id: here, ...smallPart });
  });

  it("is shared, so that a fifth account can begin while four others are at their limit", async () => {
    const others = await Promise.all(Array.from({ length: 4 }, () => api.signUp()));
    const uploads = await Promise.all(others.map(({ caller }) => caller.import.begin(smallTable)));
    const mebibyte = 1024 * 1024;
    for (const [at, share] of [128, 96, 72, 54].entries()) {
      const id = uploads[at]?.id ?? asId("");
      await reader.execute(sql`update import_upload set bytes = ${share * mebibyte} where id = ${id}`);
      const full = await failureOf(
        others[at]?.caller.import.addPart({ id, ...smallPart }) ?? Promise.resolve(),
      );
      expect(["IMPORT_UPLOAD_TOO_LARGE", "IMPORT_SPACE_TAKEN"]).toContain(full.code);
    }
    const fifth = await api.signUp();
    const { id } = await fifth.caller.import.begin(smallTable);
    expect(await fifth.caller.import.addPart({ id, ...smallPart })).toMatchObject({ rows: 2 });
    await Promise.all(
      others.map(({ caller }, at) => caller.import.cancel({ id: uploads[at]?.id ?? asId("") })),
    );
  });

  it("is limited to six open uploads per account", async () => {
    const { caller, access } = await api.signUp();
    for (const name of ["One", "Two"]) {
      const { id: practiceId } = await caller.practice.create({ name });
      const there = api.callerWith({ accessToken: access, practice: practiceId });
      for (let begun = 0; begun < 3; begun++) await there.import.begin(smallTable);
    }
    expect((await failureOf(caller.import.begin(smallTable))).code).toBe("TOO_MANY_UPLOADS");
  });

  it("excludes the columns of cancelled uploads, and all but a dozen ended uploads", async () => {
    const { caller } = await api.signUp();
    const ids: string[] = [];
    for (let begun = 0; begun < 14; begun++) {
      const { id } = await caller.import.begin(smallTable);
      ids.push(id);
      expect((await caller.import.cancel({ id })).files).toEqual([{ file: "patients.csv", columns: [] }]);
    }
    const last = await caller.import.begin(smallTable);
    const { items } = await caller.import.uploads({ limit: 50 });
    expect(items.map(({ id }) => id)).toEqual([last.id, ...ids.slice(2).toReversed()]);
    expect(items[0]?.files).toEqual([{ file: "patients.csv" }]);
  });
});

it("names the missing parts of a Synthea export", async () => {
  const { caller } = await api.signUp();
  const files = [
    { file: "patients.csv", columns: ["id", "FIRST"] },
    { file: "letters.csv", columns: ["x"] },
  ];
  const { details } = await failureOf(caller.import.begin({ format: "synthea", files }));
  expect(details.errors).toEqual({
    files: ["Missing: encounters.csv"],
    "files.0.columns": ["Missing: BIRTHDATE, PREFIX, LAST, SUFFIX, GENDER, ADDRESS"],
    "files.1.file": [`Not one of ${syntheaFiles.join(", ")}`],
  });
});

it("imports past visits only for those who may book appointments, and only from a Synthea export", async () => {
  const { caller } = await api.signUp();
  const permissions = ["import:run", "import:read", "patient:read"] as const;
  const { key } = await caller.apiKey.create({ name: "Import", permissions: [...permissions] });
  const people = syntheaFiles.filter((file) => !isClinicalFile(file));
  const files = people.map((file) => ({ file, columns: [...syntheaColumns[file].required] }));
  const input = { format: "synthea" as const, files, appointments: true };
  const failure = await failureOf(api.callerWith({ accessToken: key }).import.begin(input));
  expect(failure.code).toBe("PERMISSION_DENIED");
  expect(await caller.import.begin(input)).toMatchObject({ state: "uploading" });
  const { details } = await failureOf(caller.import.begin({ ...smallTable, appointments: false }));
  expect(details.errors).toEqual({ appointments: ["Only for a Synthea export"] });
});

it("imports clinical records only for those who may write some", async () => {
  const { caller } = await api.signUp();
  const permissions = ["import:run", "import:read", "patient:read"] as const;
  const { key } = await caller.apiKey.create({ name: "Import", permissions: [...permissions] });
  const { begin } = api.callerWith({ accessToken: key }).import;
  const files = syntheaFiles.map((file) => ({ file, columns: [...syntheaColumns[file].required] }));
  expect((await failureOf(begin({ format: "synthea", files }))).code).toBe("PERMISSION_DENIED");
  const people = files.filter(({ file }) => !isClinicalFile(file));
  expect(await begin({ format: "synthea", files: people })).toMatchObject({ state: "uploading" });
  expect(await caller.import.begin({ format: "synthea", files })).toMatchObject({ state: "uploading" });
});

it("shows clinical uploads and imports only to those who may read such records", async () => {
  const { caller } = await api.signUp();
  const reads = ["patient:read", "doctor:read", "assignment:read"] as const;
  const permissions = ["import:run", "import:read", ...reads] as const;
  const { key } = await caller.apiKey.create({ name: "Import", permissions: [...permissions] });
  const service = api.callerWith({ accessToken: key });
  const columns = (file: (typeof syntheaFiles)[number]) => [...syntheaColumns[file].required];
  const files = syntheaFiles.map((file) => ({ file, columns: columns(file) }));
  const { id } = await caller.import.begin({ format: "synthea", files });
  const { importId } = (await run(caller, patients)).result ?? {};
  await api.database.reader.execute(sql`update import_upload set state = 'failed' where id = ${id}`);
  expect((await service.import.uploads()).items.map((each) => each.id)).not.toContain(id);

  const batchOf = async (one: typeof caller) =>
    (await one.import.list()).items.find((each) => each.id === importId);
  const records = [{ kind: "observation", count: 7 }];
  const become = (people: number) =>
    api.database.reader.execute(sql`
      update import_batch set clinical_records = ${JSON.stringify(records)}::text::jsonb, patients = ${people},
        files = '{patients.csv,observations.csv}' where id = ${importId}`);
  await become(1);
  await api.database.reader.execute(sql`
    insert into import_undo (practice_id, import_id, job_id, caller, stage, records_done, records)
    select practice_id, id, uuidv7(), '{}', 'removing', 8, 8 from import_batch where id = ${importId}`);
  expect(await batchOf(caller)).toMatchObject({ clinicalRecords: records, undoing: { records: 8 } });
  expect(await batchOf(service)).toMatchObject({
    clinicalRecords: [],
    files: ["patients.csv"],
    undoing: { records: 1, recordsDone: 1 },
  });
  await become(0);
  expect(await batchOf(caller)).toBeDefined();
  expect(await batchOf(service)).toBeUndefined();
});

it("limits open uploads to three per practice", async () => {
  const { caller } = await api.signUp();
  const ids = [await upload(caller), await upload(caller), await upload(caller)];
  expect((await failureOf(caller.import.begin(smallTable))).code).toBe("TOO_MANY_UPLOADS");
  await caller.import.cancel({ id: ids[0] ?? asId("") });
  expect(await tally([caller.import.begin(smallTable), caller.import.begin(smallTable)])).toEqual({
    ok: 1,
    TOO_MANY_UPLOADS: 1,
  });
  const { items } = await caller.import.uploads();
  expect(items.map(({ state }) => state)).toEqual(["uploading", "uploading", "uploading", "cancelled"]);
});

it("refuses a medicalHistory column from callers who may not see it", async () => {
  const { caller } = await api.signUp();
  const permissions = ["import:run", "import:read", "patient:read"] as const;
  const { key } = await caller.apiKey.create({ name: "Sync", permissions: [...permissions] });
  const service = api.callerWith({ accessToken: key });
  expect((await failureOf(send(service, patients))).code).toBe("PERMISSION_DENIED");
  const owners = await send(caller, patients);
  expect((await failureOf(service.import.run(owners))).code).toBe("PERMISSION_DENIED");
  const { medicalHistory: _, ...mapping } = patients.table.mapping;
  const { state } = await run(service, { ...patients, table: { ...patients.table, mapping } });
  expect(state).toBe("done");
});

it("audits the created patients under the requester's account", async () => {
  const { caller, account } = await api.signUp();
  await run(caller, patients);
  const [patient] = (await caller.patient.list()).items;
  const { items } = await caller.audit.accessReport({ patientId: patient?.id ?? asId("") });
  expect(items.at(-1)).toMatchObject({ accountId: account.id, action: "import.table", outcome: "ok" });
  expect(items.at(-1)).toMatchObject({ basis: "owner import:run", address: "127.0.0.1" });
});
