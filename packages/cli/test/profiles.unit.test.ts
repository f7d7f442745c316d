import { once } from "node:events";
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connect, fetchAtMost } from "../src/connection.ts";
import { CommandFailure, exitCodes } from "../src/exit-codes.ts";
import {
  chooseProfile,
  profileFile,
  profileNames,
  readProfile,
  removeProfile,
  writeProfile,
} from "../src/profile-files.ts";
import { profileStore } from "../src/profile-store.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "caretype-profiles-"));
  vi.stubEnv("XDG_CONFIG_HOME", folder);
  for (const name of ["CARETYPE_URL", "CARETYPE_API_KEY", "CARETYPE_PROFILE"]) vi.stubEnv(name, undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const url = "http://127.0.0.1:4000";
const tokens = { access: "a", refresh: "r" };
const ada = { url, account: "ada@example.org" };
const options = { timeout: 30 };

async function refusalOf(attempt: () => Promise<unknown> | string): Promise<unknown> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof CommandFailure) return error.exitCode;
    throw error;
  }
  return "none";
}

test("the profile, the option and the environment choose server and credentials", async () => {
  await writeProfile("work", { url, tokens });
  await writeProfile("lab", { url, apiKey: "ct_1" });
  expect(await connect(options)).toMatchObject({ url: "http://127.0.0.1:3000", credentials: "none" });
  expect(await connect({ ...options, profile: "lab" })).toMatchObject({ url, credentials: "apiKey" });
  await chooseProfile("work");
  expect(await connect(options)).toMatchObject({ url, profile: "work", credentials: "session" });
  for (const written of [`${url}/`, ` ${url} `])
    expect(await connect({ ...options, url: written })).toMatchObject({ url, credentials: "session" });
  const elsewhere = { ...options, url: "http://127.0.0.1:5000" };
  expect(await connect(elsewhere)).toMatchObject({ url: elsewhere.url, credentials: "none" });
  vi.stubEnv("CARETYPE_API_KEY", "ct_2");
  expect(await connect(elsewhere)).toMatchObject({ url: elsewhere.url, credentials: "apiKey" });
});

test("what cannot be used is refused before a call", async () => {
  expect(await refusalOf(() => profileFile("../work"))).toBe(exitCodes.invalidInput);
  expect(await refusalOf(() => connect({ ...options, profile: "none" }))).toBe(exitCodes.notSignedIn);
  expect(await refusalOf(() => connect({ ...options, url: "localhost" }))).toBe(exitCodes.invalidInput);
  expect(await refusalOf(() => connect({ ...options, url: "http://me:secret@127.0.0.1" }))).toBe(
    exitCodes.invalidInput,
  );
  expect(await refusalOf(() => connect({ ...options, practice: "mine" }))).toBe(exitCodes.invalidInput);
  await mkdir(join(folder, "caretype", "profiles"), { recursive: true });
  await writeFile(profileFile("broken"), '{"url":');
  expect(await refusalOf(() => readProfile("broken"))).toBe(exitCodes.failed);
});

test.each(["ct_SECRETA\nX", "ct_SECRETA X", "ct_SECRET\u00e4", " "])(
  "a text that is no API key is refused and not shown: %j",
  async (text) => {
    vi.stubEnv("CARETYPE_API_KEY", text);
    await expect(connect(options)).rejects.toMatchObject({
      exitCode: exitCodes.invalidInput,
      message:
        "CARETYPE_API_KEY is not an API key: a key begins with ct_, and is one line of ASCII characters without blanks.",
    });
    vi.stubEnv("CARETYPE_API_KEY", undefined);
    expect(await refusalOf(() => writeProfile("lab", { url, apiKey: text }))).toBe(exitCodes.failed);
    await writeProfile("lab", { url });
    await writeFile(profileFile("lab"), JSON.stringify({ url, apiKey: text }));
    expect(await refusalOf(() => connect({ ...options, profile: "lab" }))).toBe(exitCodes.failed);
  },
);

test("an API key may have a line break after it", async () => {
  vi.stubEnv("CARETYPE_API_KEY", "ct_2\r\n");
  expect(await connect(options)).toMatchObject({ credentials: "apiKey" });
});

test("a profile that others could read is made private, and a link to one stays", async () => {
  await writeProfile("work", { url, tokens });
  await rename(profileFile("work"), join(folder, "elsewhere.json"));
  await symlink(join(folder, "elsewhere.json"), profileFile("work"));
  await chmod(join(folder, "elsewhere.json"), 0o644);
  const notes = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect(await readProfile("work")).toEqual({ url, tokens });
  expect(notes.mock.calls.map(([text]) => text)).toEqual([
    `Other users of this machine can read ${profileFile("work")}. From now on, only you can.\n`,
  ]);
  notes.mockRestore();
  expect((await stat(join(folder, "elsewhere.json"))).mode & 0o777).toBe(0o600);
  await writeProfile("work", { url });
  expect((await lstat(profileFile("work"))).isSymbolicLink()).toBe(true);
  expect(await readProfile("work")).toEqual({ url });
});

