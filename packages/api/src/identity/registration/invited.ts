import type { Database } from "@caretype/db";
import type { RequestContext } from "../../kernel/procedure/context.ts";
import { type AccountValues, insertAccount } from "../account/queries.ts";
import { type Joined, joinByInvitation, requireInvited } from "../invitation/accept-invitation.ts";

/**
 * Creates the account of an invited person, without a practice of its own: calls without `Caretype-Practice` would go to
 * that empty practice. Rejects with `INVALID_LINK`, `EMAIL_TAKEN` or `USERNAME_TAKEN`.
 */
export async function createInvitedAccount(
  tx: Database,
  { services }: Pick<RequestContext, "services">,
  { token, ...values }: AccountValues & { token: string },
): Promise<Joined> {
  // First, because only the reader of an address's emails may learn whether it is taken.
  await requireInvited(tx, services, { token, email: values.email });
  const { id: accountId } = await insertAccount(tx, values);
  return joinByInvitation(tx, services, { token, accountId });
}
