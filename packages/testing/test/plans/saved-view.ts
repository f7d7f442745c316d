import type { AccountId } from "@caretype/core/kernel/field/ids";
import { type DatabaseHandle, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Caller } from "./fixture.ts";
import { required } from "./required.ts";

/** Creates several pages of saved views in the owner's practice, and some in others. */
export async function makeSavedViews(
  { reader }: DatabaseHandle,
  { owner, accountId }: { owner: Caller; accountId: AccountId },
) {
  await reader.execute(sql`
    insert into ${schema.savedView} (practice_id, id, name, page, filters, created_by)
    select practice_id, uuidv7(), 'Number ' || number || account_id, 'patients', '{}', account_id
    from membership, generate_series(1, 300) as number where account_id = ${accountId} or number <= 5`);
  await reader.execute(sql`analyze ${schema.savedView}`);
  const { items, nextCursor } = await owner.savedView.list({ limit: 100 });
  return { id: required(items[0]?.id), cursor: required(nextCursor) };
}
