import { openDatabase } from "@caretype/db";
import { createTestDatabase, isOnCitus } from "@caretype/test-database";
import { expect, onTestFinished, test } from "vitest";
import { createLogger } from "../src/log/logger.ts";
import { packAudit } from "../src/maintenance/pack-audit.ts";

function packing(url: string) {
  let log = "";
  const logger = createLogger("info", {
    write: (line) => {
      log += line;
    },
  });
  const task = packAudit(url, logger);
  onTestFinished(task.stop);
  return { task, log: () => log };
}

test.skipIf(isOnCitus())("a server packs complete months, and says which", async () => {
  const { url, drop } = await createTestDatabase();
  onTestFinished(drop);
  const owner = openDatabase({ url });
  onTestFinished(() => owner.close());
  await owner.reader.execute(`
    create table audit_entry_2020_01 (like audit_entry including defaults);
    alter table audit_entry attach partition audit_entry_2020_01 for values from ('2020-01-01Z') to ('2020-02-01Z')`);
  const { task, log } = packing(url);
  expect(log()).toBe("");
  await task.runNow();
  expect(log()).toContain('"months":["audit_entry_2020_01"],"msg":"packed the indexes of complete months');
  const before = log();
  await task.runNow();
  expect(log()).toBe(before);
});

test("a failure is logged", async () => {
  const { task, log } = packing("postgres://nobody@127.0.0.1:1/none");
  await task.runNow();
  expect(log()).toContain("a month of the audit could not be packed, and is retried in an hour");
});
