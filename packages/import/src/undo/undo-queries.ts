import { type EndedStatement, findEndedBy } from "@caretype/chart/allergy/none-known";
import { isShown } from "@caretype/chart/clinical/shown";
import type { Blocker } from "@caretype/core/kernel/error/domain-error";
import type { AccountId, PatientId, RecordId } from "@caretype/core/kernel/field/ids";
import { minId } from "@caretype/core/kernel/field/paging";
import { findWithOtherRows } from "@caretype/core/people/other-rows";
import { type Database, schema } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import { kindOfRecords } from "../pipeline/staging.ts";
import type { Throttle } from "../pipeline/throttle.ts";
import { isMade, type MadeBy } from "../queries.ts";
import type { RecordCounts } from "../schema.ts";
import { type ImportedClinicalType, importedClinicalTypes } from "../source/clinical/types.ts";

// An import's records are looked up one by one. Right after an import, the planner has no statistics, expects a
// handful of rows, and would compare each with each. The work goes slice by slice, so that no statement takes long.

/** With the account that sees an undo's blockers. */
type Asked = MadeBy & { accountId: AccountId };

type Undone = MadeBy & { throttle: Throttle };

/** The lock order of new assignments, and of merges, which move appointments and clinical records. */
const recordTypes = ["doctor", "patient", "appointment", "assignment", ...importedClinicalTypes] as const;
export type ImportedType = (typeof recordTypes)[number];

const isClinical = (type: ImportedType): type is ImportedClinicalType =>
  importedClinicalTypes.some((each) => each === type);

/**
 * Records go before their encounters, and all before their patients. A removed patient keeps the appointments, so
 * only those of other patients are left then.
 */
const removalOrder = [
  ...importedClinicalTypes.toReversed(),
  ...(["assignment", "patient", "appointment", "doctor"] as const),
];

/** Records checked or removed by one statement. Each takes a few milliseconds. */
const checkedAtOnce = 500;
const removedAtOnce = 50;

/** Records of one type that the import created. */
type Slice = { type: ImportedType; ids: RecordId[] };

/** Yields slices, with a pause after each. */
async function* slicesOf(
  db: Database,
  { practiceId, importId, throttle }: Undone,
  { type, most }: { type: ImportedType; most: number },
): AsyncGenerator<Slice> {
  let after: RecordId = minId;
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
    await throttle.pause();
    after = last.id;
  }
}

const idsOf = ({ ids }: Slice): SQL => sql`${`{${ids.join(",")}}`}::uuid[]`;

/** Doctors belong to no practice. */
const ownIn = (type: ImportedType, { practiceId }: MadeBy): SQL =>
  type === "doctor" ? sql`true` : sql`practice_id = ${practiceId}`;

/** Denials of allergies, which the import's allergies ended. */
export async function findEndedStatements(db: Database, batch: Undone): Promise<EndedStatement[]> {
  const found: EndedStatement[] = [];
  for await (const { ids } of slicesOf(db, batch, { type: "allergy", most: checkedAtOnce }))
    found.push(...(await findEndedBy(db, batch, ids)));
  return found;
}

/**
 * Blocks changes and assignments of the import's records, and of `patientIds`, until the transaction ends. Resolves
 * to the number of remaining records of each type.
 */
export async function lockMade(
  db: Database,
  batch: Undone,
  patientIds: readonly PatientId[],
): Promise<Record<ImportedType, number>> {
  // `fromEntries` loses the key types.
  const counts = Object.fromEntries(recordTypes.map((type) => [type, 0])) as Record<ImportedType, number>;
  for (const type of recordTypes) {
    for await (const slice of slicesOf(db, batch, { type, most: checkedAtOnce })) {
      const { count } = await db.execute(sql`
        select from ${sql.identifier(type)} where ${ownIn(type, batch)} and id = any(${idsOf(slice)})
        order by id for update
      `);
      counts[type] += count;
    }
    if (type === "patient" && patientIds.length > 0)
      await db.execute(sql`
        select from patient where practice_id = ${batch.practiceId} and id = any(${`{${patientIds.join(",")}}`}::uuid[])
        order by id for update`);
  }
  return counts;
}

const eachOf = (slice: Slice): SQL => sql`unnest(${idsOf(slice)}) as created (record_id)`;

/** Columns that `keep_version` sets. They are not content. */
const stamps = sql.raw(
  "'{version,updated_at,updated_by,withheld_versions,shown_at,sort_name,search_text,last_key,first_key,happened_at}'::text[]",
);

/**
 * SQL that is true if the row `own` of a clinical table may be named. A hidden one, and another author's draft, are
 * only counted.
 */
function isNamed(type: ImportedType | "note", { practiceId, accountId }: Asked): SQL {
  if (type === "note_draft") return sql`own.created_by = ${accountId}::uuid`;
  return type === "encounter" || inEncounter.types.some((each) => each === type && each !== "allergy")
    ? isShown(
        {
          createdBy: sql`own.created_by`,
          id: sql`own.id`,
          encounterId: type === "encounter" ? sql`own.id` : sql`own.encounter_id`,
        },
        sql`own.patient_id`,
        { practiceId: sql`${practiceId}::uuid`, accountId: sql`${accountId}::uuid` },
      )
    : sql`true`;
}

