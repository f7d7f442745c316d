import { asId } from "@caretype/core/kernel/field/ids";
import { idempotencyKey } from "@caretype/db/schema";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { expect, it, vi } from "vitest";

const onBackgroundFailure = vi.fn();
const { database, services, anotherInstance } = await createTestApi({ onBackgroundFailure });
const { reader } = database;
async function partitions(): Promise<string[]> {
  const rows = await reader.execute<{ name: string }>(
    sql`select relname as name from pg_class where relispartition and relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`,
  );
  return rows.map(({ name }) => name);
}

it("asks the database for nothing while the server starts and opens its connections", async () => {
  const before = services.database.usage();
  await anotherInstance();
  expect(services.database.usage()).toEqual(before);
});

const keys = async () => (await reader.select().from(idempotencyKey)).map(({ key }) => key);
const insertKey = (key: string, interval: string) =>
  reader.insert(idempotencyKey).values({
    accountId: asId(uuidv7()),
    key,
    action: "x",
    inputHash: Buffer.alloc(32),
    outcome: "ok",
    createdAt: sql`now() - ${interval}::interval`,
  });

it("create missing partitions of the audit, and delete keys over a day old, also after failures", async () => {
  await services.runPeriodicTasks();
  const all = await partitions();
  await insertKey("young", "23 hours");
  await insertKey("old", "25 hours");
  await reader.execute(sql.raw(`drop table ${all.at(-2)}`));
  const rename = async (to: "gone" | "back") => {
    const [from, gone] =
      to === "gone" ? ["make_audit_partitions", "gone"] : ["gone", "make_audit_partitions"];
    const [table, left] = to === "gone" ? ["idempotency_key", "left_keys"] : ["left_keys", "idempotency_key"];
    await reader.execute(sql.raw(`alter function ${from} rename to ${gone}`));
    await reader.execute(sql.raw(`alter table ${table} rename to ${left}`));
  };
  await rename("gone");
  await services.runPeriodicTasks();
  expect(onBackgroundFailure).toHaveBeenCalledTimes(2);
  await rename("back");
  await services.runPeriodicTasks();
  expect(await keys()).toEqual(["young"]);
  expect(await partitions()).toEqual(all);
  expect(onBackgroundFailure).toHaveBeenCalledTimes(2);
});
