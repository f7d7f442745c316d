import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Sliced } from "../inserts.ts";
import { namesToFind, patientsOf, splitPatient } from "../named-people.ts";
import { type ImportedClinicalType, isWithin, lockPeople, slicesOf, stagings } from "../staging.ts";

const readAtOnce = 2_000;
const lookedUpAtOnce = 200;

/**
 * Finds the patients whom the rows name, and blocks their removal and merges until the import ends. Each name is looked
 * up once, as a table usually has many rows of a patient.
 */
export async function resolvePatients(
  db: Database,
  { throttle, ...named }: Sliced,
  type: ImportedClinicalType,
): Promise<void> {
  // `found` counts the patients that the cell can mean. Two mean several.
  await db.execute(sql`
    create temporary table import_named (
      number bigint generated always as identity primary key, cell text not null unique,
      found integer not null default 0, patient_id uuid
    ) on commit drop`);
  for await (const slice of slicesOf(db, type, readAtOnce)) {
    await db.execute(sql`
      insert into import_named (cell)
      select distinct patient from ${stagings[type].from} as staged where ${isWithin(slice)}
      on conflict do nothing`);
    await throttle.pause();
  }
  // The patients are looked up as themselves.
  const target = { ...named, arePatientsNamed: false };
  for (let after = 0; ; ) {
    const cells = await db.execute<{ number: string; cell: string }>(
      sql`select number, cell from import_named where number > ${after} order by number limit ${lookedUpAtOnce}`,
    );
    const last = cells.at(-1);
    if (!last) return;
    const given = cells.map(({ number, cell }) => {
      const { patient, born } = splitPatient(cell);
      return { number: Number(number), patient, born, patient_names: namesToFind(patient).join("\n") };
    });
    await db.execute(sql`
      with found as materialized (
        select number, ${patientsOf(target)} as patients
        from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb)
          as staged (number bigint, patient text, born date, patient_names text)
      )
      update import_named as named
      set found = cardinality(patients), patient_id = case cardinality(patients) when 1 then patients[1] end
      from found where found.number = named.number`);
    const ids = sql`array(
      select patient_id from import_named where number > ${after} and number <= ${Number(last.number)})`;
    await lockPeople(db, target, { record: "patient", ids });
    after = Number(last.number);
    await throttle.pause();
  }
}