/** SQL that is true for a patient's version from the import: the second one, if there was a name at birth. */
const isOfImport = (since: SQL): SQL =>
  sql`((${since})::timestamptz <= (edited.record->>'created_at')::timestamptz + interval '1 microsecond')`;

/** Edited records, except those whose imported content was restored. */
const editedSince = (slice: Slice, batch: Asked): SQL => sql`
  select ${slice.type === "note_draft" ? "note" : slice.type} as kind, record_id as id, 'edited since, now version ' || version as label, is_named
  from ${eachOf(slice)} cross join lateral (
    select version, to_jsonb(own) as record, ${isNamed(slice.type, batch)} as is_named from ${sql.identifier(slice.type)} as own
    where ${ownIn(slice.type, batch)} and id = created.record_id limit 1
  ) as edited
  where edited.version > 1 ${slice.type === "patient" ? sql`and not ${isOfImport(sql`edited.record->>'updated_at'`)}` : sql``} and not exists (
    select from ${slice.type === "doctor" ? sql`doctor_version as first where` : sql`record_version as first where first.practice_id = ${batch.practiceId} and`}
      first.record_id = created.record_id and ${slice.type === "patient" ? isOfImport(sql`first.valid_from`) : sql`first.version = 1`}
      and first.record - ${stamps} = edited.record - ${stamps})`;

/** Later assignments or appointments of the import's patients or doctors. Those of both are found by the patient. */
const plannedSince = (slice: Slice, batch: MadeBy, type: "assignment" | "appointment"): SQL => sql`
  select ${type}::text as kind, planned.id, 'made since' as label, true as is_named
  from ${eachOf(slice)} cross join lateral (
    select id, patient_id from ${sql.identifier(type)}
    where practice_id = ${batch.practiceId} and ${sql.identifier(`${slice.type}_id`)} = created.record_id offset 0
  ) as planned
  where not ${isMade(batch, sql`planned.id`)}
    ${slice.type === "doctor" ? sql`and not ${isMade(batch, sql`planned.patient_id`)}` : sql``}`;

/** Merges with other records, which would keep imported data. A merge within the import is listed once. */
const mergedSince = (slice: Slice, batch: MadeBy): SQL => sql`
  select 'merge' as kind, merged.id, 'made since' as label, true as is_named
  from ${eachOf(slice)} cross join lateral (
    select id from patient_merge
    where practice_id = ${batch.practiceId} and kept_id = created.record_id and undone_at is null
    union all
    select id from patient_merge
    where practice_id = ${batch.practiceId} and merged_id = created.record_id and undone_at is null
      and not ${isMade(batch, sql`patient_merge.kept_id`)}
    offset 0
  ) as merged`;

type Written = { of: SQL; types: readonly schema.ClinicalType[] };

/** Clinical records and drafts from others, which are never removed. Names one of each kind. */
const writtenSince = (slice: Slice, batch: Asked, { of, types }: Written): SQL[] =>
  [...types, "note_draft" as const].map(
    (type) => sql`
      select ${type === "note_draft" ? "note" : type} as kind, recorded.id, 'made since' as label, is_named
      from ${eachOf(slice)} cross join lateral (
        select id, ${isNamed(type, batch)} as is_named from ${sql.identifier(type)} as own
        where practice_id = ${batch.practiceId} and ${of} = created.record_id and not ${isMade(batch, sql`own.id`)}
        order by is_named desc limit 1
      ) as recorded`,
  );

const ofPatient = { of: sql`patient_id`, types: schema.clinicalTypes };
const inEncounter = {
  of: sql`encounter_id`,
  types: schema.clinicalTypes.filter((type) => type !== "encounter"),
};

/** Encounters that were locked with records of the import. Their content stays. */
const lockedSince = (slice: Slice, batch: Asked): SQL => sql`
  select distinct 'encounter' as kind, locked.id, 'locked since' as label, is_named
  from ${eachOf(slice)} cross join lateral (
    select own.id, ${isNamed("encounter", batch)} as is_named from encounter as own
      join ${sql.identifier(slice.type)} as created_record on created_record.practice_id = own.practice_id and created_record.encounter_id = own.id
    where own.practice_id = ${batch.practiceId} and own.locked_at is not null and created_record.id = created.record_id
      and not ${isMade(batch, sql`own.id`)} offset 0
  ) as locked`;

/** Drafts that became notes, with the same id. */
const signedSince = (slice: Slice, batch: Asked): SQL => sql`
  select 'note' as kind, signed.id, 'made since' as label, is_named
  from ${eachOf(slice)} cross join lateral (
    select id, ${isNamed("note", batch)} as is_named from note as own
    where practice_id = ${batch.practiceId} and id = created.record_id offset 0
  ) as signed`;

