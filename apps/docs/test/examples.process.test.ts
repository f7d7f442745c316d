import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServices } from "@caretype/api";
import { callProcedure } from "@caretype/cli/call-procedure";
import { databaseGroups, kebabCase } from "@caretype/cli/feature-names";
import { procedureCommand } from "@caretype/cli/procedure-command";
import { type Client, createClient, type Fetch } from "@caretype/client";
import { openDatabase } from "@caretype/db";
import { cases } from "@caretype/test-api/all-cases";
import { apiOf } from "@caretype/test-api/api";
import { createFixture, createFullFixture } from "@caretype/test-api/fixture";
import { generousWaits } from "@caretype/test-database";
import { startCaretype } from "@caretype/testing";
import { serviceSettings } from "@caretype/testing/service-settings";
import { afterAll, describe, expect, it, vi } from "vitest";
import {
  commandExample,
  curlExample,
  environmentName,
  exampleInput,
  placeholderName,
  typedExample,
} from "../src/reference/examples.ts";
import { type ReferenceProcedure, referenceProcedures } from "../src/reference/procedures.ts";
import { startShell } from "./shell.ts";

// Runs the reference's examples: TypeScript with the client, curl in a shell, and the command line. A fixture
// provides the reader's values.

const backend = await startCaretype();
// Same router, same database: this caller creates the fixtures, and the server answers.
const database = openDatabase({ url: backend.databaseUrl, ...generousWaits });
const services = await createServices({ database, settings: serviceSettings });
services.servedAt(backend.url);
const api = apiOf({ database, services, origin: backend.url });
const folder = await mkdtemp(join(tmpdir(), "caretype-examples-"));
const shell = startShell({ PATH: process.env.PATH, CARETYPE_URL: backend.url, CURL_HOME: folder });
afterAll(async () => {
  shell.stop();
  await services.close();
  await database.close();
  await backend.stop();
  await rm(folder, { recursive: true });
});

type World = Awaited<ReturnType<typeof createFixture>>;
type Values = Record<string, unknown>;

type Run = { procedure: ReferenceProcedure; values: Values; access: string; refresh: string; key: string };

/** Fills in the placeholders of an example's input. Everything else must be equal. */
function collect(sample: unknown, real: unknown, values: Values): void {
  const name = placeholderName(sample);
  if (name !== null) {
    if (name in values) expect(values[name]).toEqual(real);
    values[name] = real;
  } else if (typeof sample === "object" && sample !== null) {
    for (const [key, part] of Object.entries(sample)) collect(part, Object(real)[key], values);
  } else if (!String(sample).startsWith("new.address@")) expect(sample).toBe(real);
}

/** All examples of a call share a key: the server then refuses a different input. */
function clientOf({ access, refresh, key }: Run): Client {
  const fetchWithKey: Fetch = (url, init) => {
    const headers = new Headers(init?.headers);
    if (headers.has("idempotency-key")) headers.set("idempotency-key", key);
    return fetch(url, { ...init, headers });
  };
  const tokens = { access, refresh };
  const store = { read: () => tokens, write: () => undefined };
  return createClient({ url: backend.url, fetch: fetchWithKey, store, retry: false });
}

async function runTyped(code: string, run: Run): Promise<void> {
  const call = new Function("caretype", ...Object.keys(run.values), `return (async () => { ${code} })()`);
  await call(clientOf(run), ...Object.values(run.values));
}

const variablesOf = ({ values, access }: Run) => ({
  TOKEN: access,
  ...Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      environmentName(name),
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  ),
});

async function runCurl(code: string, run: Run): Promise<void> {
  const settings = ["silent", "show-error", "include", `header = "Idempotency-Key: ${run.key}"`];
  await writeFile(join(folder, ".curlrc"), settings.join("\n"));
  const stdout = await shell.run(code, variablesOf(run));
  expect(stdout).toMatch(new RegExp(`^HTTP/1.1 ${run.procedure.meta.rest?.status} `));
  if (isRepeatable(run.procedure)) expect(stdout.toLowerCase()).toContain("idempotency-replayed: true");
}

/** Prints its arguments and its input. */
const printer = `caretype() { printf '%s\\0' "$@"; [ "\${*: -1}" = - ] && cat || true; }`;

async function runCommand(code: string, run: Run): Promise<void> {
  const { command } = run.procedure;
  if (!command) throw new Error("There is no command");
  const stdout = await shell.run(`${printer}\n${code}`, variablesOf(run));
  const words = stdout.split("\0");
  const read = words.pop() ?? "";
  const group = kebabCase(command.feature);
  const name = [...(databaseGroups.includes(group) ? ["api"] : []), group, kebabCase(command.name)];
  expect(words.slice(0, name.length)).toEqual(name);
  const called = vi.fn();
  const own = procedureCommand(command, async ({ definition, values, options }) => {
    const input =
      definition.fields.length === 0 ? undefined : { ...Object(readInput(options, read)), ...values };
    await callProcedure(clientOf(run), { definition, input });
    called();
  });
  await own.parseAsync(words.slice(name.length), { from: "user" });
  expect(called).toHaveBeenCalled();
}

const readInput = ({ input }: { input?: string }, read: string): unknown =>
  input === "-" ? JSON.parse(read) : {};

/** These calls end the session or switch the practice. */
const ending: readonly string[] = [
  "account.logout",
  "account.logoutEverywhere",
  "session.end",
  "member.leave",
];

/** Whether the server replays its answer to a second call with the same key. */
const isRepeatable = ({ path, type, meta: { guard, idempotent } }: ReferenceProcedure) =>
  type === "mutation" &&
  !ending.includes(path) &&
  (guard?.kind === "protected" ? guard.keyed : idempotent === true);

const sharedWorld = createFullFixture(api);

async function runIn(world: World, procedure: ReferenceProcedure): Promise<Run> {
  const { path } = procedure;
  const values: Values = {};
  if (path.startsWith("import.")) await nothingRuns();
  const real = await cases.get(path)?.input?.(world);
  collect((await exampleInput(path)) ?? {}, real ?? {}, values);
  const access = path.startsWith("staff.") ? (await world.staff()).access : world.access;
  return { procedure, values, access, refresh: world.refresh, key: randomUUID() };
}

/** Imports of several practices run in sequence. */
const nothingRuns = () =>
  vi.waitFor(async () => {
    const active = await backend.database.reader.execute(
      "select from import_upload where state in ('checking', 'running')",
    );
    expect(active.count).toBe(0);
  });

describe.each(referenceProcedures())("the examples of $path", (procedure) => {
  it("run", async () => {
    const input = await exampleInput(procedure.path);
    const [typed, curl, command] = [typedExample, curlExample, commandExample].map((example) =>
      example(procedure, input),
    );
    const worldOf = () => (procedure.type === "query" ? sharedWorld : createFixture(api));
    let run: Run | undefined;
    const nextRun = async () => {
      if (!run || (procedure.type === "mutation" && !isRepeatable(procedure)))
        run = await runIn(await worldOf(), procedure);
      return run;
    };
    if (typed) await runTyped(typed, await nextRun());
    if (curl) await runCurl(curl, await nextRun());
    if (command) await runCommand(command, await nextRun());
    expect(typed ?? curl).not.toBeNull();
  });
});
