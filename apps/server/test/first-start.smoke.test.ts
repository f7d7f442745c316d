import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { useServerProcesses } from "./server-process.ts";

// The README's first steps: a server on the embedded database, and the two quickstarts against it.

const folder = await mkdtemp(join(tmpdir(), "caretype-first-"));
const { served } = useServerProcesses({ DATA_DIR: folder, REGISTRATION: "" }, afterAll);
const { child, url, output } = await served();
afterAll(() => rm(folder, { recursive: true, force: true }));

const root = fileURLToPath(new URL("../../../", import.meta.url));
const run = promisify(execFile);
const options = { cwd: root, env: { ...process.env, CARETYPE_URL: url } };

test("the first start on the embedded database prints the database and who may register", () => {
  expect(output.stderr).toContain(`  Database       embedded PostgreSQL, in ${folder}\n`);
  expect(output.stderr).toContain(
    "  Registration   open (default on the embedded database while HOST is 127.0.0.1)\n",
  );
});

test("the TypeScript quickstart runs", async () => {
  const { stdout } = await run(process.execPath, ["packages/client/examples/quickstart.ts"], options);
  expect(stdout).toBe("The doctor is already assigned to this patient\nJane Roe, 41\n");
});

test("the curl quickstart runs", async () => {
  const { stdout } = await run("bash", ["-eu", "apps/server/examples/quickstart.sh"], options);
  expect(stdout).toContain('"reason_for_visit":"Palpitations"');
  expect(stdout).toContain('"code":"ALREADY_ASSIGNED"');
  expect(stdout).toMatch(/\[\{"id":"[^"]+","name":"Jane Roe"/);
});

test("a signal ends the server, and its database has logged only the two refused assignments", async () => {
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
  const log = await readFile(join(folder, "postgres", "server.log"), "utf8");
  const refused = 'ERROR:  duplicate key value violates unique constraint "assignment_pair_key"';
  expect(log.match(/(?:ERROR|FATAL|PANIC): .*/g)).toEqual([refused, refused]);
});
