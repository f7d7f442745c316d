import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { nodeOf, packed } from "@caretype/client/pack";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCaretype, type TestBackend } from "../src/index.ts";

// The published command line: packed, installed into an empty folder, and run on the oldest Node.

const execute = promisify(execFile);
const cli = fileURLToPath(new URL("../../cli/", import.meta.url));

let folder: string;
let node20: string;
let installed: string;
/** Without the workspace's programs and settings. */
let environment: NodeJS.ProcessEnv;
let backend: TestBackend;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "caretype-cli-"));
  // In place of the console: the test itself answers its page.
  const consoleFolder = join(folder, "console");
  await mkdir(join(consoleFolder, "assets"), { recursive: true });
  await writeFile(join(consoleFolder, "index.html"), "<!doctype html><title>Console</title>");
  backend = await startCaretype({ consoleFolder });
  node20 = await nodeOf("20");
  installed = join(folder, "user/node_modules/caretype");
  const { NODE_OPTIONS: _, CARETYPE_API_KEY: __, CARETYPE_PASSWORD: ___, ...others } = process.env;
  environment = { ...others, XDG_CONFIG_HOME: folder, CARETYPE_URL: backend.url, SSH_CONNECTION: "here" };
  await mkdir(join(folder, "user"));
  // Offline: it has no dependencies.
  const options = ["--offline", "--silent", "--no-audit", "--no-fund", "--prefix", join(folder, "user")];
  await execute("npm", ["install", ...options, await packed("cli")], { cwd: folder });
});
afterAll(async () => {
  await backend.stop();
  await rm(folder, { recursive: true });
});

function start(words: readonly string[], variables: NodeJS.ProcessEnv = {}) {
  const program = join(folder, "user/node_modules/.bin/caretype");
  const env = { ...environment, ...variables };
  return spawn(node20, [program, ...words], { cwd: folder, env });
}

async function run(words: readonly string[], input = "", variables: NodeJS.ProcessEnv = {}) {
  const child = start(words, variables);
  child.stdin.end(input);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { exitCode: child.exitCode, stdout, stderr };
}

