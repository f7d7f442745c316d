import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { connectionsOf } from "@caretype/db";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, expect, test } from "vitest";
import { useServerProcesses, withoutSlowSteps } from "./server-process.ts";

const database = await createTestDatabase();
afterAll(() => database.drop());

const environment = {
  DATABASE_URL: database.url,
  SECRET_KEY: "0123456789abcdef0123456789abcdef",
  BCRYPT_COST: "4",
};
const { run, finished, command, served } = useServerProcesses(environment);
/** For tests that leave the server unchanged. */
const running = await useServerProcesses(environment, afterAll).served();

/** A busy machine may answer 503 first, because the database check has a time limit. */
const untilReady = (port: number) =>
  expect.poll(async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);

test("a start prints all addresses, and no other server gets its port", async () => {
  const { port, output } = running;
  const expected = [
    "Console        ",
    `http://127.0.0.1:${port}/api`,
    "/trpc",
    // The host from which a browser accepts the console's cookie.
    `API reference  http://localhost:${port}/docs`,
    `1 × ${connectionsOf()} of `,
    `  Database       ${new URL(database.url).pathname.slice(1)} on 127.0.0.1:${new URL(database.url).port}\n`,
    "  Registration   open (set by REGISTRATION)\n",
    "caretype admin create --email",
  ];
  for (const part of expected) expect(output.stderr).toContain(part);
  await untilReady(port);
  // Before it looks for a database.
  const refused = run(["serve"], { PORT: String(port), DATABASE_URL: "postgres://127.0.0.1:1/x" });
  const { status, stderr: refusal } = await finished(refused);
  expect([status, withoutSlowSteps(refusal)]).toEqual([
    1,
    `Port ${port} of 127.0.0.1 is used by another program, perhaps another Caretype server. Set PORT to another port.\n`,
  ]);
});

test.runIf(process.platform === "linux")(
  "the server runs with its memory settings, in the same process, unless it gets others",
  async () => {
    const argumentsOf = (pid = 0) =>
      execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
    const { child, port } = running;
    expect(argumentsOf(child.pid)).toMatch(/ --max-semi-space-size=8 .*main\.js serve$/m);
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
    const own = await served({ NODE_OPTIONS: "--max-semi-space-size=32" });
    expect(argumentsOf(own.child.pid)).not.toContain("semi-space");
  },
);

test("the first signal waits for calls in progress, the second does not", async () => {
  const { child, port, output } = await served();
  const half = connect(port, "127.0.0.1").on("error", () => undefined);
  const head = ["POST /api/auth/login HTTP/1.1", "Host: localhost", "Content-Type: application/json"];
  half.write(`${[...head, "Content-Length: 9", "Expect: 100-continue"].join("\r\n")}\r\n\r\n`);
  expect(String(await once(half, "data"))).toContain("100 Continue");
  half.write("{");
  child.kill("SIGINT");
  child.kill("SIGINT");
  await expect.poll(() => output.stdout).toContain('"stopping"');
  // Both signals count as one, because `npx` sends two. A later one counts as the second.
  await pause(600);
  expect(child.exitCode).toBeNull();
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([130, null]);
  half.destroy();
});

test("a staff account can be created beside a running server", async () => {
  const { port } = running;
  const credentials = { email: "admin@example.org", password: "a passphrase of some length" };
  const create = ["admin", "create", "--email", credentials.email, "--name", "Ada Admin"];
  const output = await command([...create, "--password-stdin"], {}, `${credentials.password}\n`);
  expect(output).toMatchObject({
    status: 0,
    stderr: "",
    stdout: expect.stringContaining("<admin@example.org>, id "),
  });
  const login = await fetch(`http://127.0.0.1:${port}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(credentials),
  });
  expect(await login.json()).toMatchObject({
    user: { name: "Ada Admin", is_staff: true, email_verified: true },
  });
  const again = await command(create, { CARETYPE_PASSWORD: credentials.password });
  expect(again).toMatchObject({ status: 1, stderr: "This email address is taken.\n", stdout: "" });
  const none = await command(create);
  expect([none.status, none.stderr]).toEqual([1, expect.stringContaining("--password-stdin")]);
});

test("servers that start at once on an empty database are all healthy", async () => {
  const empty = await createTestDatabase({ empty: true });
  const servers = await Promise.all(Array.from({ length: 2 }, () => served({ DATABASE_URL: empty.url })));
  for (const { port } of servers) {
    await untilReady(port);
  }
  for (const { child } of servers) child.kill("SIGKILL");
  await empty.drop();
});

test("a closed terminal ends the server, too", async () => {
  running.child.kill("SIGHUP");
  expect(await once(running.child, "exit")).toEqual([0, null]);
});
