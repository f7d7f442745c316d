import type { DoctorId, EncounterId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, prepared } from "@caretype/db";
import { membership, restriction } from "@caretype/db/schema";
import { eq, sql } from "drizzle-orm";

const addDoctor = prepared(["practiceId", "encounterId", "doctorId"], (db) =>
  db
    .update(restriction)
    .set({ readers: sql`${restriction.readers} || ${membership.accountId}` })
    .from(membership)
    .where(
      sql`${eq(restriction.practiceId, sql.placeholder("practiceId"))}
        and ${eq(restriction.recordId, sql.placeholder("encounterId"))}
        and ${eq(membership.practiceId, sql.placeholder("practiceId"))}
        and ${eq(membership.doctorId, sql.placeholder("doctorId"))}
        and not ${membership.accountId} = any (${restriction.readers})`,
    ),
);

/** Adds the new doctor of a restricted encounter to its readers. */
export async function addDoctorAsReader(
  db: Database,
  { practiceId }: Scope,
  given: { encounterId: EncounterId; doctorId: DoctorId },
): Promise<void> {
  await addDoctor(db).execute({ practiceId, ...given });
}
