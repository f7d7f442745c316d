import { isOnCitus } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { createTestApi } from "../../../../../test/support.ts";
import { unknownId } from "../../../../testing/case.ts";
import { isThere } from "./record-input.ts";

const api = await createTestApi();

it.skipIf(isOnCitus())("is looked up by key for each row, before a table has statistics", async () => {
  const plan = await api.database.transaction(async (tx) => {
    await tx.execute(sql`create temp table staged (id uuid) on commit drop`);
    const known = isThere("observation", { practice: sql`${unknownId}::uuid`, id: sql`staged.id` });
    return tx.execute<{ "QUERY PLAN": string }>(sql`explain select from staged where not ${known}`);
  });
  const text = plan.map((row) => row["QUERY PLAN"]).join("\n");
  expect(text).toMatch(/Index Cond: \(\(practice_id = [^)]+\) AND \(id = staged\.id\)\)/);
  expect(text).not.toContain("Join");
});
