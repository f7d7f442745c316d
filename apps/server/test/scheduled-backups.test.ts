import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase } from "@caretype/db/testing";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { checkMachine } from "../src/command/check/check-machine.ts";
import { createLogger } from "../src/log/logger.ts";
import { type BackupPlan, readSettings } from "../src/settings/settings.ts";
import { scheduleBackups } from "../src/start/scheduled-backups.ts";

const { url, drop } = await createTestDatabase();
afterAll(drop);

function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), "caretype-backups-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A server's backups at 02:30, whose clock the test sets. */
function schedule(change: Partial<BackupPlan>) {
  const plan = { folder: newFolder(), minuteOfDay: 150, keep: 14, recipients: [], ...change };
  let now = Date.parse("2026-11-23T01:00:00Z");
  let log = "";
  const logger = createLogger("info", {
    write: (line) => {
      log += line;
    },
  });
  const task = scheduleBackups({ url, plan, logger, now: () => now });
  onTestFinished(task.stop);
  const at = async (instant: string) => {
    now = Date.parse(instant);
    await task.runNow();
    return readdirSync(plan.folder).toSorted();
  };
  return { at, folder: plan.folder, log: () => log };
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
  expect(log()).toContain("the backup failed, and is tried again in a minute");
  const partial = `${newFolder()}/caretype-2026-11-21T02-30Z.backup.partial`;
  writeFileSync(partial, "");
  utimesSync(partial, 0, 0);
  const again = schedule({ folder: join(partial, "..") });
  expect(await again.at("2026-11-23T03:00:00Z")).not.toContain("caretype-2026-11-21T02-30Z.backup.partial");
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
