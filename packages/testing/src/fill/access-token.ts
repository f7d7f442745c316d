import { randomUUID } from "node:crypto";
import type { Services } from "@caretype/api";
import type { AccountId } from "@caretype/api/field/ids";
import { asId, type SessionId } from "@caretype/api/field/ids";
import { schema } from "@caretype/db";

/**
 * An access token of an account that nobody can sign in to, such as an owner in a filled database.
 *
 * @example
 * const caller = createCaller({ services, accessToken: await accessTokenFor(services, largest.accountId), ... });
 */
export async function accessTokenFor(
  { database, tokens }: Pick<Services, "database" | "tokens">,
  accountId: AccountId,
): Promise<string> {
  const sessionId = asId<SessionId>(randomUUID());
  await database.reader.insert(schema.session).values({ id: sessionId, accountId });
  return tokens.issueAccess({ accountId, sessionId });
}
