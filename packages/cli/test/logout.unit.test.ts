import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { logout } from "../src/logout.ts";
import { profileNames, writeProfile } from "../src/profile-files.ts";

let folder = "";
let url = "";
let calls: (string | undefined)[][] = [];
const server = createServer((request, response) => {
  calls.push([request.url?.split("?")[0], request.headers.authorization]);
  response.writeHead(200, { "content-type": "application/json" }).end('{"result":{"data":null}}');
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "caretype-logout-"));
  vi.stubEnv("XDG_CONFIG_HOME", folder);
  for (const name of ["CARETYPE_URL", "CARETYPE_API_KEY", "CARETYPE_PROFILE"]) vi.stubEnv(name, undefined);
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  calls = [];
  await once(server.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeProfile("default", { url, account: "ada@example.org", tokens: { access: "a", refresh: "r" } });
});
afterEach(async () => {
  server.close();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const options = { timeout: 30, everywhere: false };

test.each([
  ["CARETYPE_URL", "http://127.0.0.1:1"],
  ["CARETYPE_API_KEY", "ct_1"],
])("signing out ends the profile's own session, also with %s", async (name, value) => {
  vi.stubEnv(name, value);
  await logout(options);
  expect(calls).toEqual([["/trpc/account.logout", "Bearer a"]]);
  expect(await profileNames()).toEqual([]);
});

test("another server's address signs nobody out, and keeps the profile", async () => {
  await expect(logout({ ...options, url: "http://127.0.0.1:1" })).rejects.toThrow(
    `The profile default is for ${url}, not for http://127.0.0.1:1. No session was ended.`,
  );
  expect(calls).toEqual([]);
  expect(await profileNames()).toEqual(["default"]);
  await logout({ ...options, url: `${url}/` });
  expect(calls).toHaveLength(1);
});

test("without a profile, nobody is signed out", async () => {
  await expect(logout({ ...options, profile: "lab" })).rejects.toThrow("There is no profile lab.");
});
