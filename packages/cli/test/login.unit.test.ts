import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { exitCodes } from "../src/exit-codes.ts";
import { login } from "../src/login.ts";
import { profileNames } from "../src/profile-files.ts";

let folder = "";
let said = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "caretype-login-"));
  vi.stubEnv("XDG_CONFIG_HOME", folder);
  for (const name of ["CARETYPE_URL", "CARETYPE_API_KEY", "CARETYPE_PROFILE"]) vi.stubEnv(name, undefined);
  said = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += String(text);
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
  expect(said).toBe("The given text is no API key: a key is one line of ASCII characters without blanks.\n");
  expect(await profileNames()).toEqual([]);
});
