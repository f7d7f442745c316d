import { type Database, prepared, schema } from "@caretype/db";
import { and, eq, sql } from "drizzle-orm";
import type { NumericId } from "./context.ts";
import type { Scope } from "./scope.ts";

const { doctorExternalId, patientExternalId, practice } = schema;

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
    .where(ofPractice(patientExternalId.system))
    .prepare("patient_by_number"),
);

const doctorByNumber = prepared(["practiceId", "number"], (db) =>
  db
    .select({ id: doctorExternalId.doctorId })
    .from(practice)
    .innerJoin(doctorExternalId, eq(doctorExternalId.value, sql.placeholder("number")))
    .where(ofPractice(doctorExternalId.system))
    .prepare("doctor_by_number"),
);

/**
 * Returns the ids of records by the numbers of a former system, by field. Unknown ones are absent, and so are all others
 * unless the practice has named the system.
 */
export async function findByNumbers(
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  numbers: readonly NumericId[],
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { field, of, number } of numbers) {
    const statement = of === "patient" ? patientByNumber : doctorByNumber;
    const [record] = await statement(db).execute({ practiceId, number });
    if (record) found[field] = record.id;
  }
  return found;
}
