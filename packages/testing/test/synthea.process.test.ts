import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type SyntheaFile, syntheaColumns, syntheaFiles } from "@caretype/api";
import type { UploadId } from "@caretype/client";
import { writeSyntheaExport } from "@caretype/dev/synthea/synthea-export";
import { parse } from "csv-parse/sync";
import { afterAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { type SignedUp, startCaretype } from "../src/index.ts";
import { restOf } from "./rest.ts";
import { createServerCommandHost } from "./server-command-host.ts";
import { syntheaSources } from "./synthea-sources.ts";

const host = createServerCommandHost();
afterAll(() => host.end());
const rowsAtOnce = 1_000;

type Page<Item> = { items: Item[]; nextCursor: string | null };

async function walk<Item>(list: (cursor: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return items;
}

async function everything({ client }: SignedUp) {
  const [patients, doctors, assignments] = await Promise.all([
    walk((cursor) => client.patient.list.query({ limit: 10, cursor })),
    walk((cursor) => client.doctor.list.query({ limit: 100, cursor })),
    walk((cursor) => client.assignment.list.query({ limit: 20, cursor })),
  ]);
  return { patients, doctors, assignments };
}

const readRows = async (folder: string, file: SyntheaFile) => {
  const { required, optional } = syntheaColumns[file];
  const columns: readonly string[] = [...required, ...optional];
  const records: { record: Record<string, string>; info: { lines: number } }[] = parse(
    await readFile(path.join(folder, file)),
    { columns: true, bom: true, info: true },
  );
  // No cell of an export contains a line break.
  const rows = records.map(({ record, info }) => ({
    line: info.lines,
    cells: columns.map((column) => record[column] ?? ""),
  }));
  return { file, columns: [...columns], rows };
};

const environmentOf = (databaseUrl: string) => ({
  ...process.env,
  CARETYPE_ENV_FILE: "none",
  DATABASE_URL: databaseUrl,
  SECRET_KEY: "only read by the server, but has to be there",
});

const here = syntheaSources.filter(({ isHere }) => isHere);

describe.each(here)("caretype import synthea, of $source", async ({ open, isReal }) => {
  const backend = await startCaretype();
  const { folder, records, clinical, remove } = await open();
  afterAll(() => Promise.all([backend.stop(), remove()]));
  const account = await backend.signUp();
  const environment = environmentOf(backend.databaseUrl);
  const caretype = async (...words: string[]) => {
    const command = { words: [...words, "--account", account.email], environment, input: "" };
    const { status, stdout, stderr } = await host.run(command);
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  const importAll = () => caretype("import", "synthea", folder);
  const counts = `${records.patients} patients, ${records.doctors} doctors, ${records.assignments} assignments`;
  const allCounts = `${counts}, ${clinical}`;
  const total = records.patients + records.doctors + records.assignments;
  let repeated: string;

  it("imports everything, and a second run changes nothing", async () => {
    expect(await importAll()).toContain(`${counts} imported (0 already existed)`);
    const before = await everything(account);
    repeated = await importAll();
    expect(repeated).toContain(`0 patients, 0 doctors, 0 assignments imported (${total} already existed)`);
    expect(await everything(account)).toEqual(before);
  });

  it("shows the same data through the typed client, REST and SQL", async () => {
    const { patients, doctors, assignments } = await everything(account);
    const lengths = { patients: patients.length, doctors: doctors.length, assignments: assignments.length };
    expect(lengths).toEqual(records);
    const send = restOf(backend.url, account.accessToken);
    const overRest = async (address: string) => {
      const { body } = await send(`GET ${address}?limit=200`);
      return Array.isArray(body) ? body.map(({ id, version }) => ({ id, version })) : body;
    };
    const inSql = async (table: string) =>
      backend.database.reader.execute(`select id, version from ${table} order by id desc`);
    for (const [address, table, typed] of [
      ["/patients", "patient", patients],
      ["/doctors", "doctor", doctors],
      ["/mappings", "assignment", assignments],
    ] as const) {
      const expected = typed.map(({ id, version }) => ({ id, version }));
      expect(await overRest(address)).toEqual(expected);
      expect([...(await inSql(table))]).toEqual(expected);
    }
  });

  it.runIf(isReal)("counts each row of a clinical record, and keeps what the files hold", async () => {
    const total = (table: string) => backend.database.reader.execute(`select from ${table}`);
    const [encounters, observations] = await Promise.all([total("encounter"), total("observation")]);
    expect([encounters.count, observations.count]).toEqual([604, 963]);
    const [facts] = await backend.database.reader.execute<Record<string, number>>(`
      select count(*) filter (where jsonb_array_length(components) = 2)::int as pressures,
        count(*) filter (where encounter_id is null)::int as alone,
        count(*) filter (where category is null)::int as "withoutCategory",
        count(*) filter (where value_number is not null and value_unit is null)::int as "withoutUnit"
      from observation`);
    expect(facts).toEqual({ pressures: 27, alone: 75, withoutCategory: 75, withoutUnit: 0 });
    expect(repeated).toContain(
      "observations: 990 rows (0 imported, 963 already existed, 27 are part of another row's record)",
    );
  });

  // The generated export has every kind of record of the real one.
  it.skipIf(isReal)("undoes the import, after which it can be repeated", async () => {
    const list = await caretype("import", "list");
    const [line, ...others] = list.trim().split("\n");
    expect(others).toEqual([]);
    expect(line).toContain(`synthea  ${account.email}: ${allCounts}`);
    const [id = ""] = line?.split(" ") ?? [];
    const dryRun = await caretype("import", "undo", id, "--dry-run");
    expect(dryRun).toBe(`Dry run: ${allCounts} would be removed (0 were already removed)\n`);
    expect(await caretype("import", "undo", id)).toContain(`${allCounts} removed (0 were already removed)`);
    expect(await everything(account)).toEqual({ patients: [], doctors: [], assignments: [] });
    expect(await caretype("import", "list")).toMatch(/, undone \d{4}-/);
    expect(await importAll()).toContain(`${counts} imported (0 already existed)`);
  });
});

it("names the cells that cannot be imported, and imports nothing", async () => {
  const backend = await startCaretype();
  const folder = await mkdtemp(path.join(tmpdir(), "caretype-synthea-"));
  onTestFinished(async () => {
    await Promise.all([backend.stop(), rm(folder, { recursive: true, force: true })]);
  });
  await writeSyntheaExport(folder, { patients: 3, mistakes: true });
  const account = await backend.signUp();
  const words = ["import", "synthea", folder, "--account", account.email];
  const failed = await host.run({ words, environment: environmentOf(backend.databaseUrl), input: "" });
  expect(failed).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(
      /conditions\.csv:2 START: .*"292278994-08-17"\n.*observations\.csv:2 UNITS: Does not measure this/s,
    ),
  });
  expect((await everything(account)).patients).toEqual([]);
});

describe.each(here)("an upload of $source", async ({ open, isReal }) => {
  const backend = await startCaretype();
  const { folder, records, remove } = await open();
  afterAll(() => Promise.all([backend.stop(), remove()]));

  it("is checked and imported, a repeated import changes nothing, and another adds past visits", async () => {
    const { client } = await backend.signUp();
    const names = await readdir(folder);
    const sent = syntheaFiles.filter((file) => names.includes(file));
    const files = await Promise.all(sent.map((file) => readRows(folder, file)));
    const upload = async (options: { appointments?: true } = {}) => {
      const begun = files.map(({ file, columns }) => ({ file, columns }));
      const { id } = await client.import.begin.mutate({ format: "synthea", files: begun, ...options });
      for (const { file, rows } of files)
        for (let at = 0; at < rows.length; at += rowsAtOnce)
          await client.import.addPart.mutate({ id, file, rows: rows.slice(at, at + rowsAtOnce) });
      return { id, rows: files.reduce((sum, { rows }) => sum + rows.length, 0) };
    };
    const ended = ({ id }: { id: UploadId }) =>
      vi.waitFor(
        async () => {
          const state = await client.import.progress.query({ id });
          expect(state.progress).toBeNull();
          return state;
        },
        { interval: 50 },
      );
    const all = (count: "imported" | "present") => {
      const other = count === "imported" ? "present" : "imported";
      const tally = (number: number) => ({ [count]: number, [other]: 0 });
      const { patients, doctors, assignments } = records;
      return { patients: tally(patients), doctors: tally(doctors), assignments: tally(assignments) };
    };
    const importOf = async (begun: { id: UploadId; rows: number }) => {
      await client.import.run.mutate(begun);
      return ended(begun);
    };
    const first = await upload();
    await client.import.check.mutate(first);
    expect(await ended(first)).toMatchObject({ state: "checked", result: all("imported") });
    // Only the real one's upload adds the visits, too.
    if (!isReal) {
      expect(await importOf(first)).toMatchObject({ state: "done", result: all("imported") });
      expect(await importOf(await upload())).toMatchObject({
        state: "done",
        result: { importId: null, ...all("present"), appointments: { imported: 0, present: 0 } },
      });
    }
    const encounters = files.find(({ file }) => file === "encounters.csv")?.rows.length;
    expect(await importOf(await upload({ appointments: true }))).toMatchObject({
      state: "done",
      result: {
        ...all(isReal ? "imported" : "present"),
        appointments: { imported: encounters, present: 0 },
      },
    });
  });
});
