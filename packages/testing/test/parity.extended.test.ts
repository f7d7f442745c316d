import { appRouter, createServices, type ProcedureMeta, type RestMeta } from "@caretype/api";
import { openDatabase } from "@caretype/db";
import { cases } from "@caretype/test-api/all-cases";
import { apiOf } from "@caretype/test-api/api";
import { createFixture as createFixtureFor, createFullFixture } from "@caretype/test-api/fixture";
import { generousWaits } from "@caretype/test-database";
import { afterAll, describe, expect, it, vi } from "vitest";
import { startCaretype } from "../src/index.ts";
import { serviceSettings } from "../src/service-settings.ts";
import { restOf } from "./rest.ts";

// Calls every procedure with a REST line on both surfaces, with the same input in two identical fixtures. The answers
// or errors must be the same.

const backend = await startCaretype();
// Same router, same database: this caller creates the fixtures, and the server answers.
const database = openDatabase({ url: backend.databaseUrl, ...generousWaits });
const services = await createServices({ database, settings: serviceSettings });
services.servedAt(backend.url);
const api = apiOf({ database, services, origin: backend.url });
afterAll(async () => {
  await services.close();
  await database.close();
  await backend.stop();
});

type World = Awaited<ReturnType<typeof createFixtureFor>>;
type Input = Record<string, unknown>;
type MakeInput = (world: World) => unknown;
type Row = { input?: MakeInput; variants?: readonly MakeInput[] };

const unknownId = "0198c0de-0000-7000-8000-000000000000";

type Procedure = { path: string; type: string; rest: RestMeta };
type Outcome = { status: number; data?: unknown; code?: unknown; errors?: unknown };

async function callTyped({ path, type }: Procedure, accessToken: string, input: Input): Promise<Outcome> {
  const isQuery = type === "query";
  const query = isQuery ? `?input=${encodeURIComponent(JSON.stringify(input))}` : "";
  const response = await fetch(`${backend.url}/trpc/${path}${query}`, {
    method: isQuery ? "GET" : "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${accessToken}` },
    ...(isQuery ? {} : { body: JSON.stringify(input) }),
  });
  const { result, error } = JSON.parse(await response.text());
  if (error)
    return { status: response.status, code: error.data.code, errors: error.data.errors ?? undefined };
  return { status: response.status, data: result.data };
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Names from other standards are the same on both surfaces. */
const keepsNames = /^(response|passkey)$/;

/** The values of these fields are field names. */
const namesFields = /fields(_left|Left)?$/i;

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      rename(name),
      namesFields.test(name) && Array.isArray(part)
        ? part.map(rename)
        : keepsNames.test(name)
          ? part
          : renamed(part, rename),
    ]),
  );
}

/** A list repeats its parameter's name for each value. */
function queryOf(fields: Input): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) query.append(snake(name), String(one));
  return query;
}

async function callRest({ rest: { line } }: Procedure, accessToken: string, input: Input): Promise<Outcome> {
  const rest = { ...input };
  const filled = line.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name] ?? "");
    delete rest[name];
    return value;
  });
  const isQuery = line.startsWith("GET");
  const query = isQuery ? `?${queryOf(rest)}` : "";
  const answer = await restOf(backend.url, accessToken)(
    `${filled}${query}`,
    isQuery ? undefined : renamed(rest, snake),
  );
  const body = renamed(answer.body, camel);
  if (answer.status >= 400) {
    const { code, errors } = Object(body);
    return { status: answer.status, code, errors };
  }
  if (!Array.isArray(body)) return { status: answer.status, data: body };
  const linked = (rel: string) =>
    new RegExp(`cursor=([^&>]+)[^>]*>; rel="${rel}"`).exec(answer.headers.get("link") ?? "")?.[1] ?? null;
  // Only lists of people have this header.
  const similar = ["GET /patients", "GET /doctors"].includes(line)
    ? { similar: answer.headers.get("similar") === "true" }
    : {};
  // Only lists of the audit have this header.
  const archived = archivedLines.includes(line)
    ? {
        archivedBefore: answer.headers.get("archived-before"),
        ...(line === "GET /audit" && { resumeCursor: answer.headers.get("resume-cursor") }),
      }
    : {};
  // Only a timeline also pages backwards.
  const previous = line === timelineLine ? { previousCursor: linked("prev") } : {};
  // Only a series has this header.
  const skipped =
    line === "POST /appointments/series" ? { skipped: answer.headers.get("skipped") ?? [] } : {};
  // Only the typed API returns former names, of which the worlds have none.
  const former = line === "GET /patients" ? { formerNames: [] } : {};
  const data = {
    items: body,
    nextCursor: linked("next"),
    ...former,
    ...previous,
    ...similar,
    ...archived,
    ...skipped,
  };
  return { status: answer.status, data };
}

const timelineLine = "GET /patients/{patientId}/timeline";
const archivedLines = ["GET /audit", "GET /patients/{patientId}/access-report"];

/** Replaces the differences of two fixtures: ids by their order, instants, tokens, addresses. */
function comparable({ status, ...outcome }: Outcome): unknown {
  const labels = new Map<string, string>();
  const text = JSON.stringify(outcome)
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      const label = labels.get(id) ?? `id-${labels.size}`;
      labels.set(id, label);
      return label;
    })
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "instant")
    .replace(
      /"(access|refresh|revision|cursor|next|nextCursor|previousCursor|secret|uri|qrCode|key|hint|link|path)":"[^"]+"/g,
      '"$1":"opaque"',
    )
    .replace(/"hash":"[0-9a-f]{64}"/g, '"hash":"hash"')
    .replace(/"(id|challenge|code)":"([\w-]{43}|[\w-]{22})"/g, '"$1":"opaque"')
    .replace(/"recoveryCodes":\[[^\]]+\]/, '"recoveryCodes":"opaque"');
  return { isError: status >= 400 ? status : false, ...JSON.parse(text) };
}

