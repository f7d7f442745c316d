import { type Database, prepared } from "@caretype/db";
import { practice } from "@caretype/db/schema";
import { eq, sql } from "drizzle-orm";
import type { PracticeZone } from "../kernel/field/day.ts";
import type { Scope } from "../kernel/procedure/scope.ts";

const days = prepared(["practiceId"], (db) =>
  db
    .select({ timeZone: practice.timeZone, holidays: practice.holidays })
    .from(practice)
    .where(eq(practice.id, sql.placeholder("practiceId"))),
);

/** The practice's time zone, for work without a caller's scope. */
export async function findOwnZone(
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
): Promise<PracticeZone> {
  const [row] = await days(db).execute({ practiceId });
  return row?.timeZone ?? null;
}

/** The practice's holidays. */
export async function findHolidays(db: Database, { practiceId }: Pick<Scope, "practiceId">) {
  const [row] = await days(db).execute({ practiceId });
  return row?.holidays ?? [];
}
