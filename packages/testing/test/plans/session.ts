import type { AccountId } from "@caretype/core/kernel/field/ids";
import type { DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Caller } from "./fixture.ts";
import { required } from "./required.ts";

/** Creates sessions and API keys of the owner and of their practice, among many others. */
export async function makeSessions(
  { reader }: DatabaseHandle,
  { owner, accountId }: { owner: Caller; accountId: AccountId },
) {
  await reader.execute(sql`
    insert into session (id, account_id, user_agent)
    select uuidv7(), account.id, 'curl/8.14.1'
    from account, generate_series(1, 60) as number where account.id = ${accountId} or number <= 5`);
  await reader.execute(sql`
    insert into api_key (practice_id, id, account_id, name, hint, hash, permissions, created_by)
    select practice_id, uuidv7(), account_id, 'A service', 'ct_AAAAA', sha256(uuidv7()::text::bytea), '{patient:read}', account_id
    from membership, generate_series(1, 60) as number where account_id = ${accountId} or number <= 5`);
  const { id: apiKeyId } = await owner.apiKey.create({ name: "Lab sync", permissions: ["patient:read"] });
  await reader.execute(sql`analyze session, api_key`);
  const sessions = await owner.session.list({ limit: 10 });
  const keys = await owner.apiKey.list({ limit: 10 });
  return {
    apiKeyId,
    id: required(sessions.items.at(-1)?.id),
    cursor: required(sessions.nextCursor),
    keysCursor: required(keys.nextCursor),
  };
}
