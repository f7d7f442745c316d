import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { AccountId, DoctorId, PracticeId } from "@caretype/core/kernel/field/ids";
import { noPractice } from "@caretype/core/kernel/field/no-practice";
import { rolePermissions } from "@caretype/core/kernel/permissions/permissions";
import { type ChangeContext, unchanged } from "@caretype/core/kernel/procedure/body-context";
import { holdDoctors } from "@caretype/core/people/doctor/hold-doctors";
import type { Database } from "@caretype/db";
import { membership } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { announce } from "../../session/queries.ts";
import { withdrawInvitationsIn } from "../invitation/queries.ts";
import { lockMembers, lockMembersAsManager, requireOtherOwner } from "../lock-members.ts";
import { findMember } from "./queries.ts";
import type { LinkDoctor, Member, UpdateRole } from "./schema.ts";

const isMember = ({ practiceId, accountId }: { practiceId: PracticeId; accountId: AccountId }) =>
  and(eq(membership.practiceId, practiceId), eq(membership.accountId, accountId));

/** Throws `MEMBER_NOT_FOUND` and `LAST_OWNER`. */
export async function updateRole(ctx: ChangeContext, { accountId, role }: UpdateRole): Promise<Member> {
  const { db, scope, audit } = ctx;
  const { practiceId } = scope;
  await lockMembersAsManager(db, scope);
  const member = await findMember(db, { practiceId, accountId });
  if (member.role === role) return unchanged(audit, member);
  if (member.role === "owner") await requireOtherOwner(db, scope, accountId);
  await db.update(membership).set({ role }).where(isMember({ practiceId, accountId }));
  if (!rolePermissions[role].has("member:manage")) await withdrawInvitationsIn(db, { practiceId, accountId });
  await announce(ctx.db, { account: accountId });
  return { ...member, role };
}

/** Ends a membership. Sessions stay valid for other practices. Throws `MEMBER_NOT_FOUND` and `LAST_OWNER`. */
export async function removeMember(ctx: ChangeContext, accountId: AccountId): Promise<void> {
  const { db, scope } = ctx;
  await lockMembersAsManager(db, scope);
  await endMembership(ctx, await findMember(db, { practiceId: scope.practiceId, accountId }));
}

/** Throws `LAST_OWNER`, and `PRACTICE_NOT_FOUND` if the caller is no longer a member. */
export async function leavePractice(ctx: ChangeContext): Promise<void> {
  const { db, scope } = ctx;
  if (scope.practiceId === noPractice) throw new DomainError("PRACTICE_NOT_FOUND");
  await lockMembers(db, scope);
  await endMembership(ctx, await findMember(db, scope, "PRACTICE_NOT_FOUND"));
}

async function endMembership(ctx: ChangeContext, { accountId, role }: Member): Promise<void> {
  const { db, scope } = ctx;
  if (role === "owner") await requireOtherOwner(db, scope, accountId);
  const member = { practiceId: scope.practiceId, accountId };
  await db.delete(membership).where(isMember(member));
  await withdrawInvitationsIn(db, member);
  await announce(ctx.db, { account: accountId });
}

type LinkContext = Pick<ChangeContext, "db" | "scope" | "audit">;

/** Throws `MEMBER_NOT_FOUND` and `DOCTOR_NOT_FOUND`. A unique constraint raises `DOCTOR_ALREADY_LINKED`. */
export async function linkDoctor(
  { db, scope, audit }: LinkContext,
  { accountId, doctorId }: LinkDoctor,
): Promise<Member> {
  const member = { practiceId: scope.practiceId, accountId };
  await lockMembersAsManager(db, scope);
  if (doctorId !== null) await lockDoctor(db, doctorId);
  const before = await findMember(db, member);
  if (before.doctorId === doctorId) audit.unchanged();
  else {
    const link = { doctorId, doctorLinkedBy: scope.accountId, doctorLinkedAt: sql`now()` };
    await db.update(membership).set(link).where(isMember(member));
  }
  return findMember(db, member);
}

/**
 * Locks the doctor against removal, if found. Call this before locking the member, in the order of a doctor's
 * removal.
 */
export async function isDoctor(db: Database, id: DoctorId): Promise<boolean> {
  return (await holdDoctors(db, [id])).has(id);
}

/** The same. Throws `DOCTOR_NOT_FOUND`. */
export async function lockDoctor(db: Database, id: DoctorId): Promise<void> {
  if (!(await isDoctor(db, id))) throw new DomainError("DOCTOR_NOT_FOUND");
}
