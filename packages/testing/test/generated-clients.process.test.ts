import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { createClient } from "@hey-api/openapi-ts";
import { build } from "esbuild";
import openapiTypescript, { astToString } from "openapi-typescript";
import { generate } from "orval";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCaretype } from "../src/index.ts";

// Clients that are generated from the OpenAPI document: compiled, and called against the server.

const run = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const workspace = join(here, "../../..");
const scenarios = ["fetch-client.ts", "hey-client.ts", "orval-client.ts"];

const backend = await startCaretype();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "caretype-generated-"));
  await symlink(join(here, "../node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  const document = join(folder, "openapi.json");
  await writeFile(document, await (await fetch(`${backend.url}/openapi.json`)).text());
  const schema = await openapiTypescript(pathToFileURL(document), { defaultNonNullable: false });
  await writeFile(join(folder, "schema.ts"), astToString(schema));
  await createClient({ input: document, output: join(folder, "hey"), logs: { level: "silent" } });
  await generate({
    input: document,
    output: { target: join(folder, "orval.ts"), client: "fetch", baseUrl: backend.url },
  });
  for (const file of scenarios) await cp(join(here, "generated-clients", `${file}.txt`), join(folder, file));
});

afterAll(async () => {
  await backend.stop();
  await rm(folder, { recursive: true });
});

test("compile", async () => {
  const compilerOptions = {
    target: "ES2023",
    lib: ["ES2023", "DOM", "DOM.Iterable"],
    module: "ESNext",
    moduleResolution: "bundler",
    types: [],
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: scenarios }));
  const tsc = join(workspace, "node_modules/typescript/bin/tsc");
  const checked = run(process.execPath, [tsc, "--pretty", "false", "-p", folder]);
  const { stdout } = await checked.catch((failed: { stdout: string }) => failed);
  expect(stdout).toBe("");
});

test.each(scenarios)("create, change and list a patient, and read an error (%s)", async (file) => {
  const outfile = join(folder, file.replace(".ts", ".js"));
  await build({ entryPoints: [join(folder, file)], bundle: true, format: "esm", platform: "node", outfile });
  const { scenario } = await import(pathToFileURL(outfile).href);
  const email = `${file}@example.org`;
  expect(await scenario(backend.url, { email, password: "nine lives of a lamp" })).toEqual({
    version: 2,
    refusal: "STALE_VERSION",
    names: ["Jane Roe"],
  });
});
