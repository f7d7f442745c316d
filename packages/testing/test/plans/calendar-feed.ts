import type { AccountId, DoctorId } from "@caretype/core/kernel/field/ids";
import { type DatabaseHandle, schema } from "@caretype/db";
import type { PlanFixture } from "@caretype/test-api/plan-fixture";
import { sql } from "drizzle-orm";
import type { Caller } from "./fixture.ts";

type Given = { owner: Caller; accountId: AccountId; doctorId: DoctorId };

/** Creates links to the calendars of many doctors, in many practices. */
export async function makeCalendarFeeds(
  { reader }: DatabaseHandle,
  { owner, accountId, doctorId }: Given,
): Promise<PlanFixture["calendarFeed"]> {
  await reader.execute(sql`
    insert into ${schema.calendarFeed} (practice_id, id, doctor_id, hash, shows_initials, created_by)
    select practice_id, uuidv7(), doctor.id, sha256(uuidv7()::text::bytea), true, account_id
    from (select * from membership where role = 'owner' order by account_id = ${accountId} desc limit 50) as owner
      cross join (select id from doctor order by id limit 50) as doctor`);
  await reader.execute(sql`analyze ${schema.calendarFeed}`);
  const { id, path } = await owner.calendarFeed.create({ doctorId, showsInitials: true });
  return { id, token: path.replace(/^.*\/|\.ics$/g, "") };
}
