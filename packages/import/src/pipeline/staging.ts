import type { DoctorId } from "@caretype/core/kernel/field/ids";
import type { Author } from "@caretype/core/kernel/procedure/scope";
import { type Database, lockCopy, newColumns, schema } from "@caretype/db";
import { type Column, type SQL, sql, type Table } from "drizzle-orm";
import type { RecordCounts } from "../schema.ts";
import { type ImportedClinicalType, importedClinicalTypes } from "../source/clinical/types.ts";
import type { ImportProblems } from "../source/problems.ts";
import type { ProgressCounter, Throttle } from "./throttle.ts";

/** The system names of the patients' and the doctors' external identifiers. */
export type Systems = Record<StagedRecord, string>;

/** The source of a kind's rows. */
export type Place = {
  file: string;
  /** The column of a row's field, or of the identifiers (`Id`), if the file has one. */
  columnOf: (field: string, line?: number) => string | undefined;
  /** For observations: by a record's line, the lines of other rows that are part of it. */
  partners?: Map<number, number>;
};

/** The state that all steps of an import share. */
export type Importing = {
  importer: Author;
  /** For locks of doctors, which all practices share: see BulkDatabase. */
  shared: Database;
  systems: Systems;
  /** True if rows name patients in several ways, which `import_named` resolves. */
  arePatientsNamed?: boolean;
  places: Partial<Record<StagedKind, Place>>;
  problems: ImportProblems;
  throttle: Throttle;
  progress: ProgressCounter;
};

export type StagedRecord = "patient" | "doctor";

/** Columns that the import knows, or that are looked up at the insert. */
const owners = ["practiceId", "createdBy", "assignedBy", "patientId", "doctorId", "appointmentId"] as const;
type Owner = (typeof owners)[number];

/** Selects the columns that come from the file. */
const isOfRow = <Name extends string>(
  column: readonly [Name, Column],
): column is readonly [Exclude<Name, Owner>, Column] => !owners.some((owner) => owner === column[0]);

/** Selects the columns with these names. */
const isNamed =
  <Wanted extends string>(wanted: readonly Wanted[]) =>
  <Name extends string>(column: readonly [Name, Column]): column is readonly [Name & Wanted, Column] => {
    const [name]: readonly [string, Column] = column;
    return wanted.some((each) => each === name);
  };

/** The key of a past visit. It determines everything else of its appointment. */
const isOfVisit = isNamed(["id", "startsAt", "endsAt", "reasonForVisit"]);

/** Named people are looked up when all rows are staged. */
const isOfBooking = isNamed([
  "id",
  "patientId",
  "doctorId",
  "visitTypeId",
  "status",
  "cancelledBy",
  "startsAt",
  "endsAt",
  "reasonForVisit",
  "note",
]);

type Keys<Key extends string> = readonly (readonly [Key, string])[];
type Staging<Key extends string, Name extends string> = {
  /** The table is named after it. */
  name: string;
  /** The columns that identify the source row, with their types. */
  keys: Keys<Key>;
  columns: readonly (readonly [Name, Column])[];
};

type CopyValue = string | number | boolean | null;

// PostgreSQL's text format of COPY.
const special = /[\\\n\r\t]/;
const escapes: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function copyField(value: CopyValue): string {
  if (value === null) return "\\N";
  const text = String(value);
  return special.test(text) ? text.replace(/[\\\n\r\t]/g, (character) => escapes[character] ?? "") : text;
}

const copyLine = (values: readonly CopyValue[]) => `${values.map(copyField).join("\t")}\n`;

/** Objects and lists belong to `jsonb` columns. */
const asCopied = (value: CopyValue | object | undefined): CopyValue =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : (value ?? null);

/** Defines a staging table by column names, so that no column order is repeated. */
function stagingOf<Key extends string, Name extends string>({ name, keys, columns }: Staging<Key, Name>) {
  const table = `import_${name}`;
  const names = columns.map(([, { name }]) => `"${name}"`);
  const types = [
    ...keys.map(([name, type]) => `"${name}" ${type}`),
    ...columns.map(([, column]) => `"${column.name}" ${column.getSQLType()}`),
  ];
  return {
    from: sql.raw(table),
    create: sql.raw(`create temporary table ${table} (${types.join(", ")}) on commit drop`),
    copy: `copy ${table} (${[...keys.map(([name]) => `"${name}"`), ...names].join(", ")}) from stdin`,
    columns: columns.map(([, column]) => column),
    /** The record's column names, as a SQL list. */
    names: sql.raw(names.join(", ")),
    /** Returns a COPY line. Without a row, only the keys are set. */
    line: (from: Record<Key, CopyValue>, row: Record<Name, CopyValue | object> | null): string =>
      copyLine([...keys.map(([name]) => from[name]), ...columns.map(([name]) => asCopied(row?.[name]))]),
    /** Returns a COPY line for an invalid row, which only serves look-ups. */
    invalidLine: (from: Record<Key, CopyValue>, id: string): string =>
      copyLine([
        ...keys.map(([name]) => from[name]),
        ...columns.map(([name]) => (name === "id" ? id : null)),
      ]),
  };
}

