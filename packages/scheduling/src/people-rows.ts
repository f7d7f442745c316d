import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { AppointmentId, WaitlistEntryId } from "@caretype/core/kernel/field/ids";
import { uuids } from "@caretype/core/kernel/field/uuids";
import type { DoctorRows, PatientRows } from "@caretype/core/people/hooks";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { deleteRefusedEmails, findAppointments } from "./appointment/erasure.ts";
import {
  countStandingOfDoctor,
  findStandingOfDoctor,
  findStandingOfPatient,
  hasEarlierVisit,
} from "./appointment/find-standing.ts";
import { lockBookings } from "./appointment/lock-bookings.ts";
import { moveAllAppointments, moveAppointmentsBack } from "./appointment/move-appointments.ts";
import { leaveWaitlist, moveWaitlist, moveWaitlistBack } from "./waitlist/leave-waitlist.ts";

const Moved = z.object({
  appointments: z.array(AppointmentId).default([]),
  waitlist: z.array(WaitlistEntryId).default([]),
  equalWishes: z.array(WaitlistEntryId).default([]),
});

export const visitsOfPatient: PatientRows = {
  tables: ["appointment", "waitlist_entry"],
  lock: lockBookings,
  hasEarlier: hasEarlierVisit,
  async leave({ db, scope }, id) {
    await leaveWaitlist(db, scope, id);
    const standing = await findStandingOfPatient(db, scope, id);
    if (standing) throw new DomainError("PATIENT_HAS_APPOINTMENTS", standing);
  },
  async move(db, scope, move): Promise<z.output<typeof Moved>> {
    const appointments = await moveAllAppointments(db, scope, move);
    return { appointments, ...(await moveWaitlist(db, scope, move)) };
  },
  async moveBack(db, scope, { moved, ...move }) {
    const { appointments: ids, ...wishes } = Moved.parse(moved);
    const appointments = await moveAppointmentsBack(db, scope, { ids, ...move });
    await moveWaitlistBack(db, scope, { ...wishes, ...move });
    return appointments;
  },
  async find(db, { practiceId }, patientIds) {
    return { counted: "appointments", ids: await findAppointments(db, practiceId, patientIds) };
  },
  erase: deleteRefusedEmails,
};

export const visitsOfDoctor: DoctorRows = {
  findBlocking: findStandingOfDoctor,
  countBlocking: countStandingOfDoctor,
  async erase(db, doctorIds) {
    await db.execute(sql`delete from opening_hours where doctor_id = any(${uuids(doctorIds)})`);
  },
};
