import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { expect, it, vi } from "vitest";
import { createTestApi } from "../../../../test/support.ts";
import { asId } from "../../field/ids.ts";
import { purgeExpiredKeys } from "./purge-expired-keys.ts";

const { database } = await createTestApi();
const { idempotencyKey } = schema;

const keys = async () => (await database.reader.select().from(idempotencyKey)).map(({ key }) => key);
const insert = (key: string, interval: string) =>
  database.reader.insert(idempotencyKey).values({
    accountId: asId(uuidv7()),
    key,
    action: "x",
    inputHash: Buffer.alloc(32),
    outcome: "ok",
    createdAt: sql`now() - ${interval}::interval`,
  });

it("deletes keys over a day old periodically, and reports failures", async () => {
  const onFailure = vi.fn();
  await insert("young", "23 hours");
  await insert("old", "25 hours");
  await database.reader.execute(sql`alter table idempotency_key rename to gone`);
  const task = purgeExpiredKeys(database, onFailure, 20);
  await vi.waitFor(() => expect(onFailure).toHaveBeenCalled());
  await database.reader.execute(sql`alter table gone rename to idempotency_key`);
  await vi.waitFor(async () => expect(await keys()).toEqual(["young"]));
  await insert("old, too", "25 hours");
  await vi.waitFor(async () => expect(await keys()).toEqual(["young"]));
  await task.stop();
});
