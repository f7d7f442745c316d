import { type Database, lockCopy } from "@caretype/db";
import { doctor } from "@caretype/db/schema";
import { inArray } from "drizzle-orm";
import type { DoctorId } from "../../kernel/field/ids.ts";

/** Blocks the removal of these doctors until the transaction ends. Resolves to those who exist. */
export async function holdDoctors(db: Database, ids: readonly DoctorId[]): Promise<Set<DoctorId>> {
  await lockCopy(db, { doctor: ids }, "key share");
  const rows = await db.select({ id: doctor.id }).from(doctor).where(inArray(doctor.id, ids));
  return new Set(rows.map(({ id }) => id));
}
