import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type * as imports from "../src/import.ts";
import type * as client from "../src/index.ts";
import { FakeServer, gate, unavailable } from "./fake-server.ts";

// The client with React Native's globals only. They come from its packages `abort-controller` and `whatwg-fetch`.

let code: string;
let server: FakeServer;

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: 'export * from "./src/index.ts"; export * from "./src/import.ts";',
      resolveDir: fileURLToPath(new URL("..", import.meta.url)),
    },
    bundle: true,
    format: "iife",
    globalName: "caretype",
    target: "es2022",
    write: false,
  });
  code = outputFiles[0]?.text ?? "";
});

beforeEach(async () => {
  server = await FakeServer.start();
});

/** Without a reason, and without `throwIfAborted`. */
class Signal extends EventTarget {
  aborted = false;
}

class Controller {
  readonly signal = new Signal();
  abort() {
    if (this.signal.aborted) return;
    this.signal.aborted = true;
    this.signal.dispatchEvent(new Event("abort"));
  }
}

/** Neither validates nor parses. */
class NativeUrl {
  readonly href: string;
  constructor(url: string) {
    this.href = url;
  }
  get origin(): string {
    throw new Error("not implemented");
  }
}

/** Node's `fetch` rejects other classes of `AbortSignal`. */
async function fetch(url: string, init: RequestInit & { signal?: Signal | null }) {
  const own = new AbortController();
  init.signal?.addEventListener("abort", () => own.abort());
  if (init.signal?.aborted) own.abort();
  const response = await globalThis.fetch(url, { ...init, signal: own.signal });
  const { ok, status, headers } = response;
  return { ok, status, headers, url, json: async () => JSON.parse(await response.text()) };
}

const random = { getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes) };

type Package = typeof client & typeof imports;

/** Newer globals that Hermes lacks. */
const missing = ["Promise.withResolvers", "Promise.try", "Array.fromAsync", "Map.groupBy", "Object.groupBy"];

function inReactNative(globals: object = { crypto: random }): Package {
  const context = createContext({
    AbortController: Controller,
    AbortSignal: Signal,
    URL: NativeUrl,
    fetch,
    Headers,
    Response,
    setTimeout,
    clearTimeout,
    queueMicrotask,
    performance,
    atob,
    TextEncoder,
    console,
    navigator: { product: "ReactNative" },
    ...globals,
  });
  for (const name of missing) runInContext(`delete ${name}`, context);
  const loaded: Package = runInContext(`${code}; caretype`, context);
  return loaded;
}

const signedIn = async (loaded: Package) => {
  const caretype = loaded.createClient({ url: server.url });
  await caretype.auth.login({ email: "ada@example.org", password: "nine lives of a lamp" });
  return caretype;
};

const signal = ({ signal }: Controller) => signal as unknown as AbortSignal;

describe("a client in React Native", () => {
  it("signs in, calls, retries, renews, reads pages and signs out", async () => {
    const loaded = inReactNative();
    const caretype = await signedIn(loaded);
    const pages = [
      { items: [{ name: "Ada" }], nextCursor: "next" },
      { items: [{ name: "Bo" }], nextCursor: null },
    ];
    server.work["patient.list"] = () => pages.shift();
    const names = [];
    for await (const { name } of caretype.patient.list.pages()) names.push(name);
    expect(names).toEqual(["Ada", "Bo"]);
    const failures = [unavailable()];
    server.work["patient.create"] = (input) => {
      const failure = failures.pop();
      if (failure) throw failure;
      return input;
    };
    const jane = { name: "Jane Roe", gender: "female", age: 41 } as const;
    const created = [caretype.patient.create.mutate(jane), caretype.patient.create.mutate(jane)];
    expect(await Promise.all(created)).toMatchObject([jane, jane]);
    server.expireAccess();
    await caretype.account.me.query();
    expect((await caretype.auth.session())?.accountId).toBe("account-1");
    expect(await caretype.auth.logout()).toEqual({ endedOnServer: true });
  });

  it("ends a call that is aborted before, meanwhile or before a retry, and one whose time is up", async () => {
    const loaded = inReactNative();
    const caretype = await signedIn(loaded);
    const [before, during, waiting] = [new Controller(), new Controller(), new Controller()];
    before.abort();
    const early = caretype.patient.list.query({}, { signal: signal(before) });
    await expect(early).rejects.toSatisfy(loaded.isAborted);
    const { passed, open } = gate();
    server.work["patient.list"] = () => {
      during.abort();
      return passed;
    };
    const late = caretype.patient.list.query({}, { signal: signal(during) });
    await expect(late).rejects.toSatisfy(loaded.isAborted);
    server.work["patient.byId"] = () => {
      queueMicrotask(() => waiting.abort());
      throw unavailable();
    };
    const id = loaded.patientId.parse("0198c0de-0000-7000-8000-000000000000");
    const retried = caretype.patient.byId.query({ id }, { signal: signal(waiting) });
    await expect(retried).rejects.toSatisfy(loaded.isAborted);
    const slow = caretype.patient.list.query({}, { timeoutMs: 1 });
    await expect(slow).rejects.toSatisfy(loaded.isNetworkError);
    open();
  });

  it("ends an import", async () => {
    const loaded = inReactNative();
    const caretype = await signedIn(loaded);
    const leaving = new Controller();
    server.work["import.begin"] = () => ({ id: "upload" });
    server.work["import.addPart"] = () => leaving.abort();
    const rows = [{ line: 2, cells: ["Ada"] }];
    const upload = loaded.uploadImport(
      caretype,
      { format: "table", records: "patient", tables: [{ file: "a.csv", columns: ["Name"], rows }] },
      { signal: signal(leaving) },
    );
    await expect(upload).rejects.toSatisfy(loaded.isAborted);
    expect(server.calls("import.cancel")).toBe(1);
  });

  it("says what it cannot reach, and what a mutation needs", async () => {
    const loaded = inReactNative({});
    expect(() => loaded.createClient({ url: "localhost:3000" })).toThrow("must be an address with http://");
    server.intercept = (_, response) => response.writeHead(404).end();
    const caretype = loaded.createClient({ url: `${server.url}/nowhere`, retry: false });
    await expect(caretype.patient.list.query()).rejects.toThrow(
      `No Caretype server answers at ${server.url}/nowhere/trpc (HTTP 404)`,
    );
    const created = caretype.patient.create.mutate({ name: "Jane Roe", gender: "female", age: 41 });
    await expect(created).rejects.toThrow("import react-native-get-random-values first");
  });
});
