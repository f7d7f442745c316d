import type { Database } from "@caretype/db";
import { type Placeholder, type SQL, sql } from "drizzle-orm";
import type { Blocker } from "../error/domain-error.ts";
import type { ImportId, PracticeId, RecordId } from "../field/ids.ts";
import { noPractice } from "../field/no-practice.ts";
import { leastId } from "../field/paging.ts";
import type { Pace } from "./pace.ts";

// What an import has made is looked up record by record, whatever a planner would rather do: of what was imported just
// now it has no statistics yet, takes it for a handful of rows, and would compare each with each. And it is done slice
// by slice: no statement takes long, whatever the import's size.

export type MadeBy = { practiceId: PracticeId; importId: ImportId };

/** The same, or what stands for it in a statement that is prepared. */
export type MadeByAny = Record<keyof MadeBy, string | SQL | Placeholder>;

type Undone = MadeBy & { pace: Pace };

/** In the order in which a new assignment locks its doctor and its patient. */
const recordTypes = ["doctor", "patient", "assignment"] as const;
export type ImportedType = (typeof recordTypes)[number];

const tables = { doctor: sql`doctor`, patient: sql`patient`, assignment: sql`assignment` };

/** So many are looked at by one statement, and so many removed, with their versions: some milliseconds' work. */
const lookedAtOnce = 500;
const removedAtOnce = 50;

/** Records of one type that the import has made. */
type Slice = { type: ImportedType; ids: RecordId[] };

/** Rests after each. */
async function* slicesOf(
  db: Database,
  { practiceId, importId, pace }: Undone,
  { type, most }: { type: ImportedType; most: number },
): AsyncGenerator<Slice> {
  let after: RecordId = leastId;
  while (true) {
    const rows = await db.execute<{ id: RecordId }>(sql`
      select record_id as id from import_record
      where practice_id = ${practiceId} and import_id = ${importId} and record_type = ${type}
        and record_id > ${after}
      order by record_id limit ${most}
    `);
    const last = rows.at(-1);
    if (!last) return;
    yield { type, ids: rows.map(({ id }) => id) };
    await pace.rest();
    after = last.id;
  }
}

const idsOf = ({ ids }: Slice): SQL => sql`${`{${ids.join(",")}}`}::uuid[]`;

/** The directory belongs to no practice. */
const ownIn = (type: ImportedType, { practiceId }: MadeBy): SQL =>
  type === "doctor" ? sql`true` : sql`practice_id = ${practiceId}`;

/**
 * From here to the end of the transaction nobody can change what the import made, nor assign it. Resolves to how many
 * of each are still there.
 */
export async function lockMade(db: Database, made: Undone): Promise<Record<ImportedType, number>> {
  const counts = { doctor: 0, patient: 0, assignment: 0 };
  for (const type of recordTypes) {
    for await (const slice of slicesOf(db, made, { type, most: lookedAtOnce })) {
      const { count } = await db.execute(sql`
        select from ${tables[type]} where ${ownIn(type, made)} and id = any(${idsOf(slice)})
        order by id for update
      `);
      counts[type] += count;
    }
  }
  return counts;
}

/** Whether the import has made a record. */
export const isMade = ({ practiceId, importId }: MadeByAny, id: SQL): SQL => sql`(
  select true from import_record
  where practice_id = ${practiceId} and import_id = ${importId} and record_id = ${id} limit 1
) is not null`;

const eachOf = (slice: Slice): SQL => sql`unnest(${idsOf(slice)}) as made (record_id)`;

/** What `keep_version` stamps and does not keep, and so says nothing of what a record says. */
const stamps = sql.raw(
  "'{version,updated_at,updated_by,withheld_versions,shown_at,sort_name,search_text}'::text[]",
);

/** Not what was edited and then given back the content that the import gave it. */
const editedSince = (slice: Slice, made: MadeBy): SQL => sql`
  select ${slice.type} as kind, record_id as id, 'edited since, now version ' || version as label
  from ${eachOf(slice)} cross join lateral (
    select version, to_jsonb(own) as record from ${tables[slice.type]} as own
    where ${ownIn(slice.type, made)} and id = made.record_id limit 1
  ) as edited
  where edited.version > 1 and not exists (
    select from record_version as first
    where first.practice_id = ${slice.type === "doctor" ? noPractice : made.practiceId}
      and first.record_id = made.record_id and first.version = 1
      and first.record - ${stamps} = edited.record - ${stamps})`;

