import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { restoreBackup } from "@caretype/postgres/backup";
import { createTestDatabase } from "@caretype/test-database";
import { startTestS3, testS3Secret } from "@caretype/test-database/s3-server";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { checkDatabase } from "../src/command/check/check-database.ts";
import { checkMachine } from "../src/command/check/check-machine.ts";
import { createLogger } from "../src/log/logger.ts";
import { scheduleBackups } from "../src/maintenance/scheduled-backups.ts";
import { type BackupPlan, readSettings } from "../src/settings/settings.ts";

const { url, drop } = await createTestDatabase();
afterAll(drop);

function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), "caretype-backups-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A server's backups at 02:30, whose clock the test sets. */
function schedule({
  of = url,
  folder = newFolder(),
  from = "2026-11-23T01:00:00Z",
  ...change
}: Partial<BackupPlan> & { of?: string; folder?: string; from?: string }) {
  const plan = { target: { location: folder }, minuteOfDay: 150, keep: 14, recipients: [], ...change };
  let now = Date.parse(from);
  let log = "";
  const logger = createLogger("info", {
    write: (line) => {
      log += line;
    },
  });
  const task = scheduleBackups({ url: of, plan, logger, now: () => now });
  onTestFinished(task.stop);
  const at = async (instant: string) => {
    now = Date.parse(instant);
    await task.runNow();
    return readdirSync(folder)
      .filter((name) => name !== "caretype-backups.json")
      .toSorted();
  };
  return { at, folder, log: () => log };
}

test("writes one backup for each day, and one that was missed, and keeps the newest", async () => {
  const { at, folder, log } = schedule({ keep: 2 });
  writeFileSync(join(folder, "notes.backup"), "");
  expect(await at("2026-11-23T01:00:00Z")).toContain("caretype-2026-11-22T02-30Z.backup");
  const before = readFileSync(join(folder, "caretype-2026-11-22T02-30Z.backup"));
  await at("2026-11-23T02:29:00Z");
  expect(readFileSync(join(folder, "caretype-2026-11-22T02-30Z.backup"))).toEqual(before);
  await at("2026-11-23T02:30:00Z");
  expect(await at("2026-11-26T12:00:00Z")).toEqual([
    "caretype-2026-11-23T02-30Z.backup",
    "caretype-2026-11-26T02-30Z.backup",
    "notes.backup",
  ]);
  expect(log()).toContain("wrote a backup");
});

test("a later BACKUP_AT makes none due again, and the one just written stays", async () => {
  const folder = newFolder();
  const earlier = "caretype-2026-11-23T12-00Z.backup";
  writeFileSync(join(folder, earlier), "");
  const { at, log } = schedule({ folder, keep: 1, minuteOfDay: 13 * 60 + 45, from: "2026-11-23T13:00:00Z" });
  expect(await at("2026-11-23T13:15:00Z")).toEqual([earlier]);
  const due = "caretype-2026-11-23T13-45Z.backup";
  expect(await at("2026-11-23T13:45:00Z")).toEqual([due]);
  // A wrong clock wrote it.
  writeFileSync(join(folder, "caretype-2030-01-01T13-45Z.backup"), "");
  const next = "caretype-2026-11-24T13-45Z.backup";
  expect(await at("2026-11-24T13:45:00Z")).toEqual([next]);
  expect(await at("2026-11-24T13:46:00Z")).toEqual([next]);
  expect(log().match(/wrote a backup/g)).toHaveLength(2);
});

test("two databases with the same folder are warned of, by the server and by a check", async () => {
  const other = await createTestDatabase();
  onTestFinished(other.drop);
  const [folder, warning] = [newFolder(), "another database wrote the newest"];
  const first = schedule({ folder });
  await first.at("2026-11-23T03:00:00Z");
  const second = schedule({ folder, of: other.url, from: "2026-11-23T03:00:00Z" });
  expect(await second.at("2026-11-23T03:01:00Z")).toEqual(await first.at("2026-11-23T03:01:00Z"));
  expect(second.log().split(warning)).toHaveLength(2);
  expect(first.log()).not.toContain(warning);
  const checked = async (DATABASE_URL: string) => {
    const variables = { DATABASE_URL, SECRET_KEY: "k".repeat(32), BACKUP_TO: folder };
    return (await checkDatabase(DATABASE_URL, readSettings(variables))).map(({ text }) => text).join();
  };
  expect(await checked(other.url)).toContain(warning);
  expect(await checked(url)).not.toContain(warning);
});

test("encrypts for its recipients", async () => {
  const recipients = ["age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"];
  const { at, folder } = schedule({ recipients });
  await at("2026-11-23T03:00:00Z");
  const file = readFileSync(join(folder, "caretype-2026-11-23T02-30Z.backup"), "latin1");
  expect(file.startsWith("age-encryption.org/v1\n-> X25519")).toBe(true);
});