type Walked = { _def: { type: string; meta?: ProcedureMeta } };
// tRPC's types do not include a procedure's definition. The router's tests check that it exists.
const definitionOf = (procedure: unknown) => (procedure as Walked)._def;

const procedures: Procedure[] = Object.entries(appRouter._def.procedures).flatMap(([path, procedure]) => {
  const { type, meta } = definitionOf(procedure);
  return meta?.rest ? [{ path, type, rest: meta.rest }] : [];
});

it("has a row for every procedure with a REST line", () => {
  expect([...cases.keys()]).toEqual(expect.arrayContaining(procedures.map(({ path }) => path)));
});

const makeWorld = () => createFixtureFor(api);

/** Only for queries, which change nothing. */
const sharedWorlds = Promise.all([createFullFixture(api), createFullFixture(api)]);
const makeWorlds = (): Promise<[World, World]> => Promise.all([makeWorld(), makeWorld()]);

/** Staff procedures need a staff account's token. */
const callerIn = async ({ path }: Procedure, world: World) =>
  path.startsWith("staff.") ? (await world.staff()).access : world.access;

/** Any practice's concurrent import changes their answers. */
const waitForOthers: readonly string[] = ["import.undo", "import.check", "import.run", "import.cancel"];

const nothingRuns = () =>
  vi.waitFor(async () => {
    const active = await backend.database.reader.execute(
      "select from import_upload where state in ('checking', 'running')",
    );
    expect(active.count).toBe(0);
  });

/** REST treats an invalid id in the path like an unknown one. The typed surface rejects it as invalid. */
function asInAddress({ rest: { line } }: Procedure, input: Input): Input {
  const inPath = [...line.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const replaced = inPath.filter((name) => !isId.test(String(input[name])));
  return { ...input, ...Object.fromEntries(replaced.map((name) => [name, unknownId])) };
}

/** The id of a record, or of a passkey. */
const isId = /^[\w-]{20,}$/;

async function inputIn(procedure: Procedure, world: World, makeInput: MakeInput): Promise<Input> {
  const input = await makeInput(world);
  if (waitForOthers.includes(procedure.path)) await nothingRuns();
  return { ...Object(input) };
}

async function statusIn(
  [one, other]: [World, World],
  procedure: Procedure,
  makeInput: MakeInput,
): Promise<number> {
  const ofOne = asInAddress(procedure, await inputIn(procedure, one, makeInput));
  const typed = await callTyped(procedure, await callerIn(procedure, one), ofOne);
  const ofOther = await inputIn(procedure, other, makeInput);
  const plain = await callRest(procedure, await callerIn(procedure, other), ofOther);
  expect(comparable(plain)).toEqual(comparable(typed));
  return plain.status;
}

async function statusOfQuery(
  procedure: Procedure,
  { input = () => ({}), variants = [] }: Row,
): Promise<number> {
  const worlds = await sharedWorlds;
  // An input may create records in the answer to another, so all are built before the first call.
  for (const world of worlds) for (const makeInput of [input, ...variants]) await makeInput(world);
  const statuses = [input, ...variants].map((makeInput) => statusIn(worlds, procedure, makeInput));
  return (await Promise.all(statuses))[0] ?? 0;
}

/** Two worlds with the same history, for successive mutations. Creating worlds takes longer than a call. */
let current: [World, World] | undefined;

async function statusOfMutation(procedure: Procedure, row: Row): Promise<number> {
  const { status: expected } = procedure.rest;
  const found = current && (await statusAfterOthers(current, procedure, row).catch(() => undefined));
  if (found === expected) return found;
  // Earlier mutations may have removed a dependency, such as a record or the session.
  current = undefined;
  return statusAlone(procedure, row);
}

async function statusAfterOthers(
  worlds: [World, World],
  procedure: Procedure,
  { input = () => ({}), variants = [] }: Row,
): Promise<number> {
  for (const makeInput of variants) await statusIn(worlds, procedure, makeInput);
  return statusIn(worlds, procedure, input);
}

async function statusAlone(
  procedure: Procedure,
  { input = () => ({}), variants = [] }: Row,
): Promise<number> {
  // A refused call changes nothing, so the next one reuses the fixtures.
  let unchanged: [World, World] | undefined;
  let hasActed = false;
  const onAction = () => {
    hasActed = true;
  };
  for (const makeInput of variants) {
    const worlds: [World, World] = unchanged ?? (await makeWorlds());
    if (!unchanged) hasActed = false;
    const status = await statusIn(worlds, procedure, (world) => makeInput(watched(world, onAction)));
    unchanged = status >= 400 ? worlds : undefined;
  }
  // An action may have set up something that this input excludes, such as a second factor.
  current = unchanged && !hasActed ? unchanged : await makeWorlds();
  return statusIn(current, procedure, input);
}

/** Calls `onAction` when one of the fixture's functions is read. */
const watched = (world: World, onAction: () => void): World =>
  new Proxy(world, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value === "function") onAction();
      return value;
    },
  });

describe.each(procedures)("$path", (procedure) => {
  it("gives the same answer on both surfaces, and treats an invalid id in a path like an unknown one", async () => {
    const statusOf = procedure.type === "query" ? statusOfQuery : statusOfMutation;
    expect(await statusOf(procedure, cases.get(procedure.path) ?? {})).toBe(procedure.rest.status);
  });
});
