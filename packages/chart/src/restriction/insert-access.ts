import { invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { AccountId, BreakGlassId, PatientId, PracticeId } from "@caretype/core/kernel/field/ids";
import { rolePermissions } from "@caretype/core/kernel/permissions/permissions";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { Database } from "@caretype/db";
import { account, breakGlass, membership } from "@caretype/db/schema";
import { findAccount } from "@caretype/identity/account/queries";
import { notify } from "@caretype/identity/notification/notify";
import { eq, sql } from "drizzle-orm";

const grantMinutes = 30;
/** Long, because a late notification is better than none. */
const mailLifetimeSeconds = 14 * 24 * 60 * 60;

export type AccessContext = { db: Database; scope: Scope; services: Pick<Services, "mailer"> };

type NewAccess = {
  id: BreakGlassId;
  practiceId: PracticeId;
  practiceName: string;
  patientId: PatientId;
  reason: string;
  /** True if a member opens restricted records. False if staff open a patient's record in an emergency. */
  isRestricted: boolean;
};

/** Inserts an access of half an hour, and notifies the practice's owners. */
export async function insertAccess(
  { db, scope, services }: AccessContext,
  { id, practiceId, practiceName, patientId, reason, isRestricted }: NewAccess,
): Promise<{ createdAt: string; expiresAt: string }> {
  const [inserted] = await db
    .insert(breakGlass)
    .values({
      practiceId,
      id,
      patientId,
      reason,
      accountId: scope.accountId,
      expiresAt: sql`now() + make_interval(mins => ${grantMinutes})`,
    })
    .returning({ createdAt: breakGlass.createdAt, expiresAt: breakGlass.expiresAt });
  if (!inserted) throw new Error("insert returned no row");
  const { name: staffName } = await findAccount(db, scope.accountId);
  const recipients = await findRecipients(db, { practiceId, isRestricted });
  await notify(
    db,
    recipients.map(({ accountId }) => accountId),
    { practiceId, kind: "emergency-access", actorId: scope.accountId, subjectId: id },
  );
  for (const { email } of recipients) {
    await services.mailer.send(db, {
      to: email,
      template: "breakGlass",
      data: { practiceName, staffName, patientId, until: inserted.expiresAt, isRestricted },
      lifetimeSeconds: mailLifetimeSeconds,
    });
  }
  return inserted;
}

type Recipient = { accountId: AccountId; email: string };

/**
 * Returns the owners with their addresses. Includes deactivated ones, because staff could deactivate them first.
 * Without owners, returns all members; for restricted records, only those who read clinical records, because others
 * must not learn of these. Looks up accounts by key: a join may read all of them.
 */
async function findRecipients(
  db: Database,
  { practiceId, isRestricted }: Pick<NewAccess, "practiceId" | "isRestricted">,
): Promise<Recipient[]> {
  const recipient = db
    .select({ email: account.email })
    .from(account)
    .where(eq(account.id, membership.accountId))
    .limit(1)
    .as("recipient");
  const members = await db
    .select({ accountId: membership.accountId, email: recipient.email, role: membership.role })
    .from(membership)
    .innerJoinLateral(recipient, sql`true`)
    .where(eq(membership.practiceId, practiceId))
    .orderBy(membership.createdAt, membership.accountId);
  const owners = members.filter(({ role }) => role === "owner");
  const others = members.filter(({ role }) => !isRestricted || rolePermissions[role].has("clinical:read"));
  const recipients = owners.length > 0 ? owners : others;
  if (recipients.length === 0)
    throw invalidInput({ patientId: ["This patient's practice has no members to notify"] });
  return recipients;
}
