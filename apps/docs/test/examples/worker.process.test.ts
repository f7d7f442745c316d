import { createContext, runInContext } from "node:vm";
import { startBackend } from "@caretype/testing";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { createProject } from "./user-project.ts";

/** What a worker has: nothing of Node. */
const webGlobals = {
  AbortController,
  AbortSignal,
  atob,
  btoa,
  clearTimeout,
  console,
  crypto,
  DOMException,
  fetch,
  Headers,
  performance,
  queueMicrotask,
  Request,
  Response,
  setTimeout,
  TextDecoder,
  TextEncoder,
  URL,
};

type Worker = { fetch(request: Request, settings: Record<string, string>): Promise<Response> };

const isWorker = (value: unknown): value is Worker =>
  typeof value === "object" && value !== null && "fetch" in value && typeof value.fetch === "function";

/** Bundles the worker. A module of Node would stop it, as its platform has none. */
async function load(folder: string): Promise<Worker> {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: ["worker.ts"],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "bundle",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["worker"],
  });
  const code = `${outputFiles[0]?.text}; bundle.default`;
  const worker: unknown = runInContext(code, createContext({ ...webGlobals }));
  if (!isWorker(worker)) throw new Error("The bundle exports no worker");
  return worker;
}

it("the worker runs without Node's modules and globals", async () => {
  await using project = await createProject("worker", []);
  await using backend = await startBackend();
  expect(await project.typeErrors()).toEqual([]);
  const [{ id }, { name }] = await Promise.all([backend.create.visitType(), backend.create.openDoctor()]);
  const { key } = await backend.client.apiKey.create.mutate({
    name: "Website",
    permissions: ["appointment:read", "doctor:read", "patient:read"],
  });
  const { fetch } = await load(project.folder);
  const settings = { CARETYPE_URL: backend.url, CARETYPE_API_KEY: key };
  const answerTo = (query: string) => fetch(new Request(`http://worker.example/${query}`), settings);

  const free = await answerTo(`?visitType=${id}`);
  expect(await free.json()).toEqual(
    Array.from({ length: 5 }, () => ({ doctorName: name, startsAt: expect.stringMatching(/^\d{4}-.*Z$/) })),
  );
  const unknown = await answerTo("?visitType=0198c0de-0000-7000-8000-000000000000");
  expect(unknown.status).toBe(404);
  expect((await answerTo("")).status).toBe(400);
});
