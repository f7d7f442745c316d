import type { FindIds } from "@caretype/core/kernel/procedure/former-system";
import { prepared } from "@caretype/db";
import { doctorExternalId, patientExternalId, practice } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";

const ofPractice = (system: typeof patientExternalId.system | typeof doctorExternalId.system) =>
  and(eq(practice.id, sql.placeholder("practiceId")), eq(practice.numericIds, system));

const patientByNumber = prepared(["practiceId", "number"], (db) =>
  db
    .select({ id: patientExternalId.patientId })
    .from(practice)
    .innerJoin(
      patientExternalId,
      and(
        eq(patientExternalId.practiceId, practice.id),
        eq(patientExternalId.value, sql.placeholder("number")),
      ),
    )
    .where(ofPractice(patientExternalId.system)),
);

const doctorByNumber = prepared(["practiceId", "number"], (db) =>
  db
    .select({ id: doctorExternalId.doctorId })
    .from(practice)
    .innerJoin(doctorExternalId, eq(doctorExternalId.value, sql.placeholder("number")))
    .where(ofPractice(doctorExternalId.system)),
);

const isNumber = /^[1-9]\d{0,17}$/;

/** Finds the records of imported numbers. Empty if the practice has not named their system. */
export const findByNumbers: FindIds = async (db, { practiceId }, sent) => {
  const found: Record<string, string> = {};
  for (const { field, of, text: number } of sent) {
    if (!isNumber.test(number)) continue;
    const statement = of === "patient" ? patientByNumber : doctorByNumber;
    const [record] = await statement(db).execute({ practiceId, number });
    if (record) found[field] = record.id;
  }
  return found;
};
