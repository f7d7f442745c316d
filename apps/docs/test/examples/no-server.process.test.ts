import { execFile, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);
const fromRoot = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port");
  return `http://127.0.0.1:${address.port}`;
}

const programs = [
  [process.execPath, "packages/client/examples/unassigned.ts"],
  ["bash", "apps/server/examples/quickstart.sh"],
  ["python3", "apps/docs/examples/python/patients.py"],
].flatMap(([program = "", path = ""]) =>
  spawnSync(program, ["--version"]).status === 0 ? [{ program, path }] : [],
);

it.concurrent("without a server, the quickstart's error says so", async () => {
  const url = await closedAddress();
  const env = { ...process.env, CARETYPE_URL: url, NODE_OPTIONS: "" };
  const path = fromRoot("packages/client/examples/quickstart.ts");
  const failure: unknown = await run(process.execPath, [path], { env }).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`CallError: The server at ${url} could not be reached`),
  });
});

it.concurrent.each(programs)("without a server, $path ends with one line", async ({ program, path }) => {
  const url = await closedAddress();
  const env = { ...process.env, CARETYPE_URL: url, CARETYPE_API_KEY: "ct_none", NODE_OPTIONS: "" };
  const failure: unknown = await run(program, [fromRoot(path)], { env }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 1, stdout: "" });
  const { stderr }: { stderr?: unknown } = Object(failure);
  expect(String(stderr).trimEnd().split("\n")).toEqual([
    expect.stringMatching(
      new RegExp(`^The server at ${url} could not be reached.*\\. Start it with: npx -y pnpm@12 start$`),
    ),
  ]);
});
