import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { type AccountId, InvitationId, PracticeId } from "@caretype/core/kernel/field/ids";
import { type Permission, type Role, rolePermissions } from "@caretype/core/kernel/permissions/permissions";
import type {
  ChangeContext,
  JoiningContext,
  PersonalContext,
  SubjectsContext,
} from "@caretype/core/kernel/procedure/body-context";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { Database } from "@caretype/db";
import { membership } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { lockWithEmail, markVerified } from "../../account/credential-queries.ts";
import type { Account } from "../../account/schema.ts";
import { notify, remindOfVerification } from "../../notification/notify.ts";
import { announce } from "../../session/queries.ts";
import { peekToken, takeToken } from "../../token/queries.ts";
import { isDoctor } from "../member/change-members.ts";
import { findPractice } from "../queries.ts";
import type { Practice } from "../schema.ts";
import { findOpenInvitation, isDoctorFree, redeemInvitation } from "./queries.ts";
import type { InvitationPreview } from "./schema.ts";
import type { LinkPayload } from "./send-invitation.ts";

const Payload: z.ZodType<LinkPayload> = z.object({
  practiceId: PracticeId,
  invitationId: InvitationId,
  isHandedOver: z.boolean().optional(),
});

const purpose = "invitation";

type LinkServices = Pick<Services, "linkTokens">;

/** Throws `INVALID_LINK`. */
export async function previewInvitation(
  { db, services: { linkTokens } }: { db: Database; services: LinkServices },
  token: string,
): Promise<InvitationPreview> {
  const { payload } = await peekToken(db, linkTokens, { token, purpose });
  const { practiceId, invitationId } = Payload.parse(payload);
  const found = await findOpenInvitation(db, { practiceId, id: invitationId });
  if (!found) throw new DomainError("INVALID_LINK");
  return found;
}

/** Throws `INVALID_LINK` if the link was not sent to this address. */
export async function requireInvited(
  tx: Database,
  { linkTokens }: LinkServices,
  { token, email }: { token: string; email: string },
): Promise<void> {
  const proved = await peekToken(tx, linkTokens, { token, purpose });
  if (proved.email?.toLowerCase() !== email.toLowerCase()) throw new DomainError("INVALID_LINK");
}

export type Joined = { account: Account; practiceId: PracticeId; invitationId: InvitationId; role: Role };

/**
 * Redeems the link and makes the account a member. Only the invited address may accept, not another one that
 * the email was forwarded to. A link from an email verifies the address; a link handed over by the inviter
 * does not.
 * Throws `INVALID_LINK` for a used, expired, replaced or revoked link as for another account's, and
 * `ALREADY_MEMBER`. The link then stays valid.
 */
export async function joinByInvitation(
  tx: Database,
  { linkTokens }: LinkServices,
  { token, accountId }: { token: string; accountId: AccountId },
): Promise<Joined> {
  const { payload, email } = await takeToken(tx, linkTokens, { token, purpose });
  const { practiceId, invitationId, isHandedOver } = Payload.parse(payload);
  const hold = isHandedOver ? lockWithEmail : markVerified;
  const account = email === null ? null : await hold(tx, { id: accountId, email });
  const redeemed = await redeemInvitation(tx, { practiceId, id: invitationId });
  if (!account || redeemed === null) throw new DomainError("INVALID_LINK");
  const { role, invitedBy, doctorId } = redeemed;
  // Another member may have been linked since, or the doctor removed.
  const isFree =
    doctorId !== null && (await isDoctor(tx, doctorId)) && (await isDoctorFree(tx, { practiceId, doctorId }));
  const link = isFree ? { doctorId, doctorLinkedBy: invitedBy, doctorLinkedAt: sql`now()` } : {};
  const join = (linked: typeof link | Record<string, never>) =>
    tx
      .insert(membership)
      .values({ practiceId, accountId, role, ...linked })
      .onConflictDoNothing()
      .returning({ role: membership.role });
  const [joined] = await join(link);
  // Joins without the doctor if a concurrent new member was linked.
  if (!joined && (!isFree || (await join({})).length === 0)) throw new DomainError("ALREADY_MEMBER");
  await notify(tx, [invitedBy], { practiceId, kind: "invitation-accepted", actorId: accountId });
  if (!account.emailVerified) await remindOfVerification(tx, accountId);
  return { account, practiceId, invitationId, role };
}

type AcceptingContext = ChangeContext &
  SubjectsContext &
  JoiningContext &
  PersonalContext & { services: LinkServices & Pick<Services, "secondFactor"> };

/** Resolves to the practice as its new member sees it. Throws the errors of `joinByInvitation`. */
export async function acceptInvitation(ctx: AcceptingContext, token: string): Promise<Practice> {
  const { accountId } = ctx.scope;
  ctx.audit.personal();
  const { practiceId, invitationId, role } = await joinByInvitation(ctx.db, ctx.services, {
    token,
    accountId,
  });
  await announce(ctx.db, { account: accountId });
  ctx.audit.subjects([invitationId]);
  ctx.audit.joined(practiceId, role);
  const permissions = rolePermissions[role];
  // The new practice may withhold permissions, so they are looked up.
  const scope = { ...ctx.scope, practiceId, role, permissions, withheld: new Set<Permission>() };
  return findPractice({ ...ctx, scope });
}
