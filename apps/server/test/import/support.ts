import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { appRouter, createCallerFactory, createServices } from "@caretype/api";
import { openDatabase } from "@caretype/db";
import { createTestDatabase, generousWaits } from "@caretype/test-database";
import { afterAll } from "vitest";
import { runImportDuplicates, runImportList, runImportUndo } from "../../src/import/batch-commands.ts";
import { runCalendarImport } from "../../src/import/calendar-command.ts";
import { runSyntheaImport } from "../../src/import/synthea-command.ts";
import { runTableImport } from "../../src/import/table-command.ts";

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A folder with the files, removed after the test file. */
export async function folderWith(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "caretype-import-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content);
  return folder;
}

export const patientsHeader = "Id,BIRTHDATE,SSN,PREFIX,FIRST,LAST,SUFFIX,GENDER,ADDRESS,CITY,STATE,ZIP";
export const providersHeader = "Id,ORGANIZATION,NAME,GENDER,SPECIALITY,ADDRESS,CITY,STATE,ZIP";
export const encountersHeader = "Id,START,PATIENT,PROVIDER,DESCRIPTION,REASONDESCRIPTION";

/**
 * Two patients, two providers, and four encounters of two pairs.
 * Each mark has its own identifiers.
 */
export function smallExport(mark: string) {
  return {
    "patients.csv": [
      patientsHeader,
      `${mark}-p1,1980-02-29,999-11-2222,Mrs.,Ana,Silva,PhD,F,1 Main St,Boston,MA,02101`,
      `${mark}-p2,2001-12-31,999-33-4444,,Bo,Li,,M,2 Elm St,Salem,MA,`,
    ],
    "providers.csv": [
      providersHeader,
      `${mark}-d1,${mark}-o1,Víctor Noriega,M,GENERAL PRACTICE,3 Oak St,Boston,MA,02101`,
      `${mark}-d2,,Eve Stone,F,PSYCHIATRY,4 Pine St,Salem,MA,01970`,
    ],
    "organizations.csv": ["Id,NAME,PHONE", `${mark}-o1,CLINIC,617-555-0100 Or 617-555-0101`],
    "encounters.csv": [
      encountersHeader,
      `e1,2020-01-01T10:00:00Z,${mark}-p1,${mark}-d1,Check-up,Old reason`,
      `e2,2022-01-01T10:00:00Z,${mark}-p1,${mark}-d1,Check-up,`,
      `e3,2021-01-01T10:00:00Z,${mark}-p1,${mark}-d1,Check-up,Middle reason`,
      `e4,2021-01-01T10:00:00Z,${mark}-p2,${mark}-d2,Check-up,Asthma`,
    ],
  };
}

type ExportLines = ReturnType<typeof smallExport>;
export const textOf = (lines: ExportLines): Record<string, string> =>
  Object.fromEntries(Object.entries(lines).map(([name, rows]) => [name, `${rows.join("\n")}\n`]));

/** Returns the id of the batch, from the import's output. */
export function batchIn(out: string): string {
  const [, id] = /import undo (\S+) --account/.exec(out) ?? [];
  if (!id) throw new Error(`no batch in ${out}`);
  return id;
}

const createCaller = createCallerFactory(appRouter);

/** The import on its own database, with accounts created through the API. */
export async function createImportHarness() {
  const testDatabase = await createTestDatabase();
  const database = openDatabase({ url: testDatabase.url, ...generousWaits });
  const services = await createServices({
    database,
    settings: {
      secretKey: "a secret key of the tests, long enough",
      accessTokenMinutes: 60,
      refreshTokenDays: 7,
      registration: "open",
      rateLimits: { accountPoints: 0, addressPoints: 0 },
      bcryptCost: 4,
      directoryWrites: "anybody",
    },
  });
  afterAll(async () => {
    await services.close();
    await database.close();
    await testDatabase.drop();
  });

  async function signUp(email: string) {
    const context = {
      services,
      requestId: "test",
      address: "127.0.0.1",
      userAgent: null,
      idempotency: null,
      practice: null,
    };
    const anonymous = createCaller({ ...context, accessToken: null });
    const account = await anonymous.account.register({ email, password: "correct horse battery" });
    if (!account.tokens) throw new Error("no tokens");
    return {
      id: account.id,
      email,
      caller: createCaller({ ...context, accessToken: account.tokens.access }),
    };
  }

  async function runImport(
    folder: string,
    account: string,
    options: Partial<Parameters<typeof runSyntheaImport>[0]> = {},
  ) {
    const [out, progress] = [new PassThrough(), new PassThrough()];
    const request = { folder, account, dryRun: false, ...options };
    const code = await runSyntheaImport(request, (run) => run(database), { out, errors: progress });
    return { code, out: text(out), errors: text(progress).split("\n") };
  }

  async function runTable(
    file: string,
    account: string,
    options: Pick<Parameters<typeof runTableImport>[0], "records" | "columns"> &
      Partial<Parameters<typeof runTableImport>[0]>,
  ) {
    const [out, progress] = [new PassThrough(), new PassThrough()];
    const request = { file, account, dryRun: false, ...options };
    const code = await runTableImport(request, (run) => run(database), { out, errors: progress });
    return { code, out: text(out), errors: text(progress).split("\n") };
  }

  async function runCalendar(
    files: string[],
    account: string,
    options: Pick<Parameters<typeof runCalendarImport>[0], "columns"> &
      Partial<Parameters<typeof runCalendarImport>[0]>,
  ) {
    const [out, progress] = [new PassThrough(), new PassThrough()];
    const request = { files, account, dryRun: false, skipInvalid: false, ...options };
    const code = await runCalendarImport(request, (run) => run(database), { out, errors: progress });
    return { code, out: text(out), errors: text(progress).split("\n") };
  }

  const text = (stream: PassThrough) => String(stream.read() ?? "");
  type Run = (
    on: Parameters<typeof runImportUndo>[1],
    output: Parameters<typeof runImportUndo>[2],
  ) => Promise<0 | 1>;

  async function runCommand(run: Run) {
    const [out, errors] = [new PassThrough(), new PassThrough()];
    const code = await run((work) => work(database), { out, errors });
    return { code, out: text(out), errors: text(errors).split("\n").slice(0, -1) };
  }

  const runUndo = (id: string, account: string, { dryRun = false } = {}) =>
    runCommand((on, output) => runImportUndo({ id, account, dryRun }, on, output));
  const runDuplicates = (id: string, account: string) =>
    runCommand((on, output) => runImportDuplicates({ id, account }, on, output));
  const runList = (account: string, limit = "50") =>
    runCommand((on, output) => runImportList({ account, limit }, on, output));

  /**
   * Imports a small export with its own identifiers.
   * Resolves to the id of the batch.
   */
  async function importSmall(mark: string, account: string) {
    const { out } = await runImport(await folderWith(textOf(smallExport(mark))), account);
    return batchIn(out);
  }

  /** Resolves to the number of rows in each table. */
  async function rowCounts() {
    const [row] = await database.reader.execute<Record<string, number>>(
      `select (select count(*) from patient) as patients, (select count(*) from doctor) as doctors,
        (select count(*) from assignment) as assignments, (select count(*) from patient_external_id) as "patientIds",
        (select count(*) from doctor_external_id) as "doctorIds"`,
    );
    return { ...row };
  }

  return {
    database,
    databaseUrl: testDatabase.url,
    services,
    signUp,
    runImport,
    runTable,
    runCalendar,
    runUndo,
    runList,
    runDuplicates,
    importSmall,
    rowCounts,
  };
}
