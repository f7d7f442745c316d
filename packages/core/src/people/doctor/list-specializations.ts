import { type Database, prepared } from "@caretype/db";
import { assignment, doctor } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { specializationLabel } from "./rules.ts";
import type { SpecializationPage } from "./schema.ts";

const practiceId = sql`${sql.placeholder("practiceId")}::uuid`;
const maxOfDirectory = sql.raw("200");

/**
 * A skip scan: from one doctor with a patient in the practice to the next, without reading the assignments between.
 * Sorted like the index of pairs. Otherwise the planner would walk the index of all practices.
 */
const usedDoctors = sql`
  (select doctor_id from ${assignment} where practice_id = ${practiceId} order by doctor_id, patient_id limit 1)
  union all
  select next.doctor_id from used_doctor cross join lateral (
    select doctor_id from ${assignment}
    where practice_id = ${practiceId} and doctor_id > used_doctor.doctor_id
    order by doctor_id, patient_id limit 1
  ) as next`;

/** A skip scan over the directory's specializations. */
const everySpecialization = sql`
  (select lower(specialization) as key, specialization from ${doctor}
    where lower(specialization) > '' order by lower(specialization), id limit 1)
  union all
  select next.key, next.specialization from every_one cross join lateral (
    select lower(specialization) as key, specialization from ${doctor}
    where lower(specialization) > every_one.key order by lower(specialization), id limit 1
  ) as next`;

const used = sql`
  select lower(entry.specialization) as key, min(entry.specialization) as specialization, count(*)::int as doctors
  from used_doctor cross join lateral (
    select specialization from ${doctor} where id = used_doctor.doctor_id limit 1
  ) as entry
  where entry.specialization is not null group by 1`;

const specializations = prepared(["practiceId"], (db) =>
  db
    .select({ specialization: sql<string>`found.specialization`, doctors: sql<number>`found.doctors` })
    .from(sql`(
      with recursive used_doctor as (${usedDoctors}), every_one as (${everySpecialization}),
        of_directory as materialized (select * from every_one limit ${maxOfDirectory}), used as (${used})
      select coalesce(used.specialization, of_directory.specialization) as specialization,
        coalesce(used.doctors, 0) as doctors
      from used full join of_directory on used.key = of_directory.key
    ) as found`),
);

const byAlphabet = new Intl.Collator("en");

export async function listSpecializations(db: Database, { practiceId }: Scope): Promise<SpecializationPage> {
  const rows = await specializations(db).execute({ practiceId });
  const items = rows.map((row) => ({ ...row, label: specializationLabel(row.specialization) ?? "" }));
  items.sort((one, other) => other.doctors - one.doctors || byAlphabet.compare(one.label, other.label));
  return { items, nextCursor: null };
}
