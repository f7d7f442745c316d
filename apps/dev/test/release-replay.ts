import type { Database } from "@caretype/db";
import type { apiOf } from "@caretype/test-api/api";
import { createFixture, createFullFixture } from "@caretype/test-api/fixture";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect, vi } from "vitest";
import { Replay } from "../src/contract/recorded-values.ts";
import type { RecordedCall, Release } from "../src/contract/releases.ts";

type Api = ReturnType<typeof apiOf>;
/** The server refuses these before the appointment begins. Earlier releases did not. So the replay moves it to now. */
const atVisits = ["appointment.checkIn", "appointment.complete", "appointment.noShow"];

type World = Awaited<ReturnType<typeof createFixture>>;

/** Replays a release's client at `url`. `api` creates the records that it needs, in the same database. */
export class ReleaseReplay {
  readonly #release: Release;
  readonly #url: string;
  readonly #api: Api;
  /** Created by the first call: the database may be migrated until then. */
  #fullWorld: ReturnType<typeof createFullFixture> | undefined;
  #changedWorld: Promise<World> | undefined;
  readonly #problemsOf: ReturnType<typeof checkerOf>;

  constructor(release: Release, { url, api }: { url: string; api: Api }) {
    this.#release = release;
    this.#url = url;
    this.#api = api;
    this.#problemsOf = checkerOf(release);
  }

  /** Resolves to differences between the answer and the release's schema. */
  async problemsOf(call: RecordedCall): Promise<string[]> {
    if (call.path.startsWith("import.")) await nothingRuns(this.#api.database.reader);
    return this.#problemsOf(call.path, await this.#answerOf(call));
  }

  /** A change may fail because of an earlier one, such as a session's end. Then it gets new records. */
  async #answerOf(call: RecordedCall): Promise<unknown> {
    this.#fullWorld ??= createFullFixture(this.#api);
    if (this.#release.contract.procedures[call.path]?.type === "query")
      return this.#replay(call, await this.#fullWorld);
    this.#changedWorld ??= createFixture(this.#api);
    return this.#replay(call, await this.#changedWorld).catch(async () => {
      this.#changedWorld = createFixture(this.#api);
      return this.#replay(call, await this.#changedWorld);
    });
  }

  async #replay({ path, input, before = [] }: RecordedCall, world: World) {
    const filling = new Replay(world, Date.now());
    await filling.fill(before);
    if (atVisits.includes(path)) await world.begun();
    const filled = await filling.fill(input);
    const { access } = path.startsWith("staff.") ? await world.staff() : world;
    const [feature = "", name = ""] = path.split(".");
    const client = await clientOf(this.#release, this.#url, { access, refresh: world.refresh });
    const procedure: unknown = Reflect.get(Reflect.get(client, feature), name);
    const method = this.#release.contract.procedures[path]?.type === "query" ? "query" : "mutate";
    const call: unknown = Reflect.get(Object(procedure), method);
    if (typeof call !== "function") throw new Error(`The client of ${this.#release.version} has no ${path}`);
    return call(filled);
  }
}

/** The release's published client, without today's types. */
async function clientOf({ clientFile }: Release, url: string, tokens: object): Promise<object> {
  const { createClient } = await import(clientFile);
  const store = { read: () => tokens, write: () => undefined };
  return createClient({ url, store, retry: false });
}

/** Imports of several practices run in sequence. */
const nothingRuns = (reader: Database) =>
  vi.waitFor(async () => {
    const active = await reader.execute("select from import_upload where state in ('checking', 'running')");
    expect(active.count).toBe(0);
  });

/** Describes differences between an answer and the release's schema. */
function checkerOf({ contract }: Release) {
  const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true, logger: false }));
  return (path: string, answer: unknown): string[] => {
    const { output = {} } = contract.procedures[path] ?? {};
    const validate = ajv.compile({ ...output, $defs: contract.outputs });
    // The client returns undefined for an empty answer.
    return validate(answer ?? null) || answer === undefined
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${path}${instancePath} ${message}`);
  };
}
