import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { createClient, memoryStore } from "@caretype/client";
import { afterAll, expect, test } from "vitest";
import { startCaretype } from "../src/index.ts";
import { addApp } from "./authenticator.ts";
import { createServerCommandHost } from "./server-command-host.ts";

const main = fileURLToPath(new URL("../../../apps/server/src/main.js", import.meta.url));
const host = createServerCommandHost();
const backend = await startCaretype();
const config = await mkdtemp(join(tmpdir(), "caretype-config-"));
const children: ChildProcess[] = [];
afterAll(async () => {
  host.end();
  for (const child of children) child.kill("SIGKILL");
  await backend.stop();
  await rm(config, { recursive: true });
});

const environment = { XDG_CONFIG_HOME: config, CARETYPE_URL: backend.url, CARETYPE_ENV_FILE: "none" };
const profileFile = (name: string) => join(config, "caretype", "profiles", `${name}.json`);

function environmentWith(variables: Record<string, string>) {
  const { CARETYPE_API_KEY: _key, CARETYPE_PASSWORD: _password, ...own } = process.env;
  return { ...own, ...environment, ...variables };
}

function start(words: string[], variables: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main, ...words], { env: environmentWith(variables) });
  children.push(child);
  return child;
}

/** Runs a command in the shared process. */
async function run(words: string[], input = "", variables: Record<string, string> = {}) {
  const { status, ...printed } = await host.run({ words, input, environment: environmentWith(variables) });
  return { exitCode: status, ...printed };
}

/** Runs a command in its own process. */
async function runAlone(words: string[], input = "", variables: Record<string, string> = {}) {
  const child = start(words, variables);
  child.stdin.end(input);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { exitCode: child.exitCode, stdout, stderr };
}

async function answer(words: string[], input = "") {
  const { stdout, stderr } = await run(words, input);
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Writes a profile as `login` does, without starting a process, and selects it. */
async function signedIn(profile: string) {
  const account = await backend.signUp();
  const store = memoryStore();
  await createClient({ url: backend.url, store }).auth.login({
    email: account.email,
    password: account.password,
  });
  const { email, client } = account;
  await mkdir(join(config, "caretype", "profiles"), { recursive: true });
  const content = JSON.stringify({ url: backend.url, tokens: await store.read() });
  await writeFile(profileFile(profile), content, { mode: 0o600 });
  await writeFile(join(config, "caretype", "config.json"), JSON.stringify({ profile }));
  return { email, client };
}

test("a person signs in, calls procedures, and signs out", async () => {
  const { client, email, password } = await backend.signUp();
  const words = ["login", "--email", email, "--password-stdin", "--profile", "work"];
  const login = await runAlone(words, password);
  expect([login.exitCode, login.stderr]).toEqual([
    0,
    `Signed in at ${backend.url} as ${email}, in the profile work.\n`,
  ]);
  expect((await stat(profileFile("work"))).mode & 0o777).toBe(0o600);
  expect((await stat(join(config, "caretype", "profiles"))).mode & 0o777).toBe(0o700);
  const created = await answer(["patient", "create", "--name", "Jane Roe", "--gender", "female"]);
  expect(created).toMatchObject({ name: "Jane Roe", gender: "female", version: 1 });
  expect(await client.patient.byId.query({ id: created.id })).toEqual(created);
  expect(await answer(["api", "patient", "by-id", created.id])).toEqual(created);
  const sent = JSON.stringify({ name: "John Roe", gender: "male" });
  expect(await answer(["patient", "create", "--input", "-", "--age", "50"], sent)).toMatchObject({ age: 50 });
  const { stdout } = await run(["patient", "list", "--all", "--limit", "1", "--sort", "oldest"]);
  expect(
    stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).name),
  ).toEqual(["Jane Roe", "John Roe"]);
  expect(await answer(["profiles"])).toEqual([
    { profile: "work", isChosen: true, url: backend.url, account: email, isSignedIn: true },
  ]);
  const { items: sessions } = await client.session.list.query();
  const { exitCode, stderr } = await run(["logout"]);
  expect([exitCode, stderr]).toEqual([0, "Signed out: the profile work is deleted.\n"]);
  expect((await client.session.list.query()).items).toHaveLength(sessions.length - 1);
  expect(await readdir(join(config, "caretype", "profiles"))).toEqual([]);
});

