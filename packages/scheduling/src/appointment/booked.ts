import type { AppointmentId } from "@caretype/core/kernel/field/ids";
import { hooksOf } from "@caretype/core/kernel/hooks";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { MailingContext } from "@caretype/core/mechanisms/mail/recipients";
import type { Database } from "@caretype/db";
import { notifyPatient } from "../appointment-mail/notify-patient.ts";

declare module "@caretype/core/kernel/hooks" {
  interface ModuleHooks {
    /** Runs in the transaction of bookings. */
    followBookings?(
      db: Database,
      scope: Pick<Scope, "practiceId">,
      booked: readonly AppointmentId[],
    ): Promise<void>;
  }
}

type Booked = Pick<MailingContext, "db" | "scope">;

/** Runs the hooks of bookings. The caller has locked them. */
export async function followUp({ db, scope }: Booked, ids: readonly AppointmentId[]): Promise<void> {
  for (const follow of hooksOf("followBookings")) await follow(db, scope, ids);
}

/** The same, and notifies the patient. */
export async function announceBookings(context: MailingContext, ids: AppointmentId[]): Promise<void> {
  await followUp(context, ids);
  await notifyPatient(context, { kind: "booked", ids });
}