test("removes what a killed server left, and logs a failure until the folder is there", async () => {
  const folder = newFolder();
  rmSync(folder, { recursive: true });
  const { at, log } = schedule({ folder });
  await at("2026-11-23T03:00:00Z").catch(() => undefined);
  expect(log()).toContain("the backup failed, and is retried in a minute");
  expect(log()).toContain(`"target":"${folder}"`);
  const left = `.caretype-2026-11-21T02-30Z.backup.${randomUUID()}.partial`;
  const partial = `${newFolder()}/${left}`;
  writeFileSync(partial, "");
  utimesSync(partial, 0, 0);
  const again = schedule({ folder: join(partial, "..") });
  expect(await again.at("2026-11-23T03:00:00Z")).not.toContain(left);
});

test("a check names the age of the newest backup, and a folder that is missing", async () => {
  const folder = newFolder();
  const backup = async (BACKUP_TO: string) =>
    (await checkMachine(readSettings({ BACKUP_TO }))).find(({ about }) => about === "Backup");
  expect(await backup(folder)).toMatchObject({ state: "warning", text: expect.stringContaining("none yet") });
  const name = "caretype-2026-11-23T02-30Z.backup";
  writeFileSync(join(folder, name), "");
  expect(await backup(folder)).toEqual({ about: "Backup", state: "ok", text: `${name} is 0 hours old` });
  utimesSync(join(folder, name), 0, 0);
  expect(await backup(folder)).toMatchObject({
    state: "warning",
    text: expect.stringContaining("hours old"),
  });
  expect(await backup(join(folder, "nothing"))).toMatchObject({ state: "problem" });
});

test("a bucket gets backups, keeps the newest and foreign files, and its failures are logged without the secret", async () => {
  const s3 = await startTestS3();
  onTestFinished(() => s3.stop());
  const names = () => [...s3.objects.keys()].filter((name) => !name.endsWith(".json")).toSorted();
  const target = s3.target("nightly");
  const { at, log } = schedule({ target, keep: 2 });
  for (const key of ["nightly/notes.backup", "caretype-2020-01-01T02-30Z.backup"])
    s3.objects.set(key, { content: Buffer.from("mine"), modifiedAt: new Date() });
  for (const day of [21, 22, 23]) await at(`2026-11-${day}T03:00:00Z`);
  expect(names()).toEqual([
    "caretype-2020-01-01T02-30Z.backup",
    "nightly/caretype-2026-11-22T02-30Z.backup",
    "nightly/caretype-2026-11-23T02-30Z.backup",
    "nightly/notes.backup",
  ]);
  const file = "s3://records/nightly/caretype-2026-11-23T02-30Z.backup";
  expect(log()).toContain(file);
  const other = await createTestDatabase({ empty: true });
  onTestFinished(other.drop);
  expect(await restoreBackup({ url: other.url, file, s3: target.s3 })).toMatchObject({
    rows: expect.any(Number),
  });
  const before = names();
  s3.faults.push({ method: "PUT", times: 99, answer: { status: 503, code: "SlowDown" } });
  await at("2026-11-24T03:00:00Z");
  expect(names()).toEqual(before);
  expect(log()).toContain("it answered 503 (SlowDown), in 4 attempts");
  expect(log()).not.toContain(testS3Secret);
});

test("a check names the age of the newest backup in a bucket, and a wrong key", async () => {
  const s3 = await startTestS3();
  onTestFinished(() => s3.stop());
  const found = async (change: Record<string, string>) => {
    const variables = {
      BACKUP_TO: "s3://records/nightly",
      WAL_ARCHIVE_TO: "s3://records/log",
      S3_ENDPOINT: s3.endpoint,
      AUDIT_MONTHS: "12",
      AUDIT_ARCHIVE_DIR: "s3://records/audit",
      S3_ACCESS_KEY_ID: "AKIATEST",
      S3_SECRET_ACCESS_KEY: testS3Secret,
      ...change,
    };
    const findings = await checkMachine(readSettings(variables));
    return findings.filter(({ about }) => ["Archive", "Backup", "Log archive"].includes(about));
  };
  expect((await found({})).map(({ state }) => state)).toEqual(["ok", "warning", "warning"]);
  const name = "caretype-2026-11-23T02-30Z.backup";
  s3.objects.set(`nightly/${name}`, { content: Buffer.from(""), modifiedAt: new Date() });
  const until = Buffer.from(JSON.stringify({ until: new Date().toISOString() }));
  s3.objects.set("log/2026-11-23T02-30-00-000Z/until.json", { content: until, modifiedAt: new Date() });
  expect(await found({})).toMatchObject([
    { state: "ok", text: "the audit's months older than 12 go to s3://records/audit" },
    { state: "ok", text: `${name} in s3://records/nightly is 0 hours old` },
    { state: "ok", text: expect.stringContaining("s3://records/log reaches to 20") },
  ]);
  for (const { state, text } of await found({ S3_SECRET_ACCESS_KEY: "mistyped" })) {
    expect(state).toBe("problem");
    expect(text).toContain("in the bucket records of 127.0.0.1");
    expect(text).not.toContain("mistyped");
  }
});
