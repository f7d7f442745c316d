import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { sql } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import { startCaretype, type TestBackend } from "../src/index.ts";

// sqlmap sends hundreds of hostile values for each filter of each list, which takes minutes. So it runs only if
// CARETYPE_SQLMAP is a regular expression of the paths to test, such as `/patients` or `.` for all.

const wanted = process.env.CARETYPE_SQLMAP;
const program = "sqlmap";
const isInstalled = spawnSync(program, ["--version"]).status === 0;
if (wanted === undefined || !isInstalled)
  process.stderr.write("SKIPPED: sqlmap: apt-get install sqlmap, and set CARETYPE_SQLMAP=.\n");

type Schema = { $ref?: string; type?: unknown; format?: string; enum?: unknown[]; examples?: unknown[] };
type Parameter = { $ref?: string; name: string; in: string; schema: Schema };
type Components = { schemas: Record<string, Schema>; parameters: Record<string, Parameter> };
type Document = {
  paths: Record<string, { get?: { parameters?: Parameter[] } }>;
  components: Components;
};

/** Resolves `#/components/schemas/Name`. */
const resolved = <Value extends { $ref?: string }>(all: Record<string, Value>, value: Value): Value =>
  all[value.$ref?.split("/").at(-1) ?? ""] ?? value;

function sampleOf({ type, format, enum: values, examples }: Schema): string {
  const [first] = [...(examples ?? []), ...(values ?? [])];
  if (first !== undefined && first !== null) return String(first);
  if (type === "boolean") return "true";
  if (type === "integer" || type === "number") return "1";
  return format === "date" ? "2026-01-01" : "smith";
}

type Authorized = { backend: TestBackend; accessToken: string; ids: Record<string, string> };

/** The addresses of all lists and searches, each with all filters that can be combined. */
async function addresses({ backend, accessToken, ids }: Authorized): Promise<string[]> {
  const { paths, components }: Document = JSON.parse(
    await (await fetch(`${backend.url}/openapi.json`)).text(),
  );
  const headers = { authorization: `Bearer ${accessToken}` };
  const found: string[] = [];
  for (const [pattern, { get }] of Object.entries(paths)) {
    const filled = pattern.replaceAll(/\{(\w+)\}/g, (part, name: string) => ids[name] ?? part);
    if (!get || filled.includes("{") || !new RegExp(wanted ?? ".").test(pattern)) continue;
    const url = new URL(filled, backend.url);
    for (const each of get.parameters ?? []) {
      const { name, in: place, schema } = resolved(components.parameters, each);
      if (place !== "query") continue;
      url.searchParams.set(name, sampleOf(resolved(components.schemas, schema)));
      if ((await fetch(url, { headers })).status !== 200) url.searchParams.delete(name);
    }
    if (url.search !== "" && (await fetch(url, { headers })).status === 200) found.push(url.href);
  }
  return found;
}

/** A server with an injectable query, as proof that sqlmap detects one. */
async function startHole({ database }: TestBackend): Promise<string> {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? "/", "http://hole").searchParams.get("name");
    database.reader.execute(sql.raw(`select name from patient where name = '${name}'`)).then(
      (rows) => response.end(JSON.stringify([...rows])),
      (error: Error) => response.writeHead(500).end(String(error.cause)),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  return `http://127.0.0.1:${address.port}/?name=smith`;
}

/** Returns the addresses that sqlmap found to be injectable. */
async function injectable(targets: readonly string[], accessToken: string): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "caretype-sqlmap-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [list, results] = [path.join(folder, "targets.txt"), path.join(folder, "results.csv")];
  writeFileSync(list, targets.join("\n"));
  const words = [
    "-m",
    list,
    "--results-file",
    results,
    "--output-dir",
    folder,
    "--batch",
    "--ignore-stdin",
    "--threads",
    "4",
    // Excludes time-based tests: a busy machine looks injectable.
    "--dbms",
    "PostgreSQL",
    "--technique",
    "BEU",
    "--headers",
    `Authorization: Bearer ${accessToken}`,
  ];
  const { stdout } = await promisify(execFile)(program, words, { maxBuffer: 2 ** 28 });
  const tested = Array.from(stdout.matchAll(/testing URL '([^']+)'/g), ([, url]) => url);
  expect(tested, stdout.slice(-2_000)).toEqual(targets);
  if (!existsSync(results)) return [];
  const [, ...rows] = readFileSync(results, "utf8").trim().split("\n");
  return rows.map((row) => row.split(",")[0] ?? "").filter((url) => url.startsWith("http"));
}

test.skipIf(wanted === undefined || !isInstalled)(
  "sqlmap finds no filter into which SQL can be injected, and finds one that is made for it",
  // Thousands of requests.
  { timeout: 3_600_000 },
  async () => {
    const backend = await startCaretype({ rateLimits: { accountPoints: 0, addressPoints: 0 } });
    onTestFinished(() => backend.stop());
    const { client, accessToken } = await backend.signUp();
    const patient = await client.patient.create.mutate({ name: "Smith", gender: "female" });
    const doctor = await client.doctor.create.mutate({ name: "Smith" });
    const ids = { patient_id: patient.id, doctor_id: doctor.id };
    const lists = await addresses({ backend, accessToken, ids });
    expect(lists.length).toBeGreaterThan(0);
    const hole = await startHole(backend);
    expect(await injectable([hole], accessToken)).toEqual([hole]);
    expect(await injectable(lists, accessToken)).toEqual([]);
  },
);