/** Encounters from the import's appointments. */
const seenSince = (slice: Slice, batch: Asked): SQL => sql`
  select 'encounter' as kind, seen.id, 'made since' as label, is_named
  from ${eachOf(slice)} cross join lateral (
    select id, ${isNamed("encounter", batch)} as is_named from encounter as own
    where practice_id = ${batch.practiceId} and appointment_id = created.record_id and not ${isMade(batch, sql`own.id`)} offset 0
  ) as seen`;

function blockersIn(slice: Slice, batch: Asked): SQL {
  const blockers = [editedSince(slice, batch)];
  if (slice.type === "patient" || slice.type === "doctor")
    blockers.push(plannedSince(slice, batch, "assignment"), plannedSince(slice, batch, "appointment"));
  if (slice.type === "patient")
    blockers.push(mergedSince(slice, batch), ...writtenSince(slice, batch, ofPatient));
  if (slice.type === "appointment") blockers.push(seenSince(slice, batch));
  if (slice.type === "note_draft") blockers.push(signedSince(slice, batch));
  if (inEncounter.types.some((type) => type === slice.type)) blockers.push(lockedSince(slice, batch));
  if (slice.type === "encounter") blockers.push(...writtenSince(slice, batch, inEncounter));
  return sql.join(blockers, sql` union all `);
}

/** The number of records of each clinical kind, without zeros. */
export const clinicalCounts = (there: Record<ImportedType, number>): RecordCounts =>
  recordTypes
    .filter(isClinical)
    .map((type) => ({ kind: kindOfRecords(type), count: there[type] }))
    .filter(({ count }) => count > 0);

const byKindAndId = (one: Blocker, other: Blocker) =>
  one.kind === other.kind ? (one.id < other.id ? -1 : 1) : one.kind < other.kind ? -1 : 1;

/**
 * Finds the undo's blockers: the first ones, their total, and whether other practices have more. Records that are
 * hidden from the caller count, but are not listed.
 */
export async function findBlockers(db: Database, batch: Undone & Asked, limit: number) {
  let [listed, total, isElsewhere]: [Blocker[], number, boolean] = [[], 0, false];
  for (const type of recordTypes) {
    for await (const slice of slicesOf(db, batch, { type, most: checkedAtOnce })) {
      const rows = await db.execute<Blocker & { total: number; isNamed: boolean }>(sql`
        select kind, id, label, is_named as "isNamed", count(*) over () as total
        from (${blockersIn(slice, batch)}) as blockers order by is_named desc, kind, id limit ${limit}
      `);
      total += Number(rows[0]?.total ?? 0);
      const found = rows
        .filter(({ isNamed: isShownHere }) => isShownHere)
        .map(({ kind, id, label }): Blocker => ({ kind, id, label }));
      if (found.length > 0) listed = [...listed, ...found].toSorted(byKindAndId).slice(0, limit);
      if (type === "patient") {
        const label = "has rows of another table";
        const others = await findWithOtherRows(db, batch, idsOf(slice));
        total += others.length;
        listed = [...listed, ...others.map((id): Blocker => ({ kind: "patient", id, label }))]
          .toSorted(byKindAndId)
          .slice(0, limit);
      }
      if (type === "doctor") isElsewhere ||= await areAssignedElsewhere(db, batch, slice);
    }
  }
  return { listed, isElsewhere, total };
}

/** Returns true if other practices assigned or booked the import's doctors. The number is not disclosed. */
async function areAssignedElsewhere(db: Database, { practiceId }: MadeBy, slice: Slice): Promise<boolean> {
  const elsewhere = sql`doctor_id = any(${idsOf(slice)}) and practice_id <> ${practiceId}`;
  for (const planned of [
    sql`assignment where ${elsewhere}`,
    sql`appointment where ${elsewhere} and ends_at > now() and status in ('pending', 'booked', 'arrived')`,
  ]) {
    const [row] = await db.execute(sql`select count(*) as found from ${planned}`);
    if (Number(row?.found) > 0) return true;
  }
  return false;
}

/** Removes the remaining records. Calls `onRemoved` with up to `most` ids at a time. */
export async function removeMade(
  db: Database,
  batch: Undone,
  { most, onRemoved }: { most: number; onRemoved: (ids: RecordId[]) => Promise<void> },
): Promise<void> {
  for (const type of removalOrder) {
    let removed: RecordId[] = [];
    for await (const slice of slicesOf(db, batch, { type, most: removedAtOnce })) {
      const rows = await db.execute<{ id: RecordId }>(sql`
        delete from ${sql.identifier(type)} where ${ownIn(type, batch)} and id = any(${idsOf(slice)}) returning id
      `);
      removed.push(...rows.map(({ id }) => id));
      if (removed.length <= most - removedAtOnce) continue;
      await onRemoved(removed);
      removed = [];
    }
    if (removed.length > 0) await onRemoved(removed);
  }
}
