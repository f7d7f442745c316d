import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { InvitationId, PracticeId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { spendDailyLimit } from "@caretype/core/kernel/procedure/rate-limit/daily";
import type { Services } from "@caretype/core/kernel/procedure/services";
import { linkTo } from "@caretype/core/mechanisms/mail/render-mail";
import { type Database, prepared } from "@caretype/db";
import { account, membership, practice } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { isLinkAllowed } from "../../token/mailed-links.ts";
import { insertLink } from "../../token/queries.ts";
import { type Caller, lockMembersAsManager } from "../lock-members.ts";
import { lockDoctor } from "../member/change-members.ts";
import { isDoctorFree, replaceInvitation } from "./queries.ts";
import type { CreateInvitation, SentInvitation } from "./schema.ts";

const lifetimeSeconds = 7 * 86_400;

/** Maximum number of invitation emails per account and day. */
const maxPerDay = 100;

type InvitingContext = {
  db: Database;
  scope: Caller;
  services: Pick<Services, "linkTokens" | "mailer" | "appUrl">;
};

/**
 * Sends an invitation. Without a mail server, returns the link to the caller, which then does not verify the
 * address.
 * Throws `ALREADY_MEMBER`, `DOCTOR_NOT_FOUND`, `DOCTOR_ALREADY_LINKED`, and `RATE_LIMITED` for too many emails.
 */
export async function sendInvitation(
  { db, scope, services }: InvitingContext,
  { email, role, doctorId = null }: CreateInvitation,
): Promise<SentInvitation> {
  const { practiceId, accountId } = scope;
  await lockMembersAsManager(db, scope);
  await requireNoMember(db, { practiceId, email });
  if (doctorId !== null) {
    await lockDoctor(db, doctorId);
    if (!(await isDoctorFree(db, { practiceId, doctorId }))) throw new DomainError("DOCTOR_ALREADY_LINKED");
  }
  await spendDailyLimit(db, { kind: "invitation", most: maxPerDay }, accountId);
  if (!(await isLinkAllowed(db, { email, purpose: "invitation" }))) {
    throw new DomainError("RATE_LIMITED", { retryAfterSeconds: 3_600 });
  }
  const id = newId<InvitationId>();
  const created = await replaceInvitation(db, {
    id,
    practiceId,
    email,
    role,
    doctorId,
    invitedBy: accountId,
    lifetimeSeconds,
  });
  const isMailed = services.mailer.canSend;
  const payload: LinkPayload = { practiceId, invitationId: id, isHandedOver: !isMailed };
  const linkId = await insertLink(db, services.linkTokens, {
    purpose: "invitation",
    email,
    payload,
    lifetimeSeconds,
  });
  const names = await findNames(db, scope);
  const data = { ...names, role, linkId };
  await services.mailer.send(db, { to: email, template: "invitation", data, lifetimeSeconds });
  const link = isMailed ? null : linkTo(services, { page: "accept-invitation", linkId });
  return { ...created, isMailed, link };
}

/** The data stored with the link's token. */
export type LinkPayload = {
  practiceId: PracticeId;
  invitationId: InvitationId;
  /** True if the inviter got the link, so that it does not verify the address. */
  isHandedOver?: boolean | undefined;
};

const memberByEmail = prepared(["email", "practiceId"], (db) =>
  db
    .select({ accountId: membership.accountId })
    .from(account)
    .innerJoin(membership, eq(membership.accountId, account.id))
    .where(
      and(
        sql`lower(${account.email}) = lower(${sql.placeholder("email")})`,
        eq(membership.practiceId, sql.placeholder("practiceId")),
      ),
    ),
);

async function requireNoMember(
  db: Database,
  place: { practiceId: PracticeId; email: string },
): Promise<void> {
  const [member] = await memberByEmail(db).execute(place);
  if (member) throw new DomainError("ALREADY_MEMBER", { disclosed: [member.accountId] });
}

const names = prepared(["accountId", "practiceId"], (db) =>
  db
    .select({ practiceName: practice.name, invitedByName: account.name })
    .from(practice)
    .innerJoin(account, eq(account.id, sql.placeholder("accountId")))
    .where(eq(practice.id, sql.placeholder("practiceId"))),
);

async function findNames(db: Database, { practiceId, accountId }: InvitingContext["scope"]) {
  const [found] = await names(db).execute({ practiceId, accountId });
  if (!found) throw new Error("A membership has no practice");
  return found;
}
