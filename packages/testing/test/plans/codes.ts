import type { AccountId } from "@caretype/core/kernel/field/ids";
import { type DatabaseHandle, schema } from "@caretype/db";
import type { PlanFixture } from "@caretype/test-api/plan-fixture";
import { sql } from "drizzle-orm";
import type { Caller } from "./fixture.ts";
import { required } from "./required.ts";

type Given = { owner: Caller; accountId: AccountId };

/** Creates code systems with thousands of codes in some practices, and an unfinished import of the owner. */
export async function makeCodes(
  { reader }: DatabaseHandle,
  { owner, accountId }: Given,
): Promise<PlanFixture["codes"]> {
  await reader.execute(sql`
    insert into ${schema.terminology} (practice_id, id, kind, uri, version_name, is_complete, is_latest, concepts, created_by)
    select practice_id, uuidv7(), 'code-system', 'http://example.org/' || number, version, true, version = '2', 2000, account_id
    from (
      select practice_id, account_id from membership where role = 'owner' order by account_id = ${accountId} desc limit 50
    ) as practice, generate_series(1, 30) as number, unnest('{1,2}'::text[]) as version`);
  await reader.execute(sql`
    insert into ${schema.concept} (practice_id, terminology_id, system, code, display)
    select practice_id, id, uri, 'C' || number, 'Finding ' || md5(number::text) || ' of the heart'
    from ${schema.terminology}, generate_series(1, 2000) as number
    where uri = 'http://example.org/7' and practice_id in (
      select practice_id from membership where role = 'owner' order by account_id = ${accountId} desc limit 3
    )`);
  await reader.execute(sql`
    insert into ${schema.codeField} (practice_id, field, kind, uri, mode)
    select practice_id, field, 'code-system', 'http://example.org/8', 'warn'
    from (select practice_id from membership where role = 'owner' and account_id <> ${accountId}) as practice,
      unnest('{encounter.reason,condition.code,allergy.substance,observation.code}'::text[]) as field
    on conflict do nothing`);
  await owner.codes.setField({ field: "condition.code", uri: "http://example.org/7", mode: "warn" });
  await reader.execute(sql`analyze ${schema.terminology}, ${schema.concept}, ${schema.codeField}`);
  const { id: open } = await owner.codes.start({ uri: "http://example.org/7", version: "3" });
  await owner.codes.addConcepts({ id: open, concepts: [{ code: "C1", display: "New" }] });
  const { items, nextCursor } = await owner.codes.list({ limit: 50 });
  const finished = items.find(({ uri, isLatest }) => uri === "http://example.org/8" && isLatest);
  return { open, finished: required(finished?.id ?? items[1]?.id), cursor: required(nextCursor) };
}