const rowKeys = [["line", "integer not null"] as const, ["value", "text"] as const];

/** The columns of an appointment, and the patient's identifier in the other system. */
const visitKeys = [["line", "integer not null"] as const, ["patient", "text not null"] as const];
/** Columns of a clinical record. They also distinguish rows without an identifier, of one patient and encounter. */
const recordKeys = [...visitKeys, ["apart", "text"] as const, ["content", "text"] as const];

/** A staging table with all columns that the target gets from a file. */
const ofRecord = <Of extends Table, Key extends string>(name: string, target: Of, keys: Keys<Key>) =>
  stagingOf({ name, keys, columns: newColumns(target).filter(isOfRow) });

export const stagings = {
  // The row has a person's name at birth, and another one since.
  patient: ofRecord("patient", schema.patient, [
    ...rowKeys,
    ["name_since", "text"] as const,
    ["last_name_since", "text"] as const,
  ]),
  doctor: ofRecord("doctor", schema.doctor, rowKeys),
  pair: ofRecord("pair", schema.assignment, [
    ["patient", "text not null"],
    ["provider", "text not null"],
    ["started_at", "bigint not null"],
    ["line", "integer not null"],
    // A pair may occur more than once: its first lines, and the number of rows.
    ["lines", "integer[] not null"],
    ["row_count", "integer not null"],
  ]),
  visit: stagingOf({
    name: "visit",
    keys: [...visitKeys, ["provider", "text not null"], ["visit_type", "text not null"]],
    columns: newColumns(schema.appointment).filter(isOfVisit),
  }),
  booking: stagingOf({
    name: "booking",
    keys: [
      ...visitKeys,
      ["doctor", "text not null"],
      // The spellings of a name, one per line.
      ["doctor_names", "text not null"],
      ["visit_type", "text not null"],
    ],
    columns: newColumns(schema.appointment).filter(isOfBooking),
  }),
  encounter: ofRecord("encounter", schema.encounter, [
    ...recordKeys,
    ["provider", "text"],
    // The appointment may not exist.
    ["appointment_id", "uuid"],
  ]),
  condition: ofRecord("condition", schema.condition, recordKeys),
  allergy: ofRecord("allergy", schema.allergy, recordKeys),
  observation: ofRecord("observation", schema.observation, [
    ...recordKeys,
    // The rows of a blood pressure, and its id in earlier versions.
    ["systolic", "uuid"],
    ["systolic_line", "integer"],
    ["systolic_apart", "text"],
    ["diastolic", "uuid"],
    ["diastolic_line", "integer"],
    ["diastolic_apart", "text"],
    ["former", "uuid"],
  ]),
  medication: ofRecord("medication", schema.medication, recordKeys),
  immunization: ofRecord("immunization", schema.immunization, recordKeys),
  procedure: ofRecord("procedure", schema.procedure, recordKeys),
  note_draft: ofRecord("note_draft", schema.noteDraft, recordKeys),
};
export type StagedKind = keyof typeof stagings;

export const clinicalTypesIn = (places: Importing["places"]): ImportedClinicalType[] =>
  importedClinicalTypes.filter((type) => places[type]);

/** The kind of the records in answers. */
export const kindOfRecords = (type: ImportedClinicalType): RecordCounts[number]["kind"] =>
  type === "note_draft" ? "draft" : type;

const ofPeople = ["(value, line)"];
const ofPart = (part: string) => `(${part}, ${part}_line) where ${part} is not null`;

/**
 * The indexes besides that of the lines. All look-ups go slice by slice and row by row, so they exist from the start:
 * building them on full tables is slow.
 */
const indexes: Record<Exclude<StagedKind, ImportedClinicalType>, readonly string[]> &
  Partial<Record<ImportedClinicalType, readonly string[]>> = {
  patient: ofPeople,
  doctor: [
    ...ofPeople,
    "(lower(license_number), line) where license_number is not null",
    "(lower(email), line) where email is not null",
  ],
  pair: ["(patient, provider, started_at, line)"],
  visit: [],
  allergy: ["(id, line)", "(patient)"],
  booking: ["(id, line)", "(doctor_id, starts_at)", "(patient_id, starts_at)"],
  observation: ["(id, line)", ofPart("systolic"), ofPart("diastolic")],
};

const otherTables = [
  // Existing patients who got appointments, for the audit.
  sql`create temporary table import_seen (
    number bigint generated always as identity primary key, id uuid not null
  ) on commit drop`,
  sql`create index on import_seen (id)`,
  // The records that this import created, in order, for the audit and for an undo.
  sql`create temporary table import_made (
    number bigint generated always as identity primary key, id uuid not null, record_type text not null
  ) on commit drop`,
];