/** Assignments that others have made of the import's patients, or doctors; those of both are found by the patient. */
const assignedSince = (slice: Slice, made: MadeBy): SQL => sql`
  select 'assignment' as kind, assigned.id, 'made since' as label
  from ${eachOf(slice)} cross join lateral (
    select id, patient_id from assignment
    where practice_id = ${made.practiceId} and ${sql.identifier(`${slice.type}_id`)} = made.record_id offset 0
  ) as assigned
  where not ${isMade(made, sql`assigned.id`)}
    ${slice.type === "doctor" ? sql`and not ${isMade(made, sql`assigned.patient_id`)}` : sql``}`;

/** With others, or into others: those would keep what is the import's. Of two that it has made, told once. */
const mergedSince = (slice: Slice, made: MadeBy): SQL => sql`
  select 'merge' as kind, merged.id, 'made since' as label
  from ${eachOf(slice)} cross join lateral (
    select id from patient_merge
    where practice_id = ${made.practiceId} and kept_id = made.record_id and undone_at is null
    union all
    select id from patient_merge
    where practice_id = ${made.practiceId} and merged_id = made.record_id and undone_at is null
      and not ${isMade(made, sql`patient_merge.kept_id`)}
    offset 0
  ) as merged`;

function standingOn(slice: Slice, made: MadeBy): SQL {
  const standing = [editedSince(slice, made)];
  if (slice.type !== "assignment") standing.push(assignedSince(slice, made));
  if (slice.type === "patient") standing.push(mergedSince(slice, made));
  return sql.join(standing, sql` union all `);
}

const byKindAndId = (one: Blocker, other: Blocker) =>
  one.kind === other.kind ? (one.id < other.id ? -1 : 1) : one.kind < other.kind ? -1 : 1;

/** What would be lost, or be left hanging in the air: the first of it, how much, and whether there is more elsewhere. */
export async function findBlockers(db: Database, made: Undone, limit: number) {
  let [listed, total, isElsewhere]: [Blocker[], number, boolean] = [[], 0, false];
  for (const type of recordTypes) {
    for await (const slice of slicesOf(db, made, { type, most: lookedAtOnce })) {
      const rows = await db.execute<Blocker & { total: number }>(sql`
        select kind, id, label, count(*) over () as total from (${standingOn(slice, made)}) as standing
        order by kind, id limit ${limit}
      `);
      total += Number(rows[0]?.total ?? 0);
      const found = rows.map(({ kind, id, label }): Blocker => ({ kind, id, label }));
      if (found.length > 0) listed = [...listed, ...found].toSorted(byKindAndId).slice(0, limit);
      if (type === "doctor") isElsewhere ||= await areAssignedElsewhere(db, made, slice);
    }
  }
  return { listed, isElsewhere, total };
}

/** Whether other practices have assigned the import's doctors: how often is theirs to know. */
async function areAssignedElsewhere(db: Database, { practiceId }: MadeBy, slice: Slice): Promise<boolean> {
  const found = await db.execute(sql`
    select from ${eachOf(slice)} cross join lateral (
      select from assignment where doctor_id = made.record_id and practice_id <> ${practiceId} offset 0
    ) as assigned limit 1
  `);
  return found.count > 0;
}

/** Removes what is still there, assignments first, and gives the ids of what went to `onRemoved`, so many at a time. */
export async function removeMade(
  db: Database,
  made: Undone,
  { most, onRemoved }: { most: number; onRemoved: (ids: RecordId[]) => Promise<void> },
): Promise<Record<ImportedType, number>> {
  const counts = { doctor: 0, patient: 0, assignment: 0 };
  for (const type of recordTypes.toReversed()) {
    let removed: RecordId[] = [];
    for await (const slice of slicesOf(db, made, { type, most: removedAtOnce })) {
      const rows = await db.execute<{ id: RecordId }>(sql`
        delete from ${tables[type]} where ${ownIn(type, made)} and id = any(${idsOf(slice)}) returning id
      `);
      counts[type] += rows.length;
      removed.push(...rows.map(({ id }) => id));
      if (removed.length <= most - removedAtOnce) continue;
      await onRemoved(removed);
      removed = [];
    }
    if (removed.length > 0) await onRemoved(removed);
  }
  return counts;
}