test("the exit code says why a call failed, and standard error says it in words", async () => {
  const { client, email } = await signedIn("codes");
  const wrong = await run(["login", "--email", email, "--password-stdin"], "another password");
  expect([wrong.exitCode, wrong.stderr]).toEqual([3, expect.stringContaining("INVALID_CREDENTIALS")]);
  expect((await run(["nope"])).exitCode).toBe(2);
  const used = await run(["patient", "list", "--limt", "3"]);
  expect([used.exitCode, used.stderr]).toEqual([2, expect.stringContaining("unknown option '--limt'")]);
  const missing = await run(["patient", "create", "--name", "Ann"]);
  expect([missing.exitCode, missing.stderr]).toEqual([2, expect.stringContaining("--gender is missing")]);
  const invalid = await run(["patient", "create", "--gender", "female", "--date-of-birth", "2999-01-01"]);
  expect([invalid.exitCode, invalid.stderr]).toEqual([2, expect.stringMatching(/^ {2}--date-of-birth: ./m)]);
  expect(invalid.stdout).toBe("");
  const unknown = await run(["doctor", "by-id", "0198c0de-0000-7000-8000-000000000000"]);
  expect([unknown.exitCode, unknown.stderr]).toEqual([
    5,
    expect.stringMatching(/^No such doctor\. .*request /),
  ]);

  const { id } = await client.patient.create.mutate({ name: "Secret Name", gender: "female" });
  const stale = await run(["patient", "update", id, "--expected-version", "7", "--name", "Other Name"]);
  expect([stale.exitCode, stale.stderr]).toEqual([6, expect.stringContaining("STALE_VERSION")]);
  // The answer has the current record, which does not belong in logs.
  expect(stale.stderr).not.toContain("Name");
});

test("a sign-in with a second factor asks for it, and signing out everywhere ends all sessions", async () => {
  const { client, email, password, accessToken } = await backend.signUp();
  const { recoveryCode } = await addApp(backend.url, accessToken);
  const words = ["login", "--email", email, "--password-stdin"];
  const asked = await run(words, password);
  expect([asked.exitCode, asked.stderr]).toEqual([
    3,
    expect.stringContaining("Pass --code or --recovery-code"),
  ]);
  const { exitCode } = await run([...words, "--recovery-code", recoveryCode], password);
  expect(exitCode).toBe(0);
  expect(await client.auth.me()).toMatchObject({ email });
  expect((await run(["logout", "--everywhere"])).exitCode).toBe(0);
  await expect(client.auth.me()).rejects.toMatchObject({ data: { code: "UNAUTHENTICATED" } });
});

test("a service uses an API key, from the environment or a profile, and only at its own server", async () => {
  const { client } = await backend.signUp();
  const { key } = await client.apiKey.create.mutate({ name: "Lab", permissions: ["patient:read"] });
  const listed = await run(["patient", "count"], "", { CARETYPE_API_KEY: key });
  expect(JSON.parse(listed.stdout)).toMatchObject({ count: 0 });
  const given = await run(["login", "--api-key", "-", "--profile", "lab"], `${key}\n`);
  expect([given.exitCode, given.stdout]).toEqual([0, ""]);
  const denied = await run(["patient", "create", "--name", "Ann", "--gender", "female", "--profile", "lab"]);
  expect([denied.exitCode, denied.stderr]).toEqual([4, expect.stringContaining("PERMISSION_DENIED")]);
  const bad = await run(["login", "--api-key", "-", "--profile", "lab"], "ct_nonsense");
  expect([bad.exitCode, bad.stderr]).toEqual([3, expect.stringContaining("does not accept this API key")]);
  expect(JSON.parse(await readFile(profileFile("lab"), "utf8"))).toMatchObject({ apiKey: key });

  const other = await startCaretype();
  const elsewhere = await run(["patient", "count", "--profile", "lab", "--url", other.url]);
  await other.stop();
  // A key on the line would be rejected as an invalid one.
  expect([elsewhere.exitCode, elsewhere.stderr]).toEqual([
    3,
    expect.stringContaining(`Sign in at ${other.url}`),
  ]);
});

test("processes that share a session renew it once, and stay signed in", async () => {
  const { client } = await signedIn("shared");
  const file = profileFile("shared");
  const profile = JSON.parse(await readFile(file, "utf8"));
  // Names its session, and is rejected like an expired token.
  const access = profile.tokens.access.replace(/\.[^.]*$/, ".AAAA");
  await writeFile(file, JSON.stringify({ ...profile, tokens: { ...profile.tokens, access } }));
  const runs = await Promise.all([1, 2].map(() => runAlone(["patient", "count"])));
  expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  const renewed = JSON.parse(await readFile(file, "utf8"));
  expect(renewed.tokens.refresh).not.toBe(profile.tokens.refresh);
  expect(await answer(["session", "current"])).toBeTruthy();
  expect((await client.session.list.query()).items).toHaveLength(2);
});

const people = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `{"name":"Pat ${from + index}"}\n`).join("");

const results = (stdout: string) =>
  stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

