import { writeFile } from "node:fs/promises";
import path from "node:path";
import { createContext, runInContext } from "node:vm";
import { startBackend } from "@caretype/testing";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { createProject } from "./user-project.ts";

/** A worker's globals, without Node's. */
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

/** Runs a bundle as in the tutorial. A Node module would fail, as the platform lacks them. */
async function load(folder: string, entry: string): Promise<unknown> {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "bundle",
    platform: "browser",
    conditions: ["worker"],
  });
  return runInContext(`${outputFiles[0]?.text}; bundle.default`, createContext({ ...webGlobals }));
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
  const worker = await load(project.folder, "worker.ts");
  if (!isWorker(worker)) throw new Error("The bundle exports no worker");
  const { fetch } = worker;
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

it("a worker can write CSV", async () => {
  await using project = await createProject(null, []);
  const code = `import { toCsv } from "@caretype/client/csv";
    export default toCsv([{ name: "Roe, Jane" }], { fileName: "names.csv", columns: ["name"] });`;
  await writeFile(path.join(project.folder, "csv.js"), code);
  expect(await load(project.folder, "csv.js")).toMatchObject({ text: '\uFEFFname\r\n"Roe, Jane"\r\n' });
});
