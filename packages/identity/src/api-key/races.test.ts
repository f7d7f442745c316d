import type { DomainError } from "@caretype/core/kernel/error/domain-error";
import { apiKey } from "@caretype/db/schema";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { eq, sql } from "drizzle-orm";
import { expect, it, vi } from "vitest";

const api = await createTestApi();
const { reader } = api.database;
it.each([
  ["PERMISSION_DENIED", "loses the role", sql`update membership set role = 'clinician' where account_id = `],
  ["PERMISSION_DENIED", "is removed", sql`delete from membership where account_id = `],
  ["UNAUTHENTICATED", "is deactivated", sql`update account set is_active = false where id = `],
])("%s: an owner who %s while a call waits cannot change any key", async (refusal, _, end) => {
  const { account, caller } = await api.signUp();
  const { id: practice } = await caller.practice.mine();
  const values = { name: "Lab sync", permissions: ["patient:read" as const] };
  const { id, key } = await caller.apiKey.create(values);
  const waiting: Promise<DomainError>[] = [];
  await api.database.transaction(async (tx) => {
    await tx.execute(sql`select from practice where id = ${practice} for no key update`);
    await tx.execute(sql`${end}${account.id}`);
    waiting.push(
      failureOf(caller.apiKey.create(values)),
      failureOf(caller.apiKey.update({ id, name: "Mine", expectedVersion: "any" })),
      failureOf(caller.apiKey.rotate({ id, expectedVersion: "any" })),
      failureOf(caller.apiKey.revoke({ id })),
    );
    const locked = sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    await vi.waitFor(async () => expect(await reader.execute(locked)).toHaveLength(waiting.length));
  });
  for (const { code } of await Promise.all(waiting)) expect(code).toBe(refusal);
  const keys = await reader.select().from(apiKey).where(eq(apiKey.practiceId, practice));
  expect(keys).toMatchObject([{ id, name: "Lab sync", version: 1, revokedAt: null }]);
  expect(await api.services.principals.authenticate(key)).toMatchObject({ practiceId: practice });
});
