import { type Database, prepared, schema } from "@caretype/db";
import { and, eq, sql } from "drizzle-orm";
import { DomainError } from "../error/domain-error.ts";
import type { InvitationId, PracticeId } from "../field/ids.ts";
import { newId } from "../field/new-id.ts";
import { linkTo } from "../mail/render-mail.ts";
import { type Caller, holdMembersAsManager } from "../member/hold-members.ts";
import { mayMailLink } from "../one-time-token/mailed-links.ts";
import { insertLink } from "../one-time-token/queries.ts";
import { spendOfDay } from "../procedure/rate-limit/daily.ts";
import type { Services } from "../services.ts";
import { putInvitation } from "./queries.ts";
import type { CreateInvitation, SentInvitation } from "./schema.ts";

const { account, membership, practice } = schema;

const lifetimeSeconds = 7 * 86_400;

/** So many mails may an account have sent in a day. */
const mostADay = 100;

type InvitingContext = {
  db: Database;
  scope: Caller;
  services: Pick<Services, "linkTokens" | "mailer" | "appUrl">;
};

/**
 * Where no mail can leave, the caller gets the link: then it proves no address, as they could follow it themselves.
 * Rejects with `ALREADY_MEMBER`, and with `RATE_LIMITED` where that are too many mails.
 */
export async function sendInvitation(
  { db, scope, services }: InvitingContext,
  { email, role }: CreateInvitation,
): Promise<SentInvitation> {
  const { practiceId, accountId } = scope;
  await holdMembersAsManager(db, scope);
  await requireNoMember(db, { practiceId, email });
  await spendOfDay(db, { kind: "invitation", most: mostADay }, accountId);
  if (!(await mayMailLink(db, { email, purpose: "invitation" }))) {
    throw new DomainError("RATE_LIMITED", { retryAfterSeconds: 3_600 });
  }
  const id = newId<InvitationId>();
  const made = await putInvitation(db, {
    id,
    practiceId,
    email,
    role,
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
  return { ...made, isMailed, link };
}

/** What the link's token is kept with. */
export type LinkPayload = {
  practiceId: PracticeId;
  invitationId: InvitationId;
  /** Whoever invites has the link: that somebody follows it does not show whose the address is. */
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
    )
    .prepare("member_by_email"),
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
    .where(eq(practice.id, sql.placeholder("practiceId")))
    .prepare("invitation_names"),
);

async function findNames(db: Database, { practiceId, accountId }: InvitingContext["scope"]) {
  const [found] = await names(db).execute({ practiceId, accountId });
  if (!found) throw new Error("A membership has no practice");
  return found;
}
