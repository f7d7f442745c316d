import type { Database } from "@caretype/db";
import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../context.ts";
import type { OpenContext } from "../procedure.ts";
import type { TokenPair } from "./schema.ts";
import { insertSession } from "./session-queries.ts";

/** Signs an account in: a session with its first pair of tokens. */
export async function startSession(
  tx: Database,
  ctx: RequestContext & Pick<OpenContext, "identify">,
  accountId: string,
): Promise<TokenPair> {
  const { tokens } = ctx.services;
  const sessionId = uuidv7();
  ctx.identify(accountId, sessionId);
  const refresh = tokens.newRefresh();
  await insertSession(tx, {
    id: sessionId,
    accountId,
    address: ctx.address,
    userAgent: ctx.userAgent,
    refreshHash: tokens.refreshHash(refresh),
    refreshLifetimeSeconds: tokens.refreshLifetimeSeconds,
  });
  return { access: await tokens.issueAccess({ accountId, sessionId }), refresh };
}
