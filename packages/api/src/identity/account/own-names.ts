import type { Database } from "@caretype/db";
import { toDomainError } from "../../kernel/error/map.ts";
import type { Services } from "../../services.ts";
import { previewInvitation } from "../invitation/accept-invitation.ts";
import type { OwnNames } from "../password/rules.ts";
import { listPractices } from "../practice/list-practices.ts";
import type { Account } from "./schema.ts";

const mostPractices = 20;

/** Names of the account and its practices, which its new password must not contain. */
export async function ownNamesOf(
  db: Database,
  { id, username, name, email }: Pick<Account, "id" | "username" | "name" | "email">,
): Promise<OwnNames> {
  const { items } = await listPractices(db, { accountId: id }, { limit: mostPractices });
  return { username, name, email, practices: items.map((practice) => practice.name) };
}

/** The practice of an invitation link. Empty for an invalid link, which is reported later. */
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
