import { createServices } from "@caretype/api";
import { apiOf } from "@caretype/api/cases/api";
import { createFixture, createFullFixture } from "@caretype/api/cases/fixture";
import { openDatabase } from "@caretype/db";
import { startCaretype } from "@caretype/testing";
import { serviceSettings } from "@caretype/testing/service-settings";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { afterAll, describe, expect, it, vi } from "vitest";
import { Replay } from "../src/contract/recorded-values.ts";
import { type RecordedCall, type Release, readRelease, releaseVersions } from "../src/contract/releases.ts";

// The clients of the last releases make the calls that they made then, against this server. What it answers has to be
// what their types say.

const backend = await startCaretype();
// The same router on the same database: this caller creates the fixtures, and the server answers.
const database = openDatabase({ url: backend.databaseUrl, lockTimeoutMilliseconds: 5_000 });
const services = await createServices({ database, settings: serviceSettings });
services.servedAt(backend.url);
const api = apiOf({ database, services, origin: backend.url });
afterAll(async () => {
  await services.close();
  await database.close();
  await backend.stop();
});

const keptReleases = 3;
const releases = releaseVersions().slice(0, keptReleases).map(readRelease);

type World = Awaited<ReturnType<typeof createFixture>>;

/** For queries, and for changes until one of them needs a new one. */
const fullWorld = createFullFixture(api);
let changedWorld = createFixture(api);

/** The client as users of the release have it, without today's types. */
async function clientOf({ clientFile }: Release, tokens: object): Promise<object> {
  const { createClient } = await import(clientFile);
  const store = { read: () => tokens, write: () => undefined };
  return createClient({ url: backend.url, store, retry: false });
}

async function replay(release: Release, { path, input, before = [] }: RecordedCall, world: World) {
  const filling = new Replay(world, Date.now());
  await filling.fill(before);
  const filled = await filling.fill(input);
  const { access } = path.startsWith("staff.") ? await world.staff() : world;
  const [feature = "", name = ""] = path.split(".");
  const client = await clientOf(release, { access, refresh: world.refresh });
  const procedure: unknown = Reflect.get(Reflect.get(client, feature), name);
  const method = release.contract.procedures[path]?.type === "query" ? "query" : "mutate";
  const call: unknown = Reflect.get(Object(procedure), method);
  if (typeof call !== "function") throw new Error(`The client of ${release.version} has no ${path}`);
  return call(filled);
}

/** A change may fail because of an earlier one, such as the end of a session. Then it gets records of its own. */
async function answerOf(release: Release, call: RecordedCall): Promise<unknown> {
  if (release.contract.procedures[call.path]?.type === "query") return replay(release, call, await fullWorld);
  return replay(release, call, await changedWorld).catch(async () => {
    changedWorld = createFixture(api);
    return replay(release, call, await changedWorld);
  });
}

/** An import waits for the one of another practice. */
const nothingRuns = () =>
  vi.waitFor(async () => {
    const active = await backend.database.reader.execute(
      "select from import_upload where state in ('checking', 'running')",
    );
    expect(active.count).toBe(0);
  });

/** Says how an answer differs from what a release promises. */
function checkerOf({ contract }: Release) {
  const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true, logger: false }));
  return (path: string, answer: unknown): string[] => {
    const { output = {} } = contract.procedures[path] ?? {};
    const validate = ajv.compile({ ...output, $defs: contract.outputs });
    // An answer without content is undefined in the client.
    return validate(answer ?? null) || answer === undefined
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${path}${instancePath} ${message}`);
  };
}

describe.each(releases)("the client of $version", (release) => {
  const problemsOf = checkerOf(release);

  it("calls all of its procedures", () => {
    const paths = release.calls.map(({ path }) => path).toSorted();
    expect(paths).toEqual(Object.keys(release.contract.procedures).toSorted());
  });

  it.each(release.calls)("gets the answer of $path that it knows", async (call) => {
    if (call.path.startsWith("import.")) await nothingRuns();
    expect(problemsOf(call.path, await answerOf(release, call))).toEqual([]);
  });
});
