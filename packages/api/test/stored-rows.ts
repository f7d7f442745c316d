import type { TestApi } from "@caretype/test-api/api";
import type { Fixture } from "@caretype/test-api/fixture-type";
import { sql } from "drizzle-orm";

// Queries write audit entries, staff grants are intentional, and a session's last activity changes by itself.
const excluded = /^(audit|break_glass|session)/;

/**
 * Returns a function that digests each table's rows of the fixture's practice and account. It takes one statement
 * instead of a hundred calls.
 */
export async function createRowReader({ database }: TestApi, { practice, account }: Fixture) {
  const tables = await database.reader.execute<{ name: string; column: string }>(sql`
    select c.relname as name, max(a.attname) as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attname in ('practice_id', 'account_id')
    group by c.relname`);
  const owners = tables.filter(({ name }) => !excluded.test(name));
  const itself = ["practice", "account"].map((name) => ({ name, column: "id" }));
  const digests = [...itself, ...owners].map(
    ({ name, column }) => sql`select ${name}::text as name, count(*)::int as rows,
      md5(string_agg(t::text, ',' order by t::text)) as digest
      from ${sql.identifier(name)} t where ${sql.identifier(column)} in (${practice}, ${account.id})`,
  );
  const statement = sql.join(digests, sql` union all `);
  return async () => [...(await database.reader.execute(statement))];
}
