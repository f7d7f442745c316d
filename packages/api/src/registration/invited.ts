import type { Database } from "@caretype/db";
import { type AccountValues, insertAccount } from "../account/queries.ts";
import { type Joined, joinByInvitation, requireInvited } from "../invitation/accept-invitation.ts";
import type { RequestContext } from "../procedure/context.ts";

/**
 * The account of somebody who was invited. It has the practice that it joins, and none of its own: an empty one beside
 * would be where their calls went that ask for none. Rejects with `INVALID_LINK`, `EMAIL_TAKEN` or `USERNAME_TAKEN`.
 */
export async function createInvitedAccount(
  tx: Database,
  { services }: Pick<RequestContext, "services">,
  { token, ...values }: AccountValues & { token: string },
): Promise<Joined> {
  // First, as whether an address is taken is told to nobody but who reads its mails.
  await requireInvited(tx, services, { token, email: values.email });
  const { id: accountId } = await insertAccount(tx, values);
  return joinByInvitation(tx, services, { token, accountId });
}
