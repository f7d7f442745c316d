import { sql } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { createTestApi } from "../../../test/support.ts";
import { keepAuditPartitions } from "./keep-partitions.ts";

const { database } = await createTestApi();

async function partitions(): Promise<string[]> {
  const rows = await database.reader.execute<{ name: string }>(
    sql`select relname as name from pg_class where relispartition and relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`,
  );
  return rows.map(({ name }) => name);
}

it("creates missing partitions periodically, and reports failures", async () => {
  const all = await partitions();
  const onFailure = vi.fn();
  const task = keepAuditPartitions(database, onFailure, 20);
  await database.reader.execute(sql`alter function make_audit_partitions rename to gone`);
  await vi.waitFor(() => expect(onFailure).toHaveBeenCalled());
  await database.reader.execute(sql`alter function gone rename to make_audit_partitions`);
  await database.reader.execute(sql.raw(`drop table ${all.at(-2)}`));
  await vi.waitFor(async () => expect(await partitions()).toEqual(all));
  await task.stop();
});
