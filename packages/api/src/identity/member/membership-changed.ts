import type { AccountId } from "../../kernel/field/ids.ts";
import type { MembershipContext } from "../../kernel/procedure/body-context.ts";
import { announce } from "../session/queries.ts";

/** Invalidates cached memberships in all processes, so that changes apply from the account's next call. */
export async function membershipChanged(
  { db, services, afterCommit }: Pick<MembershipContext, "db" | "services" | "afterCommit">,
  account: AccountId,
): Promise<void> {
  await announce(db, { account });
  afterCommit(() => services.principals.forget({ account }));
}
