import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, expect, test } from "vitest";
import { useServerProcesses } from "./server-process.ts";

const folder = await mkdtemp(path.join(tmpdir(), "caretype-backup-"));
const { url: databaseUrl, drop } = await createTestDatabase({ empty: true });
afterAll(async () => {
  await drop();
  await rm(folder, { recursive: true, force: true });
});
const { command, served } = useServerProcesses({
  DATA_DIR: path.join(folder, "data"),
  SECRET_KEY: "a secret key of the tests, long enough",
  BCRYPT_COST: "4",
});
const person = { email: "ann@example.org", password: "correct horse battery" };
const file = path.join(folder, "today.backup");
const passphraseFile = path.join(folder, "passphrase");

async function login(url: string) {
  const response = await fetch(`${url}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(person),
  });
  return response.status;
}

test("a backup of the embedded database is restored into another one, whose server signs in", async () => {
  await writeFile(passphraseFile, "a passphrase of the tests\n");
  const creation = ["admin", "create", "--email", person.email, "--password-stdin"];
  expect(await command(creation, {}, person.password)).toMatchObject({ status: 0 });
  const encryption = ["--passphrase-file", passphraseFile];
  expect(await command(["backup", file, ...encryption])).toMatchObject({
    status: 0,
    stderr: expect.stringMatching(
      /^Wrote .*today\.backup: \d+ kB, encrypted, with \d+ rows of \d+ tables, as of 20/,
    ),
  });
  const target = { DATABASE_URL: databaseUrl };
  expect(await command(["restore", file], target)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("is encrypted. Pass --passphrase-file"),
  });
  expect(await command(["restore", file, "--passphrase-file", "none"], target)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("There is no file none."),
  });
  await writeFile(`${passphraseFile}-wrong`, "another passphrase\n");
  expect(
    await command(["restore", file, "--passphrase-file", `${passphraseFile}-wrong`], target),
  ).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("cannot be decrypted with this passphrase"),
  });
  expect(await command(["restore", file, ...encryption], target)).toMatchObject({
    status: 0,
    stderr: expect.stringMatching(/^Restored .*today\.backup: \d+ rows of \d+ tables/),
  });
  expect(await command(["restore", file, ...encryption], target)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(
      "The database is not empty: it has the tables of Caretype, with 1 account",
    ),
  });
  const { url } = await served(target);
  expect(await login(url)).toBe(200);
});

test("a file that exists is not overwritten", async () => {
  const existing = path.join(folder, "existing");
  await writeFile(existing, "");
  expect(await command(["backup", existing], { DATABASE_URL: databaseUrl })).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("exists, and is not overwritten"),
  });
});
