import type { Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import type { FieldMessage } from "../../field/messages.ts";
import { withCode } from "../cell-problems.ts";
import type { ImportProblems } from "../problems.ts";
import type { Sliced } from "../queries.ts";
import {
  externalIds,
  type ImportedClinicalType,
  isWithin,
  type Slice,
  slicesOf,
  staged,
} from "../staging.ts";
import { isThere } from "./is-there.ts";
import { importKinds } from "./kinds.ts";
import { findRefusedCodes, isRefused } from "./refused-codes.ts";

/** Where the rows of a kind come from. */
type RecordPlace = {
  file: string;
  columns: { id?: string; patient: string; encounter?: string; code: string };
};
export type ClinicalPlaces = Partial<Record<ImportedClinicalType, RecordPlace>>;

export type ClinicalCheck = Sliced & {
  problems: ImportProblems;
  clinical: ClinicalPlaces;
  /** The file with the patients. */
  patients: string;
};

type Checking = ClinicalCheck & {
  type: ImportedClinicalType;
  place: RecordPlace;
  /** The codes that the practice refuses, each as `system|code`. */
  refused: readonly string[];
};

/** The rows looked up by one statement. */
const lookedUpAtOnce = 500;

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
    const asked = coded && { field: coded, table: staged[type] };
    const refused = asked ? await findRefusedCodes(db, check.importer, asked) : [];
    const checking = { ...check, type, place, refused };
    let listed = 0;
    for await (const slice of slicesOf(db, type, lookedUpAtOnce)) {
      const found = await findProblems(db, checking, slice);
      const shown = found.slice(0, check.problems.mostListed - listed);
      for (const problem of shown) addProblem(checking, problem);
      listed += shown.length;
      check.problems.addUnlisted(found.length - shown.length);
      await check.throttle.pause();
    }
  }
}

type Fault = "patient" | "repeated" | "encounter" | "other" | "locked" | "error" | "code";
type Found = { line: number; fault: Fault; value: string; first: number | null };

/** The first fault of each row, in this order. */
async function findProblems(db: Database, checking: Checking, slice: Slice): Promise<Found[]> {
  const { type, problems, patients, place, refused } = checking;
  const hasIds = place.columns.id !== undefined;
  const practice = sql`${checking.importer.practiceId}::uuid`;
  const patient = externalIds(checking).patient(sql`staged.patient`);
  const { coded } = importKinds[type];
  const faults: SQL[] = [
    ...(problems.isReadable(patients)
      ? [
          sql`when theirs is null and not exists (select from import_patient as here where here.value = staged.patient) then 'patient'`,
        ]
      : []),
    ...(hasIds ? [sql`when first < staged.line then 'repeated'`] : []),
    ...(coded && refused.length > 0 ? [sql`when ${isRefused(coded, refused)} then 'code'`] : []),
    ...(type === "encounter" ? [] : encounterFaults(checking)),
  ];
  if (faults.length === 0) return [];
  return db.execute<Found>(sql`
    select line, fault, value, first from (
      select staged.line, case ${sql.join(faults, sql` `)} end as fault, staged.patient as value, first
      from ${staged[type]} as staged
        cross join lateral (select ${patient} as theirs offset 0) as named
        ${hasIds ? earliestOf(type) : sql`cross join (select null::integer as first) as none`}
        ${type === "encounter" ? sql`` : encounters(practice)}
      where ${isWithin(slice)} and not ${isThere(type, { practice, id: sql`staged.id` })}
    ) as checked where fault is not null order by line`);
}

/** The first row with the same identifier. */
const earliestOf = (type: ImportedClinicalType) => sql`
  cross join lateral (
    select line as first from ${staged[type]} as before where before.id = staged.id order by before.line limit 1
  ) as earliest`;

/** The encounter of a row, in the database or in the file. */
const encounters = (practice: SQL) => sql`
  left join lateral (
    select its.patient_id, its.locked_at, its.error_reason from encounter as its
    where its.practice_id = ${practice} and its.id = staged.encounter_id offset 0
  ) as its on true
  left join lateral (
    select here.patient from import_encounter as here where here.id = staged.encounter_id order by here.line limit 1
  ) as here on true`;

/** A draft may be about an encounter that is locked. */
const encounterFaults = ({ type, problems }: Checking): SQL[] => [
  sql`when staged.encounter_id is null then null`,
  ...(problems.isReadable("encounters.csv")
    ? [sql`when its.patient_id is null and here.patient is null then 'encounter'`]
    : []),
  sql`when its.patient_id is null and here.patient <> staged.patient then 'other'`,
  sql`when its.patient_id <> theirs then 'other'`,
  ...(type === "note_draft" ? [] : [sql`when its.locked_at is not null then 'locked'`]),
  sql`when its.error_reason is not null then 'error'`,
];

const messages: Record<Exclude<Fault, "patient" | "repeated" | "encounter">, FieldMessage> = {
  other: "Is of another patient",
  locked: "The encounter is locked",
  error: "The encounter was entered in error",
  code: "Not a code that this field offers",
};

function addProblem({ problems, place, patients }: Checking, { line, fault, value, first }: Found): void {
  const { file, columns } = place;
  const add = (column: string | undefined, message: Parameters<ImportProblems["add"]>[0]["message"]) =>
    problems.add({ file, line, ...(column !== undefined && { column }), message, isAcrossRows: true });
  if (fault === "patient")
    add(columns.patient, withCode(`Not found in ${patients} or in an earlier import`, value));
  else if (fault === "repeated") add(columns.id, `Repeats the identifier of line ${first ?? ""}`);
  else if (fault === "encounter")
    add(columns.encounter, "Not found in encounters.csv or in an earlier import");
  else add(fault === "code" ? columns.code : columns.encounter, messages[fault]);
}
