import type { AccountId } from "@caretype/core/kernel/field/ids";
import { type DatabaseHandle, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Caller } from "./fixture.ts";
import { required } from "./required.ts";

export async function makeNoteKinds(
  { reader }: DatabaseHandle,
  { owner, accountId }: { owner: Caller; accountId: AccountId },
) {
  await reader.execute(sql`
    insert into ${schema.noteKind} (practice_id, id, name, created_by)
    select practice_id, uuidv7(), 'Number ' || number, account_id
    from (
      select distinct on (practice_id) practice_id, account_id from membership
      order by practice_id, account_id = ${accountId} desc
    ) as member, generate_series(1, 300) as number where account_id = ${accountId} or number <= 5`);
  await reader.execute(sql`analyze ${schema.noteKind}`);
  const { items, nextCursor } = await owner.noteKind.list({ limit: 100 });
  return { id: required(items[0]?.id), cursor: required(nextCursor) };
}
