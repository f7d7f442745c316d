import type { ChangeContext } from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { OnOutcome } from "@caretype/core/mechanisms/mail/send-mail";
import { findPatient } from "@caretype/core/people/patient/queries";
import { type Database, prepared } from "@caretype/db";
import { patient, refusedEmail } from "@caretype/db/schema";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { AppointmentMail } from "../appointment-mail/schema.ts";
import type { ListRefusedEmails, RefusedEmailOf, RefusedEmailPage } from "./schema.ts";

/** Records a refusal of an address, for the practice that sent the email. Acceptance deletes it. */
export const recordOutcome: OnOutcome = async (tx, { to, template, data }, outcome) => {
  const practiceId = template === "appointment" ? AppointmentMail.parse(data).practiceId : undefined;
  if (practiceId === undefined) return;
  const email = to.toLowerCase();
  if (outcome === "accepted")
    await tx
      .delete(refusedEmail)
      .where(and(eq(refusedEmail.practiceId, practiceId), eq(refusedEmail.email, email)));
  else
    await tx
      .insert(refusedEmail)
      .values({ practiceId, email })
      .onConflictDoUpdate({
        target: [refusedEmail.practiceId, refusedEmail.email],
        set: { refusedAt: sql`excluded.refused_at` },
      });
};

const most = 200;

const newest = prepared(["practiceId", "patientId"], (db) =>
  db
    .select({
      patientId: patient.id,
      patientName: patient.name,
      email: sql<string>`${patient.email}`,
      refusedAt: refusedEmail.refusedAt,
    })
    .from(refusedEmail)
    .innerJoin(
      patient,
      and(
        eq(patient.practiceId, refusedEmail.practiceId),
        eq(sql`lower(${patient.email})`, refusedEmail.email),
        isNull(patient.deceasedOn),
      ),
    )
    .where(
      and(
        eq(refusedEmail.practiceId, sql.placeholder("practiceId")),
        sql`(${sql.placeholder("patientId")}::uuid is null or ${patient.id} = ${sql.placeholder("patientId")})`,
      ),
    )
    .orderBy(desc(refusedEmail.refusedAt), desc(patient.id))
    .limit(most),
);

/** Lists living patients whose current address was refused, latest refusal first. */
export async function listRefusedEmails(
  db: Database,
  { practiceId }: Scope,
  { patientId }: ListRefusedEmails,
): Promise<RefusedEmailPage> {
  const items = await newest(db).execute({ practiceId, patientId: patientId ?? null });
  return { items, nextCursor: null };
}

/**
 * Dismisses the refusal of a patient's address, also for other patients with the same one. Throws
 * `PATIENT_NOT_FOUND`.
 */
export async function endRefusal(
  { db, scope, audit }: ChangeContext,
  { patientId }: RefusedEmailOf,
): Promise<void> {
  const { email } = await findPatient(db, scope, patientId);
  const isIts = eq(refusedEmail.email, (email ?? "").toLowerCase());
  const isTheirs = and(eq(refusedEmail.practiceId, scope.practiceId), isIts);
  const { count } = await db.delete(refusedEmail).where(isTheirs);
  if (count === 0) audit.unchanged();
}
