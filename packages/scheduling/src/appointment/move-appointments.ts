import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { AppointmentId } from "@caretype/core/kernel/field/ids";
import { uuids } from "@caretype/core/kernel/field/uuids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Move } from "@caretype/core/people/hooks";
import type { Database } from "@caretype/db";
import { appointment } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";

/**
 * Moves all appointments of a patient to another. Throws `APPOINTMENTS_OVERLAP` if the person would have two at once.
 * The caller has locked the practice's bookings.
 */
export async function moveAllAppointments(
  db: Database,
  { practiceId }: Scope,
  { fromId, toId }: Move,
): Promise<AppointmentId[]> {
  const overlapping = await db.execute<{ id: AppointmentId; label: string }>(sql`
    select moved.id, to_char(moved.starts_at at time zone
      coalesce((select time_zone from practice where id = ${practiceId}), 'UTC'), 'YYYY-MM-DD HH24:MI') as label
    from appointment as own join appointment as moved on moved.practice_id = own.practice_id
    where own.practice_id = ${practiceId} and own.patient_id = ${toId} and moved.patient_id = ${fromId}
      and own.status in ('pending', 'booked', 'arrived') and moved.status in ('pending', 'booked', 'arrived')
      and tstzrange(own.starts_at, own.ends_at) && tstzrange(moved.starts_at, moved.ends_at)
    order by moved.starts_at, moved.id limit 50`);
  if (overlapping.length > 0) {
    const blockedBy = overlapping.map(({ id, label }) => ({ kind: "appointment" as const, id, label }));
    throw new DomainError("APPOINTMENTS_OVERLAP", { blockedBy });
  }
  return move(db, { practiceId }, { fromId, toId });
}

/** Moves back the appointments that the patient still has. Resolves to their ids. */
export const moveAppointmentsBack = async (
  db: Database,
  scope: Scope,
  some: Move & { ids: readonly AppointmentId[] },
): Promise<AppointmentId[]> => (some.ids.length === 0 ? [] : move(db, scope, some));

async function move(
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  { fromId, toId, ids }: Move & { ids?: readonly AppointmentId[] },
): Promise<AppointmentId[]> {
  const isOf = and(eq(appointment.practiceId, practiceId), eq(appointment.patientId, fromId));
  const moved = await db
    .update(appointment)
    .set({ patientId: toId })
    .where(ids ? and(isOf, sql`${appointment.id} = any(${uuids(ids)})`) : isOf)
    .returning({ id: appointment.id });
  return moved.map(({ id }) => id);
}
