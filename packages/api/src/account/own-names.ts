import type { Database } from "@caretype/db";
import { toDomainError } from "../error/map.ts";
import { previewInvitation } from "../invitation/accept-invitation.ts";
import type { OwnNames } from "../password/rules.ts";
import { listPractices } from "../practice/list-practices.ts";
import type { Services } from "../services.ts";
import type { Account } from "./schema.ts";

const mostPractices = 20;

/** All that an account is known by, its practices too: what its new password must not be made of. */
export async function ownNamesOf(
  db: Database,
  { id, username, name, email }: Pick<Account, "id" | "username" | "name" | "email">,
): Promise<OwnNames> {
  const { items } = await listPractices(db, { accountId: id }, { limit: mostPractices });
  return { username, name, email, practices: items.map((practice) => practice.name) };
}

/** The practice that an invitation's link leads to; none where the link is good no more, which is told later. */
export async function invitedTo(
  ctx: { db: Database; services: Pick<Services, "linkTokens"> },
  token: string,
): Promise<string[]> {
  try {
    return [(await previewInvitation(ctx, token)).practiceName];
  } catch (error) {
    if (toDomainError(error).code === "INVALID_LINK") return [];
    throw error;
  }
}