test("a bad line fails alone", async () => {
  await signedIn("bad-lines");
  const lines = [
    '\u{FEFF}{"name":"First Roe"}',
    '{"name":"Poisoned Roe","__proto__":{"age":1}}',
    JSON.stringify({ name: "Large Roe", medicalHistory: "x".repeat(2_000_000) }),
    `{"name":"Deep Roe","address":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
    '{"name":"Lost \u{FFFD}"}',
    '{"name":"Last Roe"}',
  ];
  const bad = await run(["patient", "create", "--gender", "other", "--lines"], lines.join("\n"));
  expect([bad.exitCode, bad.stderr]).toEqual([8, "4 lines failed.\n"]);
  expect(results(bad.stdout).map(({ ok, error }) => (ok ? "ok" : error.code))).toEqual([
    "ok",
    "MALFORMED_REQUEST",
    "PAYLOAD_TOO_LARGE",
    "INVALID_INPUT",
    "INVALID_INPUT",
    "ok",
  ]);
});

test("a run over lines that was killed is repeated, and nothing is created twice", async () => {
  const { client } = await signedIn("bulk");
  const words = ["patient", "create", "--gender", "other", "--lines", "--concurrency", "3"];
  const killed = start(words);
  killed.stdin.write(people(1, 20));
  let printed = 0;
  for await (const _line of createInterface({ input: killed.stdout })) if (++printed === 7) break;
  killed.kill("SIGKILL");
  if (killed.exitCode === null && killed.signalCode === null) await once(killed, "exit");
  expect((await client.patient.count.query({})).count).toBeGreaterThanOrEqual(7);

  // A repeated line means two patients, in each run.
  const input = `${people(1, 25)}${people(25, 25)}\nnonsense\n{"name":"Bad","age":-1}\n`;
  const repeated = await run(words, input);
  expect(repeated.exitCode).toBe(8);
  expect(repeated.stderr).toBe("2 lines failed.\n");
  const lines = results(repeated.stdout);
  expect(lines.map(({ line }) => line)).toEqual([
    ...Array.from({ length: 26 }, (_, index) => index + 1),
    28,
    29,
  ]);
  expect(lines.map(({ ok }) => ok)).toEqual([...Array.from({ length: 26 }, () => true), false, false]);
  expect(lines.at(-2).error).toEqual({ code: "INVALID_INPUT", message: "The line is not a JSON object" });
  expect(lines.at(-1).error.fields).toHaveProperty("age");
  expect(lines[3].output.name).toBe("Pat 4");
  expect((await client.patient.count.query({})).count).toBe(26);

  const again = results((await run(words, people(1, 3))).stdout);
  expect(again.map(({ output }) => output.id)).toEqual(lines.slice(0, 3).map(({ output }) => output.id));
  await run([...words, "--run", "second"], people(1, 3));
  expect((await client.patient.count.query({})).count).toBe(29);
});

test("a run over lines that is interrupted says how to go on", async () => {
  await signedIn("interrupted");
  const child = start(["patient", "create", "--gender", "other", "--lines"]);
  child.stdin.write(people(1, 1));
  await once(child.stdout, "data");
  child.kill("SIGINT");
  const [notes, [code, signal]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect(signal ?? code).toBe("SIGINT");
  expect(notes.trim()).toMatch(/^The run stopped here\. Repeat it to go on/);
});

test("a run over lines ends when nobody reads its results any more", async () => {
  const { client } = await signedIn("piped");
  const child = start(["patient", "create", "--gender", "other", "--lines"]);
  child.stdin.on("error", () => undefined);
  child.stdin.write(people(1, 1));
  await once(child.stdout, "data");
  child.stdout.destroy();
  child.stdin.end(people(2, 500));
  const [notes] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect([child.exitCode, notes]).toEqual([
    8,
    expect.stringMatching(/^The output was closed at line \d+\. /),
  ]);
  expect((await client.patient.count.query({})).count).toBeLessThan(100);
});

test("a command says that it has no input, and no place for its output", async () => {
  await signedIn("full");
  const onFullDisk = await open("/dev/full", "w").catch(() => null);
  const inFolder = await open(config);
  try {
    const cases: [StdioOptions, string[], number, RegExp][] = [
      [[inFolder.fd, "pipe", "pipe"], ["patient", "create", "--lines"], 2, /^Standard input is a folder\./],
    ];
    // Only Linux has such a device.
    if (onFullDisk)
      cases.push([
        ["ignore", onFullDisk.fd, "pipe"],
        ["profiles"],
        1,
        /^The output cannot be written: .+\n$/,
      ]);
    for (const [stdio, words, exitCode, message] of cases) {
      const child = spawn(process.execPath, [main, ...words], { env: environmentWith({}), stdio });
      children.push(child);
      const [notes] = await Promise.all([text(child.stderr ?? Readable.from([])), once(child, "exit")]);
      expect([child.exitCode, notes]).toEqual([exitCode, expect.stringMatching(message)]);
    }
  } finally {
    await inFolder.close();
    await onFullDisk?.close();
  }
});

test("a run over lines ends when nobody is signed in any more", async () => {
  const { client } = await signedIn("ended");
  await client.session.endOthers.mutate();
  const { exitCode, stdout, stderr } = await run(["patient", "create", "--lines"], people(1, 50));
  expect([exitCode, stdout]).toEqual([3, ""]);
  expect(stderr).toMatch(/^Line 1: .*\(UNAUTHENTICATED.*\n.*\nThe run stopped here\./);
});