test("a folder of profiles that others could change is made private", async () => {
  await writeProfile("work", { url, tokens });
  const profiles = dirname(profileFile("work"));
  await chmod(profiles, 0o777);
  const notes = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect(await readProfile("work")).toEqual({ url, tokens });
  expect(notes.mock.calls.map(([text]) => text)).toEqual([
    `Other users of this machine can change ${profiles}. From now on, only you can.\n`,
  ]);
  notes.mockRestore();
  expect((await stat(profiles)).mode & 0o777).toBe(0o700);
});

test("a profile that cannot be written leaves no part of it, and tokens of another shape replace none", async () => {
  await mkdir(profileFile("work"), { recursive: true });
  await expect(writeProfile("work", { url, tokens })).rejects.toThrow();
  expect(await readdir(dirname(profileFile("work")))).toEqual(["work.json"]);
  await writeProfile("lab", { ...ada, tokens });
  const store = profileStore("lab", ada);
  const sent = [{ access: "a\nb", refresh: "r" }, JSON.parse('{"access": 7, "refresh": {}}')];
  for (const other of sent) expect(await refusalOf(async () => store.write(other))).toBe(exitCodes.failed);
  expect(await store.read()).toEqual(tokens);
});

test("renewed tokens are kept, unless somebody has signed out meanwhile", async () => {
  const store = profileStore("work", ada);
  await writeProfile("work", { ...ada, tokens });
  await store.write({ access: "b", refresh: "s" });
  expect(await store.read()).toEqual({ access: "b", refresh: "s" });
  await store.write(null);
  expect(await readProfile("work")).toEqual(ada);
  await removeProfile("work");
  await store.write(tokens);
  expect(await profileNames()).toEqual([]);
});

test("a process sees no tokens of another server or account that signed in meanwhile", async () => {
  const others = [
    { ...ada, url: "http://127.0.0.1:5000" },
    { ...ada, account: "bob@example.org" },
  ];
  for (const other of others) {
    await writeProfile("work", { ...ada, tokens });
    const store = profileStore("work", ada);
    expect(await store.read()).toEqual(tokens);
    const otherProfile = { ...other, tokens: { access: "b", refresh: "s" } };
    await writeProfile("work", otherProfile);
    expect(await store.read()).toBeNull();
    await store.write(tokens);
    await store.write(null);
    expect(await readProfile("work")).toEqual(otherProfile);
  }
});

test("one holder of a profile's lock works at a time, and failures release it", async () => {
  const seen: string[] = [];
  const work = (name: string) => async () => {
    seen.push(`${name} begins`);
    // The other process would begin here.
    for (let turn = 0; turn < 20; turn++) await readdir(folder);
    seen.push(`${name} ends`);
    if (name === "first") throw new Error("Oh");
  };
  const store = profileStore("work", ada);
  const done = ["first", "second"].map((name) => store.lock?.(work(name)).catch(() => undefined));
  await Promise.all(done);
  expect(seen).toHaveLength(4);
  for (const at of [0, 2]) expect(seen[at]?.split(" ")[0]).toBe(seen[at + 1]?.split(" ")[0]);
});

test("an answer is read up to a size, however well it is compressed", async () => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip", "content-type": "application/json" });
    response.end(gzipSync(" ".repeat(10_000).concat("[7]")));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const answer = async (most: number) => (await fetchAtMost(most, `http://127.0.0.1:${port}`, {})).json();
  expect(await answer(10_003)).toEqual([7]);
  await expect(answer(10_002)).rejects.toThrow("The answer is too large");
  server.close();
});

test("a redirect gets no password and no record", async () => {
  const received: string[] = [];
  const other = createServer((request, response) => {
    received.push(request.url ?? "");
    response.end();
  });
  const server = createServer((request, response) => {
    const { port } = other.address() as AddressInfo;
    response.writeHead(307, { location: `http://127.0.0.1:${port}${request.url}` }).end();
  });
  for (const one of [other, server]) await once(one.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const { client } = await connect({ timeout: 30, url: `http://127.0.0.1:${port}` });
  const login = client.auth.login({ email: "ada@example.org", password: "correct horse" });
  await expect(login).rejects.toThrow(/redirects to http.+ The client does not follow/);
  for (const one of [other, server]) one.close();
  expect(received).toEqual([]);
});
