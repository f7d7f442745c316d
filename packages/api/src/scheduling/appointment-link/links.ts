import { type Database, prepared, schema } from "@caretype/db";
import { and, eq, gt, sql } from "drizzle-orm";
import type { LinkTokens } from "../../identity/one-time-token/link-tokens.ts";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { AppointmentId, DoctorId, PatientId, PracticeId } from "../../kernel/field/ids.ts";
import { newId } from "../../kernel/field/new-id.ts";
import { appointmentNames, currentStatus } from "../appointment/queries.ts";
import type { LinkedAppointment } from "./schema.ts";

const { appointment, appointmentLink, patient, practice } = schema;

type Place = { practiceId: PracticeId; appointmentId: AppointmentId };

const linkOf = prepared(["practiceId", "appointmentId"], (db) =>
  db
    .select({ linkId: appointmentLink.linkId, email: appointmentLink.email })
    .from(appointmentLink)
    .where(
      and(
        eq(appointmentLink.practiceId, sql.placeholder("practiceId")),
        eq(appointmentLink.appointmentId, sql.placeholder("appointmentId")),
      ),
    )
    .prepare("appointment_link_of"),
);

/**
 * Returns the id of the appointment's link, from which its token derives. Creates the link if there is none, and
 * replaces it if the patient's address is another one. Its caller has locked the appointment.
 */
export async function linkAppointment(
  db: Database,
  linkTokens: LinkTokens,
  { email, ...place }: Place & { email: string },
): Promise<string> {
  const [known] = await linkOf(db).execute(place);
  if (known && known.email.toLowerCase() === email.toLowerCase()) return known.linkId;
  const linkId = newId();
  const hash = linkTokens.hashOf(linkTokens.tokenOf(linkId));
  const fresh = { linkId, hash, email, createdAt: sql`now()` };
  await db
    .insert(appointmentLink)
    .values({ ...place, ...fresh })
    .onConflictDoUpdate({
      target: [appointmentLink.practiceId, appointmentLink.appointmentId],
      // Citus refuses a function of the time here.
      set: { ...fresh, createdAt: sql`excluded.created_at` },
    });
  return linkId;
}

/** An appointment with what its queries need, and the patient does not see. */
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
        doctorName: appointmentNames.doctorName,
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
      practiceId: appointment.practiceId,
      patientId: appointment.patientId,
      doctorId: appointment.doctorId,
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
    )
    .prepare("appointment_by_link"),
);

/**
 * Returns the appointment of a link. Throws `INVALID_LINK` if the link is unknown, if the appointment is over, and if
 * the patient's address is not the one that the link was sent to.
 */
export async function findByLink(db: Database, linkTokens: LinkTokens, token: string): Promise<Linked> {
  const [found] = await byHash(db).execute({ hash: linkTokens.hashOf(token) });
  if (!found) throw new DomainError("INVALID_LINK");
  return found;
}
