import { execFile, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startBackend } from "@caretype/testing";
import { expect, it } from "vitest";

const run = promisify(execFile);
const script = fileURLToPath(new URL("../../examples/python/patients.py", import.meta.url));
const hasPython = spawnSync("python3", ["--version"]).status === 0;
if (!hasPython) process.stderr.write("Not tested, as python3 is missing: the example in Python\n");

it.skipIf(!hasPython)("the script writes all pages of patients, or why it cannot", async () => {
  await using backend = await startBackend();
  const { client } = backend;
  await client.patient.create.mutate({ name: "Jane Roe", gender: "female", dateOfBirth: "1985-03-01" });
  // One more than fits on a page.
  const names = Array.from({ length: 200 }, (_, number) => `Zoe ${String.fromCodePoint(0x4e00 + number)}`);
  await Promise.all(names.map((name) => client.patient.create.mutate({ name, gender: "unknown" })));
  const { key } = await client.apiKey.create.mutate({ name: "Script", permissions: ["patient:read"] });
  const runWith = (apiKey: string) =>
    run("python3", [script], {
      env: { ...process.env, PYTHONUTF8: "1", CARETYPE_URL: `${backend.url}/`, CARETYPE_API_KEY: apiKey },
    });

  const { stdout } = await runWith(key);
  const lines = stdout.trimEnd().split(/\r?\n/);
  expect(lines[0]).toBe("Jane Roe,1985-03-01,female");
  expect(lines).toHaveLength(201);
  await expect(runWith("ct_made-up")).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^UNAUTHENTICATED: /),
  });
});