test("the package is one program without dependencies, and has no code of the server", async () => {
  expect((await readdir(installed)).sort()).toEqual([
    "LICENSE",
    "LICENSES",
    "README.md",
    "lib",
    "package.json",
  ]);
  const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
  expect(manifest).toMatchObject({ name: "caretype", bin: { caretype: "lib/main.js" }, license: "MIT" });
  expect(Object.keys(manifest).filter((key) => /dependencies/i.test(key))).toEqual([]);
  const files = await readdir(join(installed, "lib"));
  const code = await Promise.all(files.map((file) => readFile(join(installed, "lib", file), "utf8")));
  expect(code.join("")).not.toMatch(/drizzle|postgres|fastify|bcrypt|initTRPC|@caretype\//i);
  expect(code.join("")).not.toContain(cli);
  expect((await stat(await packed("cli"))).size).toBeLessThan(150_000);
});

test("help, version, completion and the server's own commands need no server", async () => {
  const help = await run(["--help"]);
  expect([help.exitCode, help.stdout]).toEqual([0, expect.stringMatching(/^ {2}patient +Patients, /m)]);
  expect(help.stdout).not.toContain("migrate");
  expect((await run(["--version"])).stdout).toBe("0.1.0\n");
  expect((await run(["patient", "create", "--help"])).stdout).toMatch(/--gender <text>[\s\S]*?\(required\)/);
  expect((await run(["completion", "bash"])).stdout).toContain('node_modules/.bin/caretype\' "$@"');
  expect((await run(["complete", "--", "patient", "list", "--gender", "f"])).stdout).toBe("female\t\n");
  expect(await run(["audit", "seal", "--help"])).toEqual({
    exitCode: 2,
    stdout: "",
    stderr:
      "`audit` needs the server itself: run `npx -y pnpm@12 caretype audit` in its repository. The API's own commands are in `caretype api audit`.\n",
  });
});

test("a script calls procedures with an API key, one by one and many", async () => {
  const { client } = await backend.signUp();
  const permissions = ["patient:read", "patient:create"] as const;
  const { key } = await client.apiKey.create.mutate({ name: "Tool", permissions: [...permissions] });
  const login = await run(["login", "--api-key", "-", "--profile", "tool"], key);
  expect([login.exitCode, login.stderr]).toEqual([0, expect.stringContaining("in the profile tool.")]);
  const created = await run(["patient", "create", "--name", "Jane Roe", "--gender", "female"]);
  const { id } = JSON.parse(created.stdout);
  expect(await client.patient.byId.query({ id })).toMatchObject({ name: "Jane Roe", gender: "female" });
  const lines = ['{"name":"John Smith"}', '{"name":"Ann Smith"}', '{"name":"Bad","age":-1}'].join("\n");
  const words = ["patient", "create", "--gender", "other", "--lines", "--concurrency", "2"];
  const many = await run(words, lines);
  expect([many.exitCode, many.stderr]).toEqual([8, "1 line failed.\n"]);
  // Recognized by their idempotency keys.
  expect((await run(words, lines)).stdout.split("\n").slice(0, 2)).toEqual(
    many.stdout.split("\n").slice(0, 2),
  );
  const list = ["patient", "list", "--q", "smith", "--sort", "name"];
  const { items } = JSON.parse((await run([...list, "--json"])).stdout);
  expect(items.map(({ name }: { name: string }) => name)).toEqual(["Ann Smith", "John Smith"]);
  expect((await run([...list, "--columns", "name,gender"])).stdout).toBe(
    "name        gender\nAnn Smith   other\nJohn Smith  other\n",
  );
  const unknown = await run(["patient", "by-id", "0198c0de-0000-7000-8000-000000000000"]);
  expect([unknown.exitCode, unknown.stderr]).toEqual([5, expect.stringMatching(/^No such patient\. /)]);
});

test("a line that was refused is done in a later run, once its cause is cured", async () => {
  const { client } = await backend.signUp();
  const permissions = ["patient:read", "doctor:read", "assignment:read", "assignment:create"] as const;
  const { key } = await client.apiKey.create.mutate({ name: "Tool", permissions: [...permissions] });
  const patient = await client.patient.create.mutate({ name: "Jane Roe", gender: "female" });
  const doctor = await client.doctor.create.mutate({ name: "Ann Smith", specialization: "Surgery" });
  const pair = { patientId: patient.id, doctorId: doctor.id };
  const assign = () =>
    run(["assignment", "create", "--lines"], JSON.stringify(pair), { CARETYPE_API_KEY: key });
  const first = await client.assignment.create.mutate(pair);
  expect(JSON.parse((await assign()).stdout)).toMatchObject({ error: { code: "ALREADY_ASSIGNED" } });
  await client.assignment.remove.mutate({ id: first.id, expectedVersion: "any" });
  const second = await assign();
  expect(JSON.parse(second.stdout)).toMatchObject({ ok: true });
  expect(await assign()).toEqual(second);
});

test("a person signs in by the browser", async () => {
  const { client, email } = await backend.signUp();
  const login = start(["login", "--browser", "--profile", "person"]);
  const ended = once(login, "exit");
  const notes: string[] = [];
  const page = await new Promise<URL>((resolve, reject) => {
    createInterface({ input: login.stderr }).on("line", (line) => {
      notes.push(line);
      if (line.includes("/account/command-line?")) resolve(new URL(line.trim()));
    });
    login.on("exit", () => reject(new Error(notes.join("\n"))));
  });
  const { port, state = "", challenge = "" } = Object.fromEntries(page.searchParams);
  const { code } = await client.account.createLoginCode.mutate({ codeChallenge: challenge });
  const callback = await fetch(`http://127.0.0.1:${port}/callback?${new URLSearchParams({ code, state })}`);
  expect(await callback.text()).toContain("The command line is signed in");
  await ended;
  expect(login.exitCode).toBe(0);
  expect(notes.at(-1)).toBe(`Signed in at ${backend.url} as ${email}, in the profile person.`);
  expect(JSON.parse((await run(["account", "me"])).stdout)).toMatchObject({ email });
});
