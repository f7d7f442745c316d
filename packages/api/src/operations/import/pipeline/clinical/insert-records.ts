import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";
import { recordSeen } from "../appointment/insert-appointments.ts";
import { counting, insertInSlices, recordCreated, type Sliced, type Tally } from "../inserts.ts";
import { externalIds, type ImportedClinicalType, isWithin, slicesOf, stagings } from "../staging.ts";
import { isThere } from "./is-there.ts";

/**
 * Inserts the staged records of a kind that are not there yet. Those that are there are not even tried, as the encounter
 * may be locked by now.
 */
export async function insertRecords(
  db: Database,
  sliced: Sliced,
  type: ImportedClinicalType,
): Promise<Tally & { repeated: number }> {
  const known = externalIds(sliced);
  const { practiceId, accountId } = sliced.importer;
  const practice = sql`${practiceId}::uuid`;
  const ofEncounter =
    type === "encounter"
      ? { names: sql`doctor_id, appointment_id,`, values: encounterValues(sliced) }
      : { names: sql``, values: sql`` };
  const { imported, present } = await insertInSlices(
    db,
    { from: type, ...sliced },
    (slice) => sql`
    with slice as materialized (select * from ${stagings[type].from} as staged where ${isWithin(slice)}),
    new_rows as materialized (
      select slice.*, ${known.patient(sql`slice.patient`)} as patient_id from slice
      where not ${isThere(type, { practice, id: sql`slice.id` })}
    ),
    made as (
      insert into ${sql.identifier(type)} (practice_id, created_by, patient_id, ${ofEncounter.names} ${stagings[type].names})
      select ${practice}, ${accountId}::uuid, patient_id, ${ofEncounter.values} ${stagings[type].names}
      from new_rows order by line
      on conflict (practice_id, id) do nothing
      returning id, patient_id
    ),
    ${recordSeen(practiceId)}, ${recordCreated(type)} ${counting}`,
  );
  const repeated = present > 0 ? await countRepeated(db, sliced, type) : 0;
  return { imported, present: present - repeated, repeated };
}

const countedAtOnce = 500;

/** Counts the rows that are the record of an earlier row. */
async function countRepeated(
  db: Database,
  { throttle }: Pick<Sliced, "throttle">,
  type: ImportedClinicalType,
): Promise<number> {
  const { from } = stagings[type];
  let repeated = 0;
  for await (const slice of slicesOf(db, type, countedAtOnce)) {
    const { count } = await db.execute(sql`
      select from ${from} as staged
      where ${isWithin(slice)} and exists (
        select from ${from} as before where before.id = staged.id and before.line < staged.line offset 0
      )`);
    repeated += count;
    await throttle.pause();
  }
  return repeated;
}

/** The doctor, and the appointment if it was imported and no encounter has it. */
const encounterValues = (sliced: Sliced) => sql`
  ${externalIds(sliced).doctor(sql`new_rows.provider`)},
  (select its.id from appointment as its
    where its.practice_id = ${sliced.importer.practiceId}::uuid and its.id = new_rows.appointment_id
      and its.patient_id = new_rows.patient_id
      and not exists (
        select from encounter as other where other.practice_id = its.practice_id and other.appointment_id = its.id
      )),`;
