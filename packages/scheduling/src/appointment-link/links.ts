import { onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { DoctorId, PatientId, PracticeId } from "@caretype/core/kernel/field/ids";
import type { LinkTokens } from "@caretype/core/mechanisms/mail/link-tokens";
import { doctorNameOf } from "@caretype/core/people/doctor/queries";
import { type Database, pick, prepared } from "@caretype/db";
import { appointment, appointmentLink, patient, practice } from "@caretype/db/schema";
import { and, eq, gt, sql } from "drizzle-orm";
import { currentStatus } from "../appointment/queries.ts";
import type { LinkedAppointment } from "./schema.ts";

/** An appointment with internal fields that the patient does not see. */
export type Linked = {
  shown: LinkedAppointment;
  practiceId: PracticeId;
  patientId: PatientId;
  doctorId: DoctorId;
};

const byHash = prepared(["hash"], (db) =>
  db
    .select({
      shown: {
        id: appointment.id,
        practiceName: practice.name,
        doctorName: doctorNameOf(sql`${appointment.doctorId}`),
        timeZone: sql<string>`coalesce(${practice.timeZone}, 'UTC')`,
        startsAt: appointment.startsAt,
        endsAt: appointment.endsAt,
        status: currentStatus,
        confirmedByPatientAt: appointment.confirmedByPatientAt,
        heldUntil: sql<
          string | null
        >`case when ${currentStatus} = 'pending' then ${appointment.heldUntil} end`.mapWith(
          appointment.heldUntil,
        ),
        mayChange: sql<boolean>`${currentStatus} in ('pending', 'booked') and ${appointment.startsAt} > now()`,
      },
      ...pick(appointment, "practiceId", "patientId", "doctorId"),
    })
    .from(appointmentLink)
    .innerJoin(
      appointment,
      and(
        eq(appointment.practiceId, appointmentLink.practiceId),
        eq(appointment.id, appointmentLink.appointmentId),
      ),
    )
    .innerJoin(practice, eq(practice.id, appointmentLink.practiceId))
    .innerJoin(
      patient,
      and(eq(patient.practiceId, appointment.practiceId), eq(patient.id, appointment.patientId)),
    )
    .where(
      and(
        eq(appointmentLink.hash, sql.placeholder("hash")),
        eq(sql`lower(${patient.email})`, sql`lower(${appointmentLink.email})`),
        gt(appointment.endsAt, sql`now()`),
      ),
    ),
);

/**
 * Returns the appointment of a link. Throws `INVALID_LINK` if the link is unknown, the appointment is over, or the
 * patient's address is no longer the link's.
 */
export async function findByLink(db: Database, linkTokens: LinkTokens, token: string): Promise<Linked> {
  return onlyRow(await byHash(db).execute({ hash: linkTokens.hashOf(token) }), "INVALID_LINK");
}
