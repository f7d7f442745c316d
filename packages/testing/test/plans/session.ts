import type { DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Case } from "./cases.ts";
import type { Caller } from "./world.ts";

/** Creates sessions and API keys of the owner and of their practice, among many others. */
export async function makeSessions(
  { reader }: DatabaseHandle,
  { owner, accountId }: { owner: Caller; accountId: string },
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
    id: sessions.items.at(-1)?.id,
    cursor: sessions.nextCursor,
    keysCursor: keys.nextCursor,
  };
}

const unknownId = "0198c0de-0000-7000-8000-000000000000";
const anyVersion = { expectedVersion: "any" };
const ofNobody = { id: unknownId, ...anyVersion };
const noKey = { refused: "API_KEY_NOT_FOUND" };

export const sessionCases: Record<string, Case[]> = {
  "session.current": [{ input: () => ({}) }],
  "session.list": [
    { input: () => ({}) },
    { input: ({ sessions: { cursor } }) => ({ cursor }) },
    { input: ({ sessions: { cursor } }) => ({ cursor, limit: 5 }) },
  ],
  "session.end": [
    { input: ({ sessions: { id } }) => ({ id }) },
    { input: () => ({ id: unknownId }), refused: "SESSION_NOT_FOUND" },
  ],
  "session.endOthers": [{ input: () => ({}) }],
  "apiKey.list": [
    { input: () => ({}) },
    { input: ({ sessions: { keysCursor: cursor } }) => ({ cursor, limit: 5 }) },
  ],
  "apiKey.create": [{ input: () => ({ name: "Radiology", permissions: ["patient:read"] }) }],
  "apiKey.update": [
    { input: ({ sessions: { apiKeyId: id } }) => ({ id, name: "Radiology", ...anyVersion }) },
    { input: () => ({ ...ofNobody, name: "Nobody's" }), ...noKey },
  ],
  "apiKey.rotate": [
    { input: ({ sessions: { apiKeyId: id } }) => ({ id, ...anyVersion }) },
    { input: () => ofNobody, ...noKey },
  ],
  "apiKey.revoke": [
    { input: ({ sessions: { apiKeyId: id } }) => ({ id }) },
    { input: () => ({ id: unknownId }), ...noKey },
  ],
};
