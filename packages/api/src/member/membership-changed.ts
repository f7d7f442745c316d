import { announce } from "../account/session-queries.ts";
import type { MembershipContext } from "../context.ts";

/** From the next call on, the account has the practices and the roles that this transaction has given it. */
export async function membershipChanged(
  { db, services, afterCommit }: Pick<MembershipContext, "db" | "services" | "afterCommit">,
  account: string,
): Promise<void> {
  await announce(db, { account });
  afterCommit(() => services.principals.forget({ account }));
}
