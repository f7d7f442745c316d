import type { Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import {
  beforeBirth,
  type TimeField,
  timeFields,
  timesBefore,
} from "../../../../chart/clinical/recordable.ts";
import { isWithheldRecord } from "../../../../chart/clinical/shown.ts";
import type { FieldMessage } from "../../../../kernel/error/field-messages.ts";
import type { Sliced } from "../inserts.ts";
import { type ImportProblems, withCode } from "../problems.ts";
import { addFound, lookedUpAtOnce } from "../staged-problems.ts";
import {
  externalIds,
  type ImportedClinicalType,
  isWithin,
  lockPeople,
  type Slice,
  slicesOf,
  stagings,
} from "../staging.ts";
import { importKinds } from "./kinds.ts";
import { firstLineOf, isThere } from "./record-input.ts";
import { findRefusedCodes, isRefused } from "./refused-codes.ts";
import type { RowCount } from "./stage-records.ts";

/** Where the rows of a kind come from. */
type RecordPlace = {
  file: string;
  columns: { id?: string; patient: string; encounter?: string; code: string };
  /** The column with a time. */
  timesAt: (field: TimeField) => string | undefined;
};
export type ClinicalPlaces = Partial<Record<ImportedClinicalType, RecordPlace>>;

export type ClinicalCheck = Sliced & {
  problems: ImportProblems;
  clinical: ClinicalPlaces;
  /** The file with the patients. */
  patients: string;
  counts?: ReadonlyMap<ImportedClinicalType, RowCount> | undefined;
};

type Checking = ClinicalCheck & {
  type: ImportedClinicalType;
  place: RecordPlace;
  /** The codes that the practice refuses, each as `system|code`. */
  refused: readonly string[];
};

export const typesIn = (places: ClinicalPlaces): ImportedClinicalType[] =>
  // `Object.keys` widens the keys to string.
  Object.keys(places) as ImportedClinicalType[];

/**
 * Adds what is wrong across rows: unknown patients and encounters, repeated identifiers, locked encounters, and codes
 * that the practice refuses. Rows of records that are there already are not checked, as nothing is written.
 */
export async function addRecordProblems(db: Database, check: ClinicalCheck): Promise<void> {
  for (const type of typesIn(check.clinical)) {
    const place = check.clinical[type];
    if (!place) continue;
    const { coded } = importKinds[type];
    const asked = coded && { field: coded, table: stagings[type].from };
    const refused = asked ? await findRefusedCodes(db, check.importer, asked) : [];
    const checking = { ...check, type, place, refused };
    await addFound(db, {
      kind: type,
      problems: check.problems,
      throttle: check.throttle,
      async find(slice) {
        await lockNamed(db, checking, slice);
        return findProblems(db, checking, slice);
      },
      add(rows) {
        for (const problem of rows) addProblem(checking, problem);
        for (const problem of rows) addOfPartner(checking, problem);
      },
    });
  }
}

/**
 * Blocks merges of the patients, changes of their births, and locks of the encounters, until the import ends. Otherwise an
 * encounter that is locked meanwhile would refuse the import without a line. The patients go first, as in a merge.
 */
async function lockNamed(db: Database, checking: Checking, slice: Slice): Promise<void> {
  const { type, importer } = checking;
  const practice = sql`${importer.practiceId}::uuid`;
  const patient = externalIds(checking).patient(sql`staged.patient`);
  const named = (column: SQL, isAmong = sql`true`) => sql`array(
    select ${column} from ${stagings[type].from} as staged
    where ${isWithin(slice)} and ${isAmong} and not ${isThere(type, { practice, id: sql`staged.id` })})`;
  // Those of a table with names are blocked since they were found.
  if (!checking.arePatientsNamed) await lockPeople(db, checking, { record: "patient", ids: named(patient) });
  if (type === "encounter") return;
  const inEncounter = sql`staged.encounter_id is not null`;
  await db.execute(sql`
    select from encounter where practice_id = ${practice} and id = any(${named(sql`staged.encounter_id`, inEncounter)})
      and patient_id = any(${named(patient, inEncounter)})
    order by id for share`);
}

/** Warns of rows with what the patient has already, such as an active allergy. They are imported all the same. */
export async function addSameRecords(db: Database, check: ClinicalCheck): Promise<void> {
  const { importer, problems, throttle, clinical } = check;
  const practiceId = sql`${importer.practiceId}::uuid`;
  for (const type of typesIn(clinical)) {
    const place = clinical[type];
    const { hasSame } = importKinds[type];
    const known = sql`select from ${sql.identifier(type)} where practice_id = ${practiceId} limit 1`;
    if (!place || !hasSame || (await db.execute(known)).count === 0) continue;
    const patientId = externalIds(check).patient(sql`staged.patient`);
    const reader = { practiceId, accountId: sql`${importer.accountId}::uuid`, patientId: sql`theirs` };
    for await (const slice of slicesOf(db, type, lookedUpAtOnce)) {
      const rows = await db.execute<{ line: number }>(sql`
        select line from ${stagings[type].from} as staged
          cross join lateral (select ${patientId} as theirs offset 0) as named
        where ${isWithin(slice)} and not ${isThere(type, { practice: practiceId, id: sql`staged.id` })}
          and ${hasSame({ ...reader, row: sql`staged` })}
        order by line`);
      const { file, columns } = place;
      for (const { line } of rows)
        problems.addWarning({ file, line, column: columns.code, message: "The patient has this already" });
      await throttle.pause();
    }
  }
}

const isTimeField = (fault: string): fault is TimeField => timeFields.some((field) => field === fault);

type Fault =
  | "patient"
  | "nobody"
  | "several"
  | "repeated"
  | "encounter"
  | "other"
  | "locked"
  | "error"
  | "code"
  | "listed"
  | TimeField;
type Found = { line: number; fault: Fault; value: string; first: number | null };

/** The first fault of each row, in this order. */
async function findProblems(db: Database, checking: Checking, slice: Slice): Promise<Found[]> {
  const { type, problems, patients, place, refused } = checking;
  const hasIds = place.columns.id !== undefined;
  const practice = sql`${checking.importer.practiceId}::uuid`;
  const patient = externalIds(checking).patient(sql`staged.patient`);
  const { coded } = importKinds[type];
  const faults: SQL[] = [
    ...(checking.arePatientsNamed
      ? [
          sql`when theirs is null then case (select found from import_named where cell = staged.patient) when 0 then 'nobody' else 'several' end`,
        ]
      : []),
    ...(problems.isReadable(patients) && !checking.arePatientsNamed
      ? [
          sql`when theirs is null and not exists (select from import_patient as here where here.value = staged.patient) then 'patient'`,
        ]
      : []),
    ...(hasIds ? [sql`when first < staged.line then 'repeated'`] : []),
    ...(type === "allergy" ? [noneKnownFault(checking)] : []),
    ...bornFaults(checking),
    ...(coded && refused.length > 0 ? [sql`when ${isRefused(coded, refused)} then 'code'`] : []),
    ...(type === "encounter" ? [] : encounterFaults(checking)),
  ];
  if (faults.length === 0) return [];
  return db.execute<Found>(sql`
    select line, fault, value, first from (
      select staged.line, case ${sql.join(faults, sql` `)} end as fault, staged.patient as value, first
      from ${stagings[type].from} as staged
        cross join lateral (select ${patient} as theirs offset 0) as named
        ${birth(checking)}
        ${hasIds ? earliestOf(type) : sql`cross join (select null::integer as first) as none`}
        ${type === "encounter" ? sql`` : encounters(checking)}
      where ${isWithin(slice)} and not ${isThere(type, { practice, id: sql`staged.id` })}
    ) as checked where fault is not null order by line`);
}

/** The statement that none is known contradicts an active allergy, there or in the file. */
const noneKnownFault = ({ importer }: Checking): SQL => {
  const isActive = sql`clinical_status = 'active' and verification_status <> 'refuted' and not is_none_known`;
  return sql`when staged.is_none_known and (
    exists (select from allergy where practice_id = ${importer.practiceId}::uuid and patient_id = theirs
      and error_reason is null and ${isActive})
    or exists (select from import_allergy as here where here.patient = staged.patient and ${isActive})) then 'listed'`;
};

/** The birth of the patient, who is there or in the file: of an approximate one, the year before. */
const birth = ({ importer }: Checking): SQL => sql`
  cross join lateral (select coalesce(
    (select case when date_of_birth_approximate then lpad((extract(year from date_of_birth)::int - 1)::text, 4, '0')
      else date_of_birth::text end
      from patient where practice_id = ${importer.practiceId}::uuid and id = theirs),
    (select here.date_of_birth::text from import_patient as here where here.value = staged.patient limit 1)
  ) as day offset 0) as birth`;

/** What happened before it. */
const bornFaults = ({ type, importer }: Checking): SQL[] =>
  timesBefore(type, { record: sql`staged`, day: sql`birth.day`, timeZone: importer.timeZone }).map(
    ({ field, isBefore }) => sql`when ${isBefore} then ${sql.raw(`'${field}'`)}`,
  );

/** The first row with the same identifier, also if it is part of a joined record. */
const earliestOf = (type: ImportedClinicalType) => sql`
  cross join lateral (${
    type === "observation"
      ? firstLineOf(sql`staged.id`)
      : sql`
    select line as first from ${stagings[type].from} as before where before.id = staged.id order by before.line limit 1`
  }
  ) as earliest`;

/** The encounter of a row, in the database or in the file. One that is withheld from the importer is not there. */
const encounters = ({ importer, clinical }: Checking) => sql`
  left join lateral (
    select its.patient_id, its.locked_at, its.error_reason from encounter as its
    where its.practice_id = ${importer.practiceId}::uuid and its.id = staged.encounter_id
      and not ${isWithheldRecord(sql`its.id`, importer)} offset 0
  ) as its on true
  ${
    clinical.encounter
      ? sql`left join lateral (
          select here.patient, exists (
            select from encounter as known
            where known.practice_id = ${importer.practiceId}::uuid and known.id = here.id
          ) as is_known
          from import_encounter as here where here.id = staged.encounter_id order by here.line limit 1
        ) as here on true`
      : sql`cross join (select null::text as patient, false as is_known) as here`
  }`;

/** A draft may be about an encounter that is locked. */
const encounterFaults = ({ type, problems }: Checking): SQL[] => [
  sql`when staged.encounter_id is null then null`,
  // It is there, but withheld.
  sql`when its.patient_id is null and here.is_known then 'encounter'`,
  ...(problems.isReadable("encounters.csv")
    ? [sql`when its.patient_id is null and here.patient is null then 'encounter'`]
    : []),
  sql`when its.patient_id is null and here.patient <> staged.patient then 'other'`,
  sql`when its.patient_id <> theirs then 'other'`,
  ...(type === "note_draft" ? [] : [sql`when its.locked_at is not null then 'locked'`]),
  sql`when its.error_reason is not null then 'error'`,
];

const messages: Record<Exclude<Fault, "patient" | "repeated" | "encounter" | TimeField>, FieldMessage> = {
  nobody: "There is no such patient",
  several: "Several patients match: give an identifier, or the date of birth",
  other: "Is of another patient",
  locked: "The encounter is locked",
  error: "The encounter was entered in error",
  code: "Not a code that this field offers",
  listed: "The patient has allergies",
};

/** The other row of a joined record has the same problem. */
function addOfPartner(checking: Checking, problem: Found): void {
  const line = checking.counts?.get(checking.type)?.partners.get(problem.line);
  if (line !== undefined) addProblem(checking, { ...problem, line });
}

function addProblem(
  { problems, place, patients, clinical }: Checking,
  { line, fault, value, first }: Found,
): void {
  const { file, columns } = place;
  const add = (column: string | undefined, message: Parameters<ImportProblems["add"]>[0]["message"]) =>
    problems.add({ file, line, ...(column !== undefined && { column }), message, isAcrossRows: true });
  if (fault === "patient")
    add(columns.patient, withCode(`Not found in ${patients} or in an earlier import`, value));
  else if (fault === "repeated") add(columns.id, `Repeats the identifier of line ${first ?? ""}`);
  else if (fault === "encounter")
    add(
      columns.encounter,
      clinical.encounter
        ? "Not found in encounters.csv or in an earlier import"
        : "There is no such encounter",
    );
  else if (isTimeField(fault)) add(place.timesAt(fault), beforeBirth);
  else add(placeOf(columns, fault), messages[fault]);
}

const placeOf = (columns: RecordPlace["columns"], fault: keyof typeof messages) =>
  fault === "code" || fault === "listed"
    ? columns.code
    : fault === "nobody" || fault === "several"
      ? columns.patient
      : columns.encounter;
