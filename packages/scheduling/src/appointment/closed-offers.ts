import type { AppointmentId, PracticeId } from "@caretype/core/kernel/field/ids";
import type { Database } from "@caretype/db";
import { appointment, openingHours, practice, waitlistOffer } from "@caretype/db/schema";
import type { Holiday } from "@caretype/identity/practice/schema";
import { type SQL, sql } from "drizzle-orm";
import { isOpen } from "../opening-hours/expand.ts";
import { toRules } from "../opening-hours/queries.ts";

type Offered = { practiceId: PracticeId; appointmentId: AppointmentId };
type OpenOffer = Offered & {
  start: number;
  end: number;
  timeZone: string;
  holidays: Holiday[];
  weekly: unknown;
  exceptions: unknown;
};

async function findClosed(db: Database, which: SQL): Promise<Offered[]> {
  const offers = await db.execute<OpenOffer>(sql`
    select offer.practice_id as "practiceId", offer.appointment_id as "appointmentId",
      (extract(epoch from held.starts_at) * 1000)::float8 as start, (extract(epoch from held.ends_at) * 1000)::float8 as end,
      coalesce(practice.time_zone, 'UTC') as "timeZone", practice.holidays, hours.weekly, hours.exceptions
    from ${waitlistOffer} as offer
      join ${appointment} as held on held.practice_id = offer.practice_id and held.id = offer.appointment_id
      join ${practice} as practice on practice.id = offer.practice_id
      left join ${openingHours} as hours on hours.practice_id = offer.practice_id and hours.doctor_id = held.doctor_id
    where offer.ended_at is null and held.status = 'pending' and ${which}`);
  return offers.filter((offer) => !isOpen(toRules(offer), offer));
}

/** Finds open offers at times that became a holiday or left the doctor's opening hours. */
export const findClosedOffers = (db: Database): Promise<Offered[]> =>
  // Only if the practice or the doctor's hours changed after the offer. The minute is for slow transactions: both
  // times are when a transaction began.
  findClosed(
    db,
    sql`greatest(practice.updated_at, hours.updated_at) > offer.created_at - interval '1 minute'`,
  );

/** Whether an appointment is such an offer, which is withdrawn within seconds. */
export async function isClosedOffer(db: Database, { practiceId, appointmentId }: Offered): Promise<boolean> {
  const isIt = sql`offer.practice_id = ${practiceId} and offer.appointment_id = ${appointmentId}`;
  return (await findClosed(db, isIt)).length > 0;
}
