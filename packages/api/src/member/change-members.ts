import { type Database, prepared, schema } from "@caretype/db";
import { and, eq, sql } from "drizzle-orm";
import { DomainError } from "../error/domain-error.ts";
import type { AccountId, DoctorId } from "../field/ids.ts";
import { noPractice } from "../field/no-practice.ts";
import { withdrawInvitationsIn } from "../invitation/queries.ts";
import { rolePermissions } from "../permissions.ts";
import type { MembershipContext } from "../procedure/body-context.ts";
import { holdMembers, holdMembersAsManager, requireOtherOwner } from "./hold-members.ts";
import { membershipChanged } from "./membership-changed.ts";
import { findMember } from "./queries.ts";
import type { LinkDoctor, Member, UpdateRole } from "./schema.ts";

const { doctor, membership } = schema;

const isMember = and(
  eq(membership.practiceId, sql.placeholder("practiceId")),
  eq(membership.accountId, sql.placeholder("accountId")),
);

const setRole = prepared(["role", "practiceId", "accountId"], (db) =>
  db
    .update(membership)
    .set({ role: sql`${sql.placeholder("role")}` })
    .where(isMember)
    .prepare("membership_set_role"),
);

const setDoctor = prepared(["doctorId", "practiceId", "accountId"], (db) =>
  db
    .update(membership)
    .set({ doctorId: sql`${sql.placeholder("doctorId")}` })
    .where(isMember)
    .prepare("membership_set_doctor"),
);

const deleteMember = prepared(["practiceId", "accountId"], (db) =>
  db.delete(membership).where(isMember).prepare("membership_delete"),
);

/** Rejects with `MEMBER_NOT_FOUND` or `LAST_OWNER`. */
export async function updateRole(ctx: MembershipContext, { accountId, role }: UpdateRole): Promise<Member> {
  const { db, scope, audit } = ctx;
  const { practiceId } = scope;
  await holdMembersAsManager(db, scope);
  const member = await findMember(db, { practiceId, accountId });
  if (member.role === role) {
    audit.unchanged();
    return member;
  }
  if (member.role === "owner") await requireOtherOwner(db, scope, accountId);
  await setRole(db).execute({ practiceId, accountId, role });
  if (!rolePermissions[role].has("member:manage")) await withdrawInvitationsIn(db, { practiceId, accountId });
  await membershipChanged(ctx, accountId);
  return { ...member, role };
}

/** Ends a membership; the account's sessions go on for its other practices. Rejects with `MEMBER_NOT_FOUND` or `LAST_OWNER`. */
export async function removeMember(ctx: MembershipContext, accountId: AccountId): Promise<void> {
  const { db, scope } = ctx;
  await holdMembersAsManager(db, scope);
  await endMembership(ctx, await findMember(db, { practiceId: scope.practiceId, accountId }));
}

/** Rejects with `LAST_OWNER`, and with `PRACTICE_NOT_FOUND` where the caller is in none any more. */
export async function leavePractice(ctx: MembershipContext): Promise<void> {
  const { db, scope } = ctx;
  if (scope.practiceId === noPractice) throw new DomainError("PRACTICE_NOT_FOUND");
  await holdMembers(db, scope);
  await endMembership(ctx, await findMember(db, scope, "PRACTICE_NOT_FOUND"));
}

async function endMembership(ctx: MembershipContext, { accountId, role }: Member): Promise<void> {
  const { db, scope } = ctx;
  if (role === "owner") await requireOtherOwner(db, scope, accountId);
  const member = { practiceId: scope.practiceId, accountId };
  await deleteMember(db).execute(member);
  await withdrawInvitationsIn(db, member);
  await membershipChanged(ctx, accountId);
}

type LinkContext = Pick<MembershipContext, "db" | "scope" | "audit">;

/** Rejects with `MEMBER_NOT_FOUND`, `DOCTOR_NOT_FOUND`, or by the constraint's name with `DOCTOR_ALREADY_LINKED`. */
export async function linkDoctor(
  { db, scope, audit }: LinkContext,
  { accountId, doctorId }: LinkDoctor,
): Promise<Member> {
  const member = { practiceId: scope.practiceId, accountId };
  await holdMembersAsManager(db, scope);
  if (doctorId !== null) await keepDoctor(db, doctorId);
  const before = await findMember(db, member);
  if (before.doctorId === doctorId) audit.unchanged();
  else await setDoctor(db).execute({ ...member, doctorId });
  return findMember(db, member);
}

const keptDoctor = prepared(["id"], (db) =>
  db
    .select({ id: doctor.id })
    .from(doctor)
    .where(eq(doctor.id, sql.placeholder("id")))
    .for("key share")
    .prepare("doctor_kept"),
);

/** Before the member's row is taken, as a removal takes the doctor first and then who is linked. */
async function keepDoctor(db: Database, id: DoctorId): Promise<void> {
  const [found] = await keptDoctor(db).execute({ id });
  if (!found) throw new DomainError("DOCTOR_NOT_FOUND");
}
