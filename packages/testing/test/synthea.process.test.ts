import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { type SignedUp, startCaretype } from "../src/index.ts";
import { restOf } from "./rest.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = `${root}../shared/data/synthea`;
const isHere = existsSync(folder);

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

if (!isHere)
  process.stderr.write(`SKIPPED: there is no Synthea export in ${folder}, so real data is not tried.\n`);

describe.skipIf(!isHere)("caretype import synthea", async () => {
  const backend = await startCaretype();
  afterAll(() => backend.stop());
  const account = await backend.signUp();
  const environment = {
    ...process.env,
    CARETYPE_ENV_FILE: "none",
    DATABASE_URL: backend.databaseUrl,
    SECRET_KEY: "only read by the server, but has to be there",
  };
  const caretype = async (...words: string[]) => {
    const command = ["apps/server/src/main.js", ...words, "--account", account.email];
    return (await run(process.execPath, command, { cwd: root, env: environment })).stdout;
  };
  const importSample = () => caretype("import", "synthea", folder);

  it("imports the sample, and a second run changes nothing", async () => {
    expect(await importSample()).toContain(
      "27 patients, 166 doctors, 57 assignments imported (0 were already there)",
    );
    const before = await everything(account);
    expect(await importSample()).toContain(
      "0 patients, 0 doctors, 0 assignments imported (250 were already there)",
    );
    expect(await everything(account)).toEqual(before);
  });

  async function everything({ client }: SignedUp) {
    const [patients, doctors, assignments] = await Promise.all([
      walk((cursor) => client.patient.list.query({ limit: 10, cursor })),
      walk((cursor) => client.doctor.list.query({ limit: 100, cursor })),
      walk((cursor) => client.assignment.list.query({ limit: 20, cursor })),
    ]);
    return { patients, doctors, assignments };
  }

  it("shows the same data through the typed client, REST and SQL", async () => {
    const { patients, doctors, assignments } = await everything(account);
    expect([patients.length, doctors.length, assignments.length]).toEqual([27, 166, 57]);
    const send = restOf(backend.url, account.accessToken);
    const overRest = async (path: string) => {
      const { body } = await send(`GET ${path}?limit=200`);
      return Array.isArray(body) ? body.map(({ id, version }) => ({ id, version })) : body;
    };
    const inSql = async (table: string) =>
      backend.database.reader.execute(`select id, version from ${table} order by id desc`);
    for (const [path, table, typed] of [
      ["/patients", "patient", patients],
      ["/doctors", "doctor", doctors],
      ["/mappings", "assignment", assignments],
    ] as const) {
      const expected = typed.map(({ id, version }) => ({ id, version }));
      expect(await overRest(path)).toEqual(expected);
      expect([...(await inSql(table))]).toEqual(expected);
    }
  });

  it("undoes the import, after which it can be repeated", async () => {
    const list = await caretype("import", "list");
    const [line, ...others] = list.trim().split("\n");
    expect(others).toEqual([]);
    expect(line).toContain(`synthea  ${account.email}: 27 patients, 166 doctors, 57 assignments`);
    const [id = ""] = line?.split(" ") ?? [];
    const counts = "27 patients, 166 doctors, 57 assignments";
    const dryRun = await caretype("import", "undo", id, "--dry-run");
    expect(dryRun).toBe(`Dry run: ${counts} would be removed (0 had been removed before)\n`);
    expect(await caretype("import", "undo", id)).toContain(`${counts} removed (0 had been removed before)`);
    expect(await everything(account)).toEqual({ patients: [], doctors: [], assignments: [] });
    expect(await caretype("import", "list")).toMatch(/57 assignments, undone \d{4}-/);
    expect(await importSample()).toContain(`${counts} imported (0 were already there)`);
  });
});
