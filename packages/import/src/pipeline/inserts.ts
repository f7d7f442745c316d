import type { PracticeId, VisitTypeId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import type { Database, schema } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import type { ImportedClinicalType } from "../source/clinical/types.ts";
import { isThere } from "./clinical/known-records.ts";
import {
  externalIds,
  type Importing,
  isWithin,
  type Slice,
  type StagedKind,
  slicesOf,
  stagings,
} from "./staging.ts";

type RecordType = (typeof schema.importRecord.$inferInsert)["recordType"];

export type Tally = { imported: number; present: number };

/** At these numbers of new rows, the planner's row counts are raised if they are lower. */
const statisticsThresholds: readonly number[] = [100, 2_000, 20_000];

/** Call it after each write. `before` and `after`: the number of rows written, of one practice if it is named. */
export async function raiseStatistics(
  db: Database,
  { before, after, practiceId = null }: { before: number; after: number; practiceId?: PracticeId | null },
): Promise<void> {
  if (!statisticsThresholds.some((rows) => before < rows && rows <= after)) return;
  await noteStatistics(db, after, practiceId);
}

/** Analyzes the tables whose planner statistics are too low, or lack the practice. */
export const noteStatistics = (db: Database, rows: number, practiceId: PracticeId | null): Promise<unknown> =>
  db.execute(sql`select note_import_statistics(${rows}::bigint, ${practiceId}::uuid)`);

/** The rows of one statement, which takes a few milliseconds. */
const writtenAtOnce = 100;

type Insertion = {
  from: StagedKind;
  into: RecordType;
  /** SQL that selects staged rows. Default: all. */
  wanted?: SQL;
  /** SQL that selects the new rows of `slice`. Default: all. */
  isNew?: SQL;
  /** The key by which existing rows are skipped. Default: they are an error. */
  key?: SQL;
  /** Columns from outside the file, from `new_rows`. */
  values: Readonly<Record<string, SQL>>;
  /** The patient, who is also looked up for other values. */
  patient?: SQL;
  /** The column of the importer. */
  author?: string;
  /** Whether the audit names existing patients. */
  isSeen?: boolean;
  order?: "line" | "id";
  /** A further part of the statement, which reads `new_rows`. */
  also?: SQL;
};

type Counts = { imported: number; staged: number };
type Writing = { from: StagedKind; write: (slice: Slice) => Promise<Counts> };

/** Writes staged rows, slice by slice, and counts them. */
async function writeStaged(db: Database, importing: Importing, { from, write }: Writing): Promise<Tally> {
  const tally = { imported: 0, present: 0 };
  for await (const slice of slicesOf(db, importing, { kind: from, rows: writtenAtOnce })) {
    const { imported, staged } = await write(slice);
    const before = tally.imported;
    tally.imported += imported;
    tally.present += staged - imported;
    importing.progress.add(staged);
    const { practiceId } = importing.importer;
    await raiseStatistics(db, { before, after: tally.imported, practiceId });
  }
  return tally;
}

/** Inserts staged rows, and records them for the audit and for an undo. */
const insertStaged = (db: Database, importing: Importing, insertion: Insertion): Promise<Tally> =>
  writeStaged(db, importing, {
    from: insertion.from,
    async write(slice) {
      const [counts] = await db.execute<Counts>(insertionOf(importing, insertion, slice));
      return { imported: Number(counts?.imported ?? 0), staged: Number(counts?.staged ?? 0) };
    },
  });

/** The transaction's time by triggers. On Citus, `now()` is earlier, and an undo compares the two. */
const began = sql`(select began_at())`;

const listed = (parts: readonly SQL[]) => sql.join([...parts], sql`, `);

function insertionOf(
  { importer }: Importing,
  {
    from,
    into,
    wanted,
    isNew,
    key,
    values,
    patient,
    author = "created_by",
    isSeen,
    order = "line",
    also,
  }: Insertion,
  slice: Slice,
): SQL {
  const practice = sql`${importer.practiceId}::uuid`;
  const own = {
    practice_id: practice,
    [author]: sql`${importer.accountId}::uuid`,
    [author.replace("_by", "_at")]: began,
    updated_at: began,
    ...(patient && { patient_id: sql`new_rows.patient_id` }),
    ...values,
  };
  const columns = Object.keys(own).map((name) => sql`${sql.identifier(name)}`);
  return sql`
    with slice as materialized (
      select * from ${stagings[from].from} as staged where ${isWithin(slice)} and ${wanted ?? sql`true`}
    ),
    new_rows as materialized (
      select slice.* ${patient ? sql`, ${patient} as patient_id` : sql``} from slice where ${isNew ?? sql`true`}
    ),
    created as (
      insert into ${sql.identifier(into)} (${listed(columns)}, ${stagings[from].names})
      select ${listed(Object.values(own))}, ${stagings[from].names} from new_rows order by new_rows.${sql.identifier(order)}
      ${key ? sql`on conflict (${key}) do nothing` : sql``}
      returning id ${isSeen ? sql`, patient_id` : sql``}
    ),
    ${also ? sql`${also},` : sql``}
    ${isSeen ? sql`${recordSeen(practice)},` : sql``}
    saved as (insert into import_made (id, record_type) select id, ${into} from created)
    select (select count(*) from slice) as staged, (select count(*) from created) as imported`;
}

/** Existing patients who got a record. */
const recordSeen = (practice: SQL) => sql`
  seen as (
    insert into import_seen (id)
    select distinct patient_id from created
    where not exists (
      select from patient as existing
      where existing.practice_id = ${practice} and existing.id = created.patient_id and existing.created_at = ${began}
    ) and not exists (select from import_seen as existing where existing.id = created.patient_id)
  )`;

/** Inserts patients without a known identifier. A name at birth becomes a former name. */
export async function insertPatients(db: Database, importing: Importing): Promise<Tally> {
  const tally = await insertBorn(db, importing);
  const { from } = stagings.patient;
  const [renamed] = await db.execute(sql`select from ${from} where name_since is not null limit 1`);
  if (!renamed) return tally;
  for await (const slice of slicesOf(db, importing, { kind: "patient", rows: writtenAtOnce })) {
    // As values: Citus joins no temporary table.
    const names = await db.execute(sql`
      select id, name_since as name, last_name_since as last_name from ${from} as staged
      where ${isWithin(slice)} and name_since is not null`);
    await db.execute(sql`
      update patient as existing set name = since.name, last_name = since.last_name
      from jsonb_to_recordset(${JSON.stringify(names)}::text::jsonb) as since (id uuid, name text, last_name text)
      where existing.practice_id = ${importing.importer.practiceId}::uuid and existing.id = since.id`);
  }
  return tally;
}

function insertBorn(db: Database, importing: Importing): Promise<Tally> {
  const practice = sql`${importing.importer.practiceId}::uuid`;
  return insertStaged(db, importing, {
    from: "patient",
    into: "patient",
    isNew: sql`${externalIds(importing).patient(sql`slice.value`)} is null`,
    values: {},
    also: sql`known as (
      insert into patient_external_id (practice_id, system, value, patient_id)
      select ${practice}, ${importing.systems.patient}, value, id from new_rows where value is not null)`,
  });
}

type StagedDoctor = { value: string | null; row: Record<string, string | null>; isNew: boolean };

/**
 * Inserts doctors without a known identifier. All practices share them. Citus copies such a table to each node and
 * joins it with no temporary table, so the rows are passed as values.
 */
export const insertDoctors = (db: Database, importing: Importing): Promise<Tally> =>
  writeStaged(db, importing, { from: "doctor", write: (slice) => insertDoctorRows(db, importing, slice) });

async function insertDoctorRows(db: Database, importing: Importing, slice: Slice): Promise<Counts> {
  const { importer, systems } = importing;
  const { from, columns } = stagings.doctor;
  const author = sql`${importer.accountId}::uuid`;
  const staged = await db.execute<StagedDoctor>(sql`
      select value, ${externalIds(importing).doctor(sql`staged.value`)} is null as "isNew",
        (select jsonb_object_agg(key, value) from jsonb_each_text(to_jsonb(staged))) as row
      from ${from} as staged where ${isWithin(slice)} order by line`);
  const fresh = staged.filter(({ isNew }) => isNew);
  const rows = fresh.map(({ row }) => {
    const values = columns.map((column) => sql`${row[column.name]}::${sql.raw(column.getSQLType())}`);
    return sql`(${author}, ${listed(values)})`;
  });
  const known = fresh.flatMap(({ value, row }) =>
    value === null ? [] : [sql`(${systems.doctor}, ${value}, ${row.id}::uuid)`],
  );
  const ids = `{${fresh.map(({ row }) => row.id).join(",")}}`;
  if (rows.length > 0) {
    await db.execute(
      sql`insert into public.doctor (created_by, ${stagings.doctor.names}) values ${listed(rows)}`,
    );
    await db.execute(sql`insert into import_made (id, record_type) select unnest(${ids}::uuid[]), 'doctor'`);
  }
  if (known.length > 0)
    await db.execute(
      sql`insert into public.doctor_external_id (system, value, doctor_id) values ${listed(known)}`,
    );
  return { imported: fresh.length, staged: staged.length };
}

/** Inserts one assignment per pair, with the reason of its latest encounter. The later of simultaneous rows wins. */
export const insertAssignments = (db: Database, importing: Importing): Promise<Tally> =>
  insertStaged(db, importing, {
    from: "pair",
    into: "assignment",
    author: "assigned_by",
    order: "id",
    key: sql`practice_id, patient_id, doctor_id`,
    wanted: sql`(
      select true from import_pair as later
      where later.patient = staged.patient and later.provider = staged.provider
        and (later.started_at, later.line) > (staged.started_at, staged.line)
      limit 1
    ) is null`,
    values: {
      patient_id: externalIds(importing).patient(sql`new_rows.patient`),
      doctor_id: externalIds(importing).doctor(sql`new_rows.provider`),
    },
  });

/** The length in minutes of visit types that imports add. Each imported visit has its own length. */
const usualMinutes = 30;

/** Adds missing visit types of the selected names. They are not offered for bookings. */
export async function insertVisitTypes(
  db: Database,
  { importer: { practiceId, accountId } }: Pick<Importing, "importer">,
  names: SQL,
): Promise<void> {
  const rows = await db.execute<{ name: string }>(names);
  for (const { name } of rows) {
    await db.execute(sql`
      insert into visit_type (practice_id, id, name, minutes, is_active, created_by)
      values (${practiceId}::uuid, ${newId<VisitTypeId>()}::uuid, ${name}, ${usualMinutes}, false, ${accountId}::uuid)
      on conflict (practice_id, lower(name)) do nothing`);
  }
}

const ofAppointment = {
  into: "appointment",
  isSeen: true,
  values: {
    slot: sql`new_rows.id::text`,
    occupied_from: sql`new_rows.starts_at`,
    occupied_to: sql`new_rows.ends_at`,
  },
} as const;

/**
 * Inserts a completed appointment for each past visit. Past visits may overlap: the exclusion constraints cover only
 * active appointments.
 */
export async function insertVisits(db: Database, importing: Importing): Promise<Tally> {
  const wanted = sql`ends_at <= now()`;
  await insertVisitTypes(
    db,
    importing,
    sql`select distinct visit_type as name from import_visit where ${wanted}`,
  );
  const known = externalIds(importing);
  return insertStaged(db, importing, {
    ...ofAppointment,
    from: "visit",
    wanted,
    order: "id",
    key: sql`practice_id, id`,
    values: {
      ...ofAppointment.values,
      patient_id: known.patient(sql`new_rows.patient`),
      doctor_id: known.doctor(sql`new_rows.provider`),
      visit_type_id: sql`(select existing.id from visit_type as existing
        where existing.practice_id = ${importing.importer.practiceId}::uuid and lower(existing.name) = lower(new_rows.visit_type))`,
      status: sql`'fulfilled'`,
    },
  });
}

/** Inserts the staged appointments: past and cancelled ones first, then future ones. */
export async function insertBookings(db: Database, importing: Importing): Promise<number> {
  let imported = 0;
  for (const isToCome of [false, true]) {
    const wanted = sql`(status = 'booked') = ${isToCome}`;
    imported += (await insertStaged(db, importing, { ...ofAppointment, from: "booking", wanted })).imported;
  }
  return imported;
}

/**
 * Inserts the new staged records of a kind. Existing ones are skipped before the insert, because their encounter may
 * be locked by now.
 */
export async function insertRecords(
  db: Database,
  importing: Importing,
  type: ImportedClinicalType,
): Promise<Tally & { repeated: number }> {
  const practice = sql`${importing.importer.practiceId}::uuid`;
  const { imported, present } = await insertStaged(db, importing, {
    from: type,
    into: type,
    isSeen: true,
    key: sql`practice_id, id`,
    patient: externalIds(importing).patient(sql`slice.patient`),
    isNew: sql`not ${isThere(type, { practice, id: sql`slice.id` })}`,
    values: type === "encounter" ? encounterValues(importing) : {},
  });
  const repeated = present > 0 ? await findRepeated(db, importing, type) : 0;
  return { imported, present: present - repeated, repeated };
}

/** The doctor, and the appointment if it was imported and has no encounter. */
const encounterValues = (importing: Importing) => ({
  doctor_id: externalIds(importing).doctor(sql`new_rows.provider`),
  appointment_id: sql`(select existing.id from appointment as existing
    where existing.practice_id = ${importing.importer.practiceId}::uuid and existing.id = new_rows.appointment_id
      and existing.patient_id = new_rows.patient_id
      and not exists (
        select from encounter as other where other.practice_id = existing.practice_id and other.appointment_id = existing.id
      ))`,
});

const soughtAtOnce = 500;

/** Counts the rows that repeat an earlier row's record, and notes their lines. */
async function findRepeated(db: Database, importing: Importing, type: ImportedClinicalType): Promise<number> {
  const { problems, places } = importing;
  const { file = "", partners } = places[type] ?? {};
  const { from } = stagings[type];
  // A row that repeats one of two joined rows refers to that one's line.
  const isPart = sql`num_nonnulls(staged.systolic, staged.diastolic) = 1`;
  const lineOf =
    type === "observation"
      ? sql`coalesce(case when ${isPart} then
        case when staged.systolic is null then before.diastolic_line else before.systolic_line end end, before.line)`
      : sql`before.line`;
  let repeated = 0;
  for await (const slice of slicesOf(db, importing, { kind: type, rows: soughtAtOnce })) {
    const rows = await db.execute<{ line: number; first: number }>(sql`
      select staged.line, earlier.first from ${from} as staged cross join lateral (
        select ${lineOf} as first from ${from} as before
        where before.id = staged.id and before.line < staged.line order by before.line limit 1
      ) as earlier
      where ${isWithin(slice)} order by staged.line`);
    for (const { line, first } of rows) {
      problems.addRepeated({ file, line, first });
      const partner = partners?.get(line);
      if (partner !== undefined)
        problems.addRepeated({ file, line: partner, first: partners?.get(first) ?? first });
    }
    repeated += rows.length;
  }
  return repeated;
}
