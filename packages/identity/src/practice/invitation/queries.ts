import { onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { AccountId, DoctorId, InvitationId, PracticeId } from "@caretype/core/kernel/field/ids";
import { pageById } from "@caretype/core/kernel/field/paging";
import type { Role } from "@caretype/core/kernel/permissions/permissions";
import { rolesWith } from "@caretype/core/kernel/permissions/roles-with";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { accountName, doctorName } from "@caretype/core/mechanisms/account-name";
import { type Database, given, pick, prepared } from "@caretype/db";
import { account, invitation, membership, practice } from "@caretype/db/schema";
import { and, desc, eq, gt, lt, or, sql } from "drizzle-orm";
import type { Invitation, InvitationPage, ListInvitations } from "./schema.ts";

const inviters = rolesWith("member:manage");

/** The sender may still invite. Invitations of removed or demoted members are invalid. */
const isSendersStill = sql`exists (
  select from ${membership} as senders join ${account} as sender on sender.id = senders.account_id
  where senders.practice_id = ${invitation.practiceId} and senders.account_id = ${invitation.invitedBy}
    and senders.role in ${inviters} and sender.is_active)`;

const isOpen = and(gt(invitation.expiresAt, sql`now()`), isSendersStill);

const isInPractice = eq(invitation.practiceId, sql.placeholder("practiceId"));
const isIt = and(isInPractice, eq(invitation.id, sql.placeholder("id")));

const columns = {
  ...pick(invitation, "id", "email", "role", "doctorId"),
  doctorName: doctorName(invitation.doctorId),
  invitedBy: invitation.invitedBy,
  invitedByName: accountName(invitation.invitedBy),
  createdAt: invitation.createdAt,
  expiresAt: invitation.expiresAt,
};

const page = prepared(["practiceId", "id", "limit"], (db) =>
  db
    .select(columns)
    .from(invitation)
    .where(and(isInPractice, lt(invitation.id, sql.placeholder("id")), isOpen))
    .orderBy(desc(invitation.id))
    .limit(sql.placeholder("limit")),
);

/** Lists open invitations, newest first. */
export const listInvitations = (
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  input: ListInvitations,
): Promise<InvitationPage> => pageById(input, (place) => page(db).execute({ practiceId, ...place }));

const counted = prepared(["practiceId"], (db) =>
  db.select({ invitations: sql<number>`count(*)::int` }).from(invitation).where(and(isInPractice, isOpen)),
);

/** Counts the invitations that `listInvitations` lists. */
export async function countInvitations(
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
): Promise<number> {
  const [row] = await counted(db).execute({ practiceId });
  return row?.invitations ?? 0;
}

type NewInvitation = {
  id: InvitationId;
  practiceId: PracticeId;
  email: string;
  role: Role;
  doctorId: DoctorId | null;
  invitedBy: AccountId;
  lifetimeSeconds: number;
};

const byId = prepared(["practiceId", "id"], (db) => db.select(columns).from(invitation).where(isIt));

/**
 * Inserts an invitation, and deletes the previous one of the address and expired ones. Links name their
 * invitation, so older links become invalid. Call this while the practice's members are locked.
 */
export async function replaceInvitation(
  db: Database,
  { lifetimeSeconds, ...values }: NewInvitation,
): Promise<Invitation> {
  const isOfAddress = sql`lower(${invitation.email}) = lower(${values.email})`;
  const isReplaced = or(isOfAddress, lt(invitation.expiresAt, sql`now()`));
  await db.delete(invitation).where(and(eq(invitation.practiceId, values.practiceId), isReplaced));
  const expiresAt = sql<string>`now() + make_interval(secs => ${lifetimeSeconds})`;
  await db.insert(invitation).values({ ...values, expiresAt });
  // Citus refuses to return the sender's name from the insert.
  return onlyRow(await byId(db).execute(values));
}

const deleted = prepared(["practiceId", "id"], (db) =>
  db
    .delete(invitation)
    .where(and(isIt, isOpen))
    .returning({ role: invitation.role, invitedBy: invitation.invitedBy, doctorId: invitation.doctorId }),
);

/** Throws `INVITATION_NOT_FOUND`. */
export async function deleteInvitation(
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  id: InvitationId,
): Promise<void> {
  onlyRow(await deleted(db).execute({ practiceId, id }), "INVITATION_NOT_FOUND");
}

/**
 * Withdraws the invitations of an account that may no longer invite to the practice. Otherwise old links
 * would become valid again if it regains the role.
 */
export async function withdrawInvitationsIn(
  db: Database,
  { practiceId, accountId }: { practiceId: PracticeId; accountId: AccountId },
): Promise<void> {
  const isIn = eq(invitation.practiceId, practiceId);
  await db.delete(invitation).where(and(isIn, eq(invitation.invitedBy, accountId)));
}

/**
 * Withdraws the invitations of a possibly compromised account in all practices. Call this after locking the
 * account and ending its sessions, so that no new invitation follows.
 */
export async function withdrawInvitationsOf(db: Database, accountId: AccountId): Promise<void> {
  await db.delete(invitation).where(eq(invitation.invitedBy, accountId));
}

/** Deletes an open invitation. Resolves to its role, sender and doctor, or null if there is none. */
export async function redeemInvitation(
  db: Database,
  ids: { practiceId: PracticeId; id: InvitationId },
): Promise<{ role: Role; invitedBy: AccountId; doctorId: DoctorId | null } | null> {
  const [found] = await deleted(db).execute(ids);
  return found ?? null;
}

const shown = prepared(["practiceId", "id"], (db) =>
  db
    .select({
      id: invitation.id,
      practiceName: practice.name,
      invitedByName: account.name,
      role: invitation.role,
      email: invitation.email,
      hasAccount: sql<boolean>`exists (
        select from ${account} as invited where lower(invited.email) = lower(${invitation.email}))`,
      expiresAt: invitation.expiresAt,
    })
    .from(invitation)
    .innerJoin(practice, eq(practice.id, invitation.practiceId))
    .innerJoin(account, eq(account.id, invitation.invitedBy))
    .where(and(isIt, isOpen)),
);

/** Returns an open invitation for its preview, or null. */
export async function findOpenInvitation(db: Database, ids: { practiceId: PracticeId; id: InvitationId }) {
  const [found] = await shown(db).execute(ids);
  return found ?? null;
}

const linked = prepared(["practiceId", "doctorId"], (db) =>
  db
    .select({ accountId: membership.accountId })
    .from(membership)
    .where(and(...given(membership, "practiceId", "doctorId"))),
);

/** Whether no member is linked to the doctor yet. Call this while the practice's members are locked. */
export async function isDoctorFree(
  db: Database,
  ids: { practiceId: PracticeId; doctorId: DoctorId },
): Promise<boolean> {
  return (await linked(db).execute(ids)).length === 0;
}
