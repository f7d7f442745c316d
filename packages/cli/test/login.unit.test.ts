import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { clientOf } from "../src/connection.ts";
import { exitCodes } from "../src/exit-codes.ts";
import { login } from "../src/login.ts";
import { profileFile, profileNames, readProfile, writeProfile } from "../src/profile-files.ts";
import { listProfiles } from "../src/profiles.ts";

let folder = "";
let output = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "caretype-login-"));
  vi.stubEnv("XDG_CONFIG_HOME", folder);
  for (const name of ["CARETYPE_URL", "CARETYPE_API_KEY", "CARETYPE_PROFILE"]) vi.stubEnv(name, undefined);
  output = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    output += String(text);
    return true;
  });
});
afterEach(async () => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const givenInput = (text: string) =>
  vi.spyOn(process, "stdin", "get").mockReturnValue(Object.assign(Readable.from([text]), { fd: 0 }) as never);

const options = { timeout: 30, passwordStdin: false, url: "http://127.0.0.1:1" };

test.each(["ct_SECRETA\nX", ""])("an input that is no API key is refused and not shown: %j", async (text) => {
  givenInput(text);
  await login({ ...options, apiKey: "-" });
  expect(process.exitCode).toBe(exitCodes.invalidInput);
  expect(output).toBe(
    "The given text is not an API key: a key begins with ct_, and is one line of ASCII characters without blanks.\n",
  );
  expect(await profileNames()).toEqual([]);
});

test("a terminal that goes away in the middle of a password cancels the sign-in", async () => {
  const terminal = Object.assign(Readable.from(["nine li"]), { isTTY: true, setRawMode: vi.fn() });
  vi.spyOn(process, "stdin", "get").mockReturnValue(terminal as never);
  await login({ ...options, email: "ada@example.org" });
  expect(output).toBe("Password: \nCancelled.\n");
  expect(terminal.setRawMode).toHaveBeenLastCalledWith(false);
});

test.each([true, false])("a password with a byte that is not UTF-8 is refused: %s", async (passwordStdin) => {
  givenInput("nine l\u{FFFD}ves\n");
  vi.stubEnv("CARETYPE_PASSWORD", "nine l\u{FFFD}ves");
  await login({ ...options, passwordStdin, email: "ada@example.org" });
  expect(output).toBe("The password has a character that is not UTF-8.\n");
});

test.each([
  ["http://care.example.org", true],
  ["http://192.168.1.20:3000", true],
  ["http://localhost.example.org", true],
  ["http://care.localhost:3000", true],
  ["https://care.example.org", false],
  ["http://localhost:3000", false],
  ["http://127.8.0.1:3000", false],
  ["http://[::1]:3000", false],
])("%s is unencrypted and not this machine: %s", (url, isWarned) => {
  clientOf(url, options, {});
  const warning = `Warning: the connection to ${new URL(url).host} is not encrypted. `;
  expect(output.startsWith(warning)).toBe(isWarned);
  if (!isWarned) expect(output).toBe("");
});

test("no server's text commands the terminal", async () => {
  const name = "Practice\u001b]0;x\u0007\u009b2J\u202e";
  const server = createServer((_request, response) =>
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify([{ result: { data: { name } } }])),
  );
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  givenInput("ct_1");
  await login({ ...options, url, apiKey: "-" });
  server.close();
  const account = "API key of Practice]0;x2J";
  expect(output).toBe(`Signed in at ${url} as ${account}, in the profile default.\n`);
  expect(await readProfile("default")).toEqual({ url, apiKey: "ct_1", account });
});

test.each([
  ["nothing", {}],
  ["no tokens", { user: { email: "ada@example.org" }, tokens: null }],
  ["others than texts", { user: { email: "ada@example.org" }, tokens: { access: 7, refresh: {} } }],
])("a sign-in that answers %s changes no profile", async (_what, data) => {
  const server = createServer((_request, response) =>
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ result: { data } })),
  );
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeProfile("default", { url, account: "ada@example.org" });
  vi.stubEnv("CARETYPE_PASSWORD", "nine lives");
  await login({ ...options, url, email: "ada@example.org" });
  server.close();
  expect(process.exitCode).toBe(exitCodes.failed);
  expect(output).toMatch(
    new RegExp(
      `^${url} (answered otherwise than a Caretype server \\(.+\\)|has sent no valid session)\\.\n$`,
    ),
  );
  expect(await readProfile("default")).toEqual({ url, account: "ada@example.org" });
});

test("no stored text commands the terminal, and files that are no profiles are skipped", async () => {
  await writeProfile("default", { url: "http://127.0.0.1:1", account: "ada\u009b2J\u202e" });
  let printed = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  await writeFile(profileFile("broken"), '{"url":', { mode: 0o600 });
  await writeFile(profileFile("broken").replace("broken", "._default"), "{}", { mode: 0o600 });
  await listProfiles({ json: true });
  expect(JSON.parse(printed)).toMatchObject([{ profile: "default" }]);
  expect(output).toContain('"._default" is not a valid profile name.');
  expect(output).toContain(`${profileFile("broken")} cannot be read.`);
  expect(printed).toContain("ada\\u009b2J\\u202e");
});
