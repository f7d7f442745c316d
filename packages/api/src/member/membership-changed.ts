import type { AccountId } from "../field/ids.ts";
import type { MembershipContext } from "../procedure/body-context.ts";
import { announce } from "../session/queries.ts";

/** From the next call on, the account has the practices and the roles that this transaction has given it. */
export async function membershipChanged(
  { db, services, afterCommit }: Pick<MembershipContext, "db" | "services" | "afterCommit">,
  account: AccountId,
): Promise<void> {
  await announce(db, { account });
  afterCommit(() => services.principals.forget({ account }));
}
