import type { Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import type { Blocker } from "../errors.ts";

// What an import has made is looked up record by record, whatever a planner would rather do: of what was imported just
// now it has no statistics yet, takes it for a handful of rows, and would compare each with each.

export type MadeBy = { practiceId: string; importId: string };

/** In the order in which a new assignment locks its doctor and its patient. */
const recordTypes = ["doctor", "patient", "assignment"] as const;
export type ImportedType = (typeof recordTypes)[number];

const tables = { doctor: sql`doctor`, patient: sql`patient`, assignment: sql`assignment` };

/** The directory belongs to no practice. */
const ownIn = (type: ImportedType, { practiceId }: MadeBy): SQL =>
  type === "doctor" ? sql`true` : sql`practice_id = ${practiceId}`;

const isOfImport = (type: ImportedType, { practiceId, importId }: MadeBy): SQL =>
  sql`practice_id = ${practiceId} and import_id = ${importId} and record_type = ${type}`;

/**
 * From here to the end of the transaction nobody can change what the import made, nor assign it. Resolves to how many
 * of each are still there.
 */
export async function lockMade(db: Database, made: MadeBy): Promise<Record<ImportedType, number>> {
  const counts = { doctor: 0, patient: 0, assignment: 0 };
  for (const type of recordTypes) {
    const { count } = await db.execute(sql`
      select from ${tables[type]}
      where ${ownIn(type, made)}
        and id = any(array(select record_id from import_record where ${isOfImport(type, made)}))
      order by id for update
    `);
    counts[type] = count;
  }
  return counts;
}

/** Whether the import has made a record. */
export const isMade = ({ practiceId, importId }: MadeBy, id: SQL): SQL => sql`(
  select true from import_record
  where practice_id = ${practiceId} and import_id = ${importId} and record_id = ${id} limit 1
) is not null`;

const editedSince = (type: ImportedType, made: MadeBy): SQL => sql`
  select ${type} as kind, record_id as id, 'edited since, now version ' || version as label
  from import_record as made cross join lateral (
    select version from ${tables[type]} where ${ownIn(type, made)} and id = made.record_id limit 1
  ) as edited
  where ${isOfImport(type, made)} and version > 1`;

/** Assignments that others have made of the import's patients, or doctors; those of both are found by the patient. */
const assignedSince = (type: "patient" | "doctor", made: MadeBy): SQL => sql`
  select 'assignment' as kind, assigned.id, 'made since' as label
  from import_record as made cross join lateral (
    select id, patient_id from assignment
    where practice_id = ${made.practiceId} and ${sql.identifier(`${type}_id`)} = made.record_id offset 0
  ) as assigned
  where ${isOfImport(type, made)} and not ${isMade(made, sql`assigned.id`)}
    ${type === "doctor" ? sql`and not ${isMade(made, sql`assigned.patient_id`)}` : sql``}`;

const mergedSince = (made: MadeBy): SQL => sql`
  select 'merge' as kind, merged.id, 'made since' as label
  from import_record as made cross join lateral (
    select id from patient_merge
    where practice_id = ${made.practiceId} and kept_id = made.record_id and undone_at is null offset 0
  ) as merged
  where ${isOfImport("patient", made)}`;

/** What would be lost, or be left hanging in the air: the first of it, and how much, with other practices' assignments. */
export async function findBlockers(db: Database, made: MadeBy, limit: number) {
  const standing = sql.join(
    [
      ...recordTypes.map((type) => editedSince(type, made)),
      assignedSince("patient", made),
      assignedSince("doctor", made),
      mergedSince(made),
    ],
    sql` union all `,
  );
  const rows = await db.execute<Blocker & { total: number }>(sql`
    select kind, id, label, count(*) over () as total from (${standing}) as standing
    order by kind, id limit ${limit}
  `);
  const [others] = await db.execute<{ count: number }>(sql`
    select count(*) as count
    from import_record as made cross join lateral (
      select from assignment where doctor_id = made.record_id and practice_id <> ${made.practiceId} offset 0
    ) as assigned
    where ${isOfImport("doctor", made)}
  `);
  const elsewhere = Number(others?.count ?? 0);
  const listed: Blocker[] = rows.map(({ kind, id, label }) => ({ kind, id, label }));
  return { listed, isElsewhere: elsewhere > 0, total: Number(rows[0]?.total ?? 0) + elsewhere };
}

/**
 * Removes what is still there, assignments first, so many at a time: no statement takes long, whatever the import's
 * size. Each slice is given to `onRemoved` before the next.
 */
export async function removeMade(
  db: Database,
  made: MadeBy,
  { slice, onRemoved }: { slice: number; onRemoved: (ids: string[]) => Promise<void> },
): Promise<Record<ImportedType, number>> {
  const removed = { doctor: 0, patient: 0, assignment: 0 };
  for (const type of recordTypes.toReversed()) {
    for await (const ids of slices(db, { type, made, slice })) {
      const rows = await db.execute<{ id: string }>(sql`
        delete from ${tables[type]}
        where ${ownIn(type, made)} and id = any(${`{${ids.join(",")}}`}::uuid[])
        returning id
      `);
      removed[type] += rows.length;
      if (rows.length > 0) await onRemoved(rows.map(({ id }) => id));
    }
  }
  return removed;
}

type Slicing = { type: ImportedType; made: MadeBy; slice: number };

async function* slices(db: Database, { type, made, slice }: Slicing): AsyncGenerator<string[]> {
  let after = "00000000-0000-0000-0000-000000000000";
  while (true) {
    const rows = await db.execute<{ id: string }>(sql`
      select record_id as id from import_record
      where ${isOfImport(type, made)} and record_id > ${after}
      order by record_id limit ${slice}
    `);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ id }) => id);
    after = last.id;
  }
}
