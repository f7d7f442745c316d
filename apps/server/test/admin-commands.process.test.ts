import { createTestDatabase } from "@caretype/test-database";
import { afterAll, expect, test, vi } from "vitest";
import { useServerProcesses } from "./server-process.ts";

const { url: databaseUrl, drop } = await createTestDatabase();
afterAll(drop);
const { run, finished, command, served } = useServerProcesses({
  DATABASE_URL: databaseUrl,
  SECRET_KEY: "a secret key of the tests, long enough",
  REGISTRATION: "open",
  BCRYPT_COST: "4",
});
const admin = (...words: string[]) => command(["admin", ...words]);
const email = "root@example.org";
const password = "correct horse battery";

async function send(url: string, path: string, { body, token }: { body?: object; token?: string } = {}) {
  const response = await fetch(`${url}/api${path}`, {
    method: body ? "POST" : "GET",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, answer: text === "" ? {} : JSON.parse(text) };
}

test("without a server: accounts are created, listed and found, and the last staff account stays", async () => {
  expect(await admin("list")).toMatchObject({
    status: 0,
    stdout: "",
    stderr: expect.stringContaining("admin create"),
  });
  const output = await finished(run(["admin", "create", "--email", email, "--password-stdin"]), password);
  expect(output).toMatchObject({ status: 0, stdout: expect.stringContaining(`root <${email}>`) });
  expect(await admin("list")).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(
      /^[0-9a-f-]{36}\troot@example\.org\troot\tactive\tno second factor\tnever seen\tin no practice\n$/,
    ),
  });
  const unknown = await admin("deactivate", "--email", "nobody@example.org");
  expect(unknown).toEqual({
    status: 1,
    stdout: "",
    stderr: "No such account.\n  email: No account has this email address\n",
  });
  const last = await admin("deactivate", "--email", email);
  expect(last).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("email: This is the last active staff account"),
  });
  expect(await admin("deactivate")).toMatchObject({ status: 1, stderr: expect.stringContaining("--email") });
  const keyless = command(["admin", "reset", "--email", email], { SECRET_KEY: "" });
  expect(await keyless).toMatchObject({ status: 1, stderr: expect.stringContaining("SECRET_KEY: required") });
});

test("beside a server, which notices changes at once", async () => {
  const { url } = await served();
  const person = { email: "ann@example.org", password };
  const registered = await send(url, "/auth/register", { body: person });
  const token: string = registered.answer.tokens.access;
  expect((await send(url, "/auth/me", { token })).status).toBe(200);
  const body = { name: "Lab sync", permissions: ["patient:read"] };
  const key: string = (await send(url, "/practices/mine/api-keys", { token, body })).answer.key;
  expect((await send(url, "/patients", { token: key })).status).toBe(200);
  const deactivated = await admin("deactivate", "--email", person.email);
  expect(deactivated).toMatchObject({
    status: 0,
    stderr: "",
    stdout: expect.stringMatching(/^Deactivated, .*ann/),
  });
  const isOut = async () => expect((await send(url, "/auth/me", { token })).status).toBe(401);
  await vi.waitFor(isOut, { interval: 20 });
  expect((await send(url, "/auth/login", { body: person })).status).toBe(401);
  expect(await admin("deactivate", "--email", person.email)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("was already deactivated"),
  });
  expect((await send(url, "/patients", { token: key })).status).toBe(200);
  const dull = await admin("deactivate", "--email", person.email, "--reason", "dull");
  expect(dull).toMatchObject({ status: 1, stderr: expect.stringContaining("compromised") });
  const stolen = await admin("deactivate", "--email", person.email, "--reason", "compromised");
  expect(stolen).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("Revoked API keys that it had created: 1"),
  });
  await vi.waitFor(async () => expect((await send(url, "/patients", { token: key })).status).toBe(401));
  expect(await admin("reset", "--email", person.email)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("reactivate it first"),
  });
  expect(await admin("reactivate", "--email", person.email)).toMatchObject({ status: 0 });
  expect((await send(url, "/auth/login", { body: person })).status).toBe(200);

  const reset = await admin("reset", "--email", person.email, "--second-factor");
  expect(reset).toMatchObject({ status: 0, stderr: expect.stringContaining("It had no second factor") });
  const [, link] = /^http:\/\/localhost:\d+\/reset-password#token=([\w-]{43})\n$/.exec(reset.stdout) ?? [];
  expect((await send(url, "/auth/login", { body: person })).status).toBe(401);
  const next = { token: link, password: "nine lives of a lamp" };
  expect((await send(url, "/auth/password/reset/confirm", { body: next })).status).toBe(204);
  expect((await send(url, "/auth/login", { body: { ...person, password: next.password } })).status).toBe(200);
  const mailed = await admin("reset", "--email", person.email, "--mail");
  expect(mailed).toMatchObject({
    status: 0,
    stdout: "",
    stderr: expect.stringContaining("is sent to this address"),
  });
});

test("with closed registration, the command line creates the first practice and its owner", async () => {
  const { url } = await served({ REGISTRATION: "closed" });
  const owner = { email: "owner@example.org", password };
  const create = (...words: string[]) =>
    command(["practice", "create", "--email", owner.email, ...words, "--password-stdin"], {}, password);
  const unnamed = await create("--practice", " ");
  expect(unnamed).toMatchObject({ status: 1, stdout: "", stderr: expect.stringContaining("name") });
  expect(await create("--time-zone", "Mars/Olympus")).toMatchObject({ status: 1, stdout: "" });
  const named = ["--practice", "Harbour Clinic", "--time-zone", "Europe/Zurich", "--name", "Ann Lee"];
  expect(await create(...named)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("owner of a new practice"),
  });
  const { answer } = await send(url, "/auth/login", { body: owner });
  expect(await send(url, "/practices/mine", { token: answer.access })).toMatchObject({
    status: 200,
    answer: { name: "Harbour Clinic", time_zone: "Europe/Zurich", role: "owner" },
  });
  expect(await send(url, "/auth/me", { token: answer.access })).toMatchObject({
    answer: { email_verified: true, is_staff: false },
  });
  expect(await create()).toMatchObject({ status: 1, stderr: expect.stringContaining("address is taken") });
});