/**
 * Forces index look-ups. PostgreSQL caches the plan of a foreign key check. If cached while a table is almost empty,
 * for example after a dry run, it reads the whole table for each row.
 */
export async function forceIndexes(db: Database): Promise<void> {
  await db.execute(sql`set local enable_seqscan = off`);
  await db.execute(sql`set local enable_sort = off`);
}

const always = ["patient", "doctor", "pair", "visit", "booking"] as const;

export async function createStagingTables(db: Database, places: Importing["places"]) {
  await forceIndexes(db);
  for (const kind of [...always, ...clinicalTypesIn(places)]) {
    const { create, from } = stagings[kind];
    await db.execute(create);
    for (const index of ["(line)", ...(indexes[kind] ?? ["(id, line)"])])
      await db.execute(sql`create index on ${from} ${sql.raw(index)}`);
  }
  for (const statement of otherTables) await db.execute(statement);
}

/** A range of lines of a staging table: after `after`, up to `last`. Line numbers are unique. */
export type Slice = { after: number; last: number };

export const isWithin = ({ after, last }: Slice): SQL =>
  sql`staged.line > ${after}::integer and staged.line <= ${last}::integer`;

/** Splits a staging table into slices of `rows` rows, with a pause after each. */
export async function* slicesOf(
  db: Database,
  { throttle }: Pick<Importing, "throttle">,
  { kind, rows }: { kind: StagedKind; rows: number },
): AsyncGenerator<Slice> {
  for (let after = 0; ; ) {
    const [next] = await db.execute<{ last: number | null }>(sql`
      select max(line) as last from (
        select line from ${stagings[kind].from} where line > ${after}::integer order by line limit ${rows}
      ) as next
    `);
    if (!next?.last) return;
    yield { after, last: next.last };
    await throttle.pause();
    after = next.last;
  }
}

/** Removes the rows of a file by line. A pair goes if all its rows do. */
export async function removeStaged(
  db: Database,
  { places }: Pick<Importing, "places">,
  { file, lines }: { file: string; lines: Iterable<number> },
): Promise<void> {
  const removed = sql`${`{${[...lines].join(",")}}`}::integer[]`;
  for (const kind of [...always, ...importedClinicalTypes])
    if (places[kind]?.file === file)
      await db.execute(
        kind === "pair"
          ? sql`delete from import_pair where row_count = cardinality(lines) and lines <@ ${removed}`
          : sql`delete from ${stagings[kind].from} where line = any(${removed})`,
      );
}

/** The practice and the systems in which rows name people. */
export type Naming = Pick<Importing, "systems" | "arePatientsNamed"> & {
  importer: Pick<Author, "practiceId">;
};

/** Finds a record by external identifier, as an index look-up per row regardless of statistics. */
export const externalIds = ({ importer: { practiceId }, systems, arePatientsNamed = false }: Naming) => ({
  // Ordered by the primary key. Without statistics, the planner may prefer another index on the practice,
  // which reads all of the practice's rows for each look-up.
  patient: (value: SQL) =>
    arePatientsNamed
      ? sql`(select patient_id from import_named where cell = ${value})`
      : sql`(
    select patient_id from (
      select system, value, patient_id, practice_id from patient_external_id as known
      where (known.practice_id, known.system, known.value) >= (${practiceId}::uuid, ${systems.patient}, ${value})
      order by known.practice_id, known.system, known.value limit 1
    ) as next
    where next.practice_id = ${practiceId} and next.system = ${systems.patient} and next.value = ${value}
  )`,
  doctor: (value: SQL) => sql`(
    select doctor_id from doctor_external_id where system = ${systems.doctor} and value = ${value} limit 1
  )`,
});

/** Joins `staged` with its row's patient, as `named_patient_id`. */
export const joinNamedPatient = (importing: Importing): SQL =>
  sql`cross join lateral (select ${externalIds(importing).patient(sql`staged.patient`)} as named_patient_id offset 0) as named`;

/** The day of birth of a patient's row. For an approximate one, the year before. */
export const birthOf = (of: SQL): SQL => sql`case
  when ${of}.date_of_birth_approximate then lpad((extract(year from ${of}.date_of_birth)::int - 1)::text, 4, '0')
  else ${of}.date_of_birth::text end`;

/** Blocks the removal and the merges of people until the import ends. `ids`: an array. */
export async function lockPeople(
  db: Database,
  { importer, shared }: Pick<Naming, "importer"> & Pick<Importing, "shared">,
  { record, ids }: { record: StagedRecord; ids: SQL },
): Promise<void> {
  if (record === "patient") {
    await db.execute(sql`
      select from patient where practice_id = ${importer.practiceId}::uuid and id = any(${ids}) order by id for key share`);
    return;
  }
  const found = await db.execute<{ id: DoctorId }>(
    sql`select distinct id from unnest(${ids}) as id where id is not null`,
  );
  const doctor = found.map(({ id }) => id);
  await lockCopy(shared, { doctor }, "key share");
}
