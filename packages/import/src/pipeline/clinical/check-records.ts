import { activeAllergies, newAllergy } from "@caretype/chart/allergy/queries";
import { theirRecords } from "@caretype/chart/clinical/list-statements";
import { isNotOver } from "@caretype/chart/clinical/practice-day";
import { beforeBirth, timesBefore } from "@caretype/chart/clinical/recordable";
import type { Concept } from "@caretype/chart/clinical/schema";
import { isShown, isWithheldRecord } from "@caretype/chart/clinical/shown";
import { conceptIn, isContrary, isStatement } from "@caretype/chart/clinical/statement-sql";
import { isStatementKind, type StatementKind } from "@caretype/chart/clinical/statements";
import { newProcedure } from "@caretype/chart/clinical-procedure/queries";
import { newCondition } from "@caretype/chart/condition/queries";
import { newImmunization } from "@caretype/chart/immunization/queries";
import { isDangerous, namedBy } from "@caretype/chart/medication/drug-words";
import { newMedication } from "@caretype/chart/medication/queries";
import { newObservation } from "@caretype/chart/observation/queries";
import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { zoneOf } from "@caretype/core/kernel/field/day";
import { firstAt } from "@caretype/core/kernel/field/time-zone";
import { type Database, schema } from "@caretype/db";
import { medication } from "@caretype/db/schema";
import { type SQL, sql } from "drizzle-orm";
import { codedFieldOf } from "../../source/clinical/kinds.ts";
import type { ImportedClinicalType } from "../../source/clinical/types.ts";
import type { ProblemText } from "../../source/problems.ts";
import { patientProblem } from "../named-people.ts";
import { addFound, notFoundIn } from "../staged-problems.ts";
import {
  birthOf,
  clinicalTypesIn,
  externalIds,
  type Importing,
  isWithin,
  joinNamedPatient,
  lockPeople,
  type Place,
  type Slice,
  stagings,
} from "../staging.ts";
import { firstLineOf, isThere } from "./known-records.ts";
import { findRefusedCodes, isRefused } from "./refused-codes.ts";

type Checking = Importing & {
  type: ImportedClinicalType;
  place: Place;
  /** The codes that the practice refuses, each as `system|code`. */
  refused: readonly string[];
};

/**
 * Adds problems across rows: unknown patients and encounters, repeated identifiers, locked encounters, and refused
 * codes. Existing records are skipped, because nothing is written.
 */
export async function addRecordProblems(db: Database, importing: Importing): Promise<void> {
  for (const type of clinicalTypesIn(importing.places)) {
    const place = importing.places[type];
    if (!place) continue;
    const coded = codedFieldOf(type);
    const asked = coded && { field: coded, table: stagings[type].from };
    const refused = asked ? await findRefusedCodes(db, importing.importer, asked) : [];
    const checking = { ...importing, type, place, refused };
    const faults = faultsOf(checking);
    await addFound(db, importing, {
      kind: type,
      async find(slice) {
        await lockNamed(db, checking, slice);
        await recordAfterBirth(db, checking, slice);
        return withPartners(checking, await findProblems(db, checking, { faults, slice }));
      },
      problemsOf(found) {
        const { field, message } = faults[found.fault] ?? {};
        if (!field || !message) return [];
        return [{ field, message: typeof message === "function" ? message(found) : message }];
      },
    });
  }
}

/** The joined record's other row has the same problem. */
const withPartners = ({ place }: Checking, rows: readonly Found[]): Found[] => [
  ...rows,
  ...rows.flatMap((row) => {
    const line = place.partners?.get(row.line);
    return line === undefined ? [] : [{ ...row, line }];
  }),
];

/**
 * Blocks merges of the patients, changes of their births, and locks of the encounters, until the import ends.
 * Otherwise an encounter that is locked meanwhile would refuse the import without a line. The patients are locked
 * first, as in a merge.
 */
async function lockNamed(db: Database, checking: Checking, slice: Slice): Promise<void> {
  const { type, importer } = checking;
  const practice = sql`${importer.practiceId}::uuid`;
  const patient = externalIds(checking).patient(sql`staged.patient`);
  const named = (column: SQL, isAmong = sql`true`) => sql`array(
    select ${column} from ${stagings[type].from} as staged
    where ${isWithin(slice)} and ${isAmong} and not ${isThere(type, { practice, id: sql`staged.id` })})`;
  // A table with names has locked its patients before.
  if (!checking.arePatientsNamed) await lockPeople(db, checking, { record: "patient", ids: named(patient) });
  if (type === "encounter") return;
  const inEncounter = sql`staged.encounter_id is not null`;
  await db.execute(sql`
    select from encounter where practice_id = ${practice} and id = any(${named(sql`staged.encounter_id`, inEncounter)})
      and patient_id = any(${named(patient, inEncounter)})
    order by id for share`);
}

const hasIds = ({ columnOf }: Place): boolean => columnOf("Id") !== undefined;

/** SQL that is true if the patient has the same record as a staged row. */
const sameOf: Partial<Record<ImportedClinicalType, typeof newCondition.hasSame>> = {
  condition: newCondition.hasSame,
  allergy: newAllergy.hasSame,
  observation: newObservation.hasSame,
  medication: newMedication.hasSame,
  immunization: newImmunization.hasSame,
  procedure: newProcedure.hasSame,
};

/** Warns of records that the patient already has, such as an active allergy. They are imported. */
export async function addSameRecords(db: Database, importing: Importing): Promise<void> {
  const { importer, places } = importing;
  const practiceId = sql`${importer.practiceId}::uuid`;
  for (const type of clinicalTypesIn(places)) {
    const hasSame = sameOf[type];
    const known = sql`select from ${sql.identifier(type)} where practice_id = ${practiceId} limit 1`;
    if (!hasSame || (await db.execute(known)).count === 0) continue;
    const reader = {
      practiceId,
      accountId: sql`${importer.accountId}::uuid`,
      patientId: sql`named_patient_id`,
    };
    await addFound<{ line: number }>(db, importing, {
      kind: type,
      isWarning: true,
      find: (slice) =>
        db.execute(sql`
          select line from ${stagings[type].from} as staged
            ${joinNamedPatient(importing)}
          where ${isWithin(slice)} and not ${isThere(type, { practice: practiceId, id: sql`staged.id` })}
            and ${hasSame({ ...reader, row: sql`staged` })}
          order by line`),
      problemsOf: () => [{ field: "code", message: "The patient has this already" }],
    });
  }
}

type Pair = { line: number; concept: Concept; others: Concept[] };

/**
 * Warns of drugs to which the patient has an active allergy, and of allergies to a drug that the patient takes, in
 * the file and in the chart. They are imported.
 */
export async function addDrugWarnings(db: Database, importing: Importing): Promise<void> {
  const { importer, places } = importing;
  const practiceId = sql`${importer.practiceId}::uuid`;
  const reader = { practiceId, accountId: sql`${importer.accountId}::uuid` };
  const ofPatient = sql`practice_id = ${practiceId} and patient_id = named_patient_id and error_reason is null`;
  // By table name, so that one condition serves records and rows.
  const isTaken = sql`${medication.status} = 'active' and ${isNotOver(medication.until, practiceId)}`;
  const ofRow = places.allergy
    ? sql`union all select substance from import_allergy as allergy where allergy.patient = staged.patient and ${activeAllergies}`
    : sql``;
  const allergies = sql`select substance as other from allergy where ${ofPatient} and ${activeAllergies} ${ofRow}`;
  // Its rows have been compared with those of allergies.
  const drugs = sql`select drug as other from medication
    where ${ofPatient} and ${isTaken} and ${isShown(medication, sql`named_patient_id`, reader)}`;
  await addPairs(db, importing, {
    kind: "medication",
    concept: sql`drug`,
    counts: isTaken,
    others: allergies,
  });
  await addPairs(db, importing, {
    kind: "allergy",
    concept: sql`substance`,
    counts: activeAllergies,
    others: drugs,
  });
}

type Pairs = { kind: "allergy" | "medication"; concept: SQL; counts: SQL; others: SQL };

const harm = {
  medication: "The patient has an allergy to this",
  allergy: "The patient takes a drug to which this is an allergy",
} as const;

async function addPairs(
  db: Database,
  importing: Importing,
  { kind, concept, counts, others }: Pairs,
): Promise<void> {
  const practice = sql`${importing.importer.practiceId}::uuid`;
  const isHarmful = ({ concept, others }: Pair) => {
    const one = namedBy(concept);
    return others.some((other) =>
      kind === "medication" ? isDangerous(one, namedBy(other)) : isDangerous(namedBy(other), one),
    );
  };
  await addFound<{ line: number }>(db, importing, {
    kind,
    isWarning: true,
    async find(slice) {
      const rows = await db.execute<Pair>(sql`
        with staged as materialized (select * from ${stagings[kind].from} as ${sql.identifier(kind)}
          where line > ${slice.after}::integer and line <= ${slice.last}::integer and ${counts})
        select line, staged.${concept} as concept, others from staged
          ${joinNamedPatient(importing)}
          cross join lateral (select jsonb_agg(other) as others from (${others}) as each) as known
        where not ${isThere(kind, { practice, id: sql`staged.id` })} and others is not null
        order by line`);
      return rows.filter(isHarmful);
    },
    problemsOf: () => [{ field: "code", message: harm[kind] }],
  });
}

type Found = { line: number; fault: number; value: string; first: number | null };

/** A row's possible problem, and the column to report. */
type Fault = {
  when: SQL;
  field: string;
  message: FieldMessage | ((found: Found) => ProblemText);
};

/** Only a row's first problem is reported. */
function faultsOf(checking: Checking): Fault[] {
  const { type, place, refused } = checking;
  const coded = codedFieldOf(type);
  const repeats = ({ first }: Found): FieldMessage =>
    `Repeats the identifier of line ${first === null ? "" : checking.problems.lineOf(first)}`;
  return [
    ...patientFaults(checking),
    ...(hasIds(place) ? [{ when: sql`first < staged.line`, field: "Id", message: repeats }] : []),
    ...(isStatementKind(type)
      ? [
          {
            when: isContradicted(checking, type),
            field: "code",
            message: "The patient has a record that says otherwise",
          } as const,
        ]
      : []),
    ...bornFaults(checking),
    ...(coded && refused.length > 0
      ? [
          {
            when: isRefused(coded, refused),
            field: "code",
            message: "Not a code that this field offers",
          } as const,
        ]
      : []),
    ...(type === "encounter" ? [] : encounterFaults(checking)),
  ];
}

function patientFaults({ type, arePatientsNamed, problems, places }: Checking): Fault[] {
  const field = "patient";
  // Already reported for the assignments of the same rows.
  if (type === "encounter" && places.pair) return [];
  if (arePatientsNamed)
    return [0, 2].map((found) => ({
      when: sql`named_patient_id is null and ${found}::integer = (select found from import_named where cell = staged.patient)`,
      field,
      message: patientProblem(found),
    }));
  const { file = "" } = places.patient ?? {};
  if (!problems.isReadable(file)) return [];
  const isUnknown = sql`named_patient_id is null
    and not exists (select from import_patient as here where here.value = staged.patient)`;
  return [{ when: isUnknown, field, message: ({ value }) => notFoundIn(file, value) }];
}

type Wanted = { faults: readonly Fault[]; slice: Slice };

async function findProblems(db: Database, checking: Checking, { faults, slice }: Wanted): Promise<Found[]> {
  if (faults.length === 0) return [];
  const { type, place } = checking;
  const practice = sql`${checking.importer.practiceId}::uuid`;
  const cases = faults.map(({ when }, at) => sql`when ${when} then ${sql.raw(String(at))}`);
  return db.execute<Found>(sql`
    select line, fault, value, first from (
      select staged.line, case ${sql.join(cases, sql` `)} end as fault, staged.patient as value, first
      from ${stagings[type].from} as staged
        ${joinNamedPatient(checking)}
        ${birth(checking)}
        ${hasIds(place) ? earliestOf(type) : sql`cross join (select null::integer as first) as none`}
        ${type === "encounter" ? sql`` : encounters(checking)}
      where ${isWithin(slice)} and not ${isThere(type, { practice, id: sql`staged.id` })}
    ) as checked where fault is not null order by line`);
}

/** The denial contradicts a current record, in the file or in what the importer sees of the chart. */
const isContradicted = ({ importer }: Checking, kind: StatementKind): SQL => {
  const isNone = isStatement(sql`staged.${sql.identifier(conceptIn(kind))}`);
  // Allergies to a group, and those without a known group.
  const [isStated, isOfGroup] =
    kind === "allergy"
      ? [
          sql`(staged.is_none_known or ${isNone})`,
          sql`(staged.is_none_known or coalesce(category, staged.category) = staged.category)`,
        ]
      : [isNone, sql`true`];
  const isOther = sql`${isContrary(kind, sql`${importer.practiceId}::uuid`)} and ${isOfGroup}`;
  return sql`${isStated} and (
    exists (select ${theirRecords(importer, sql`named_patient_id`, kind)} and ${isOther})
    or exists (select from ${stagings[kind].from} as here where here.patient = staged.patient and ${isOther}))`;
};

/** The birth of the patient, in the database or in the file. For an approximate one, the year before. */
const birth = ({ importer }: Checking): SQL => sql`
  cross join lateral (select coalesce(
    (select ${birthOf(sql`existing`)} from patient as existing
      where existing.practice_id = ${importer.practiceId}::uuid and existing.id = named_patient_id),
    (select here.date_of_birth::text from import_patient as here where here.value = staged.patient limit 1)
  ) as day offset 0) as birth`;

/** The birth's month or year begins before the birth. What began then was not recorded before the birth. */
async function recordAfterBirth(db: Database, checking: Checking, slice: Slice): Promise<void> {
  const { type, importer } = checking;
  if (type !== "condition" && type !== "allergy" && type !== "medication") return;
  const began = sql`staged.${sql.identifier(schema.happenedOn[type])}`;
  const zone = sql`${zoneOf(importer.timeZone)}::text`;
  await db.execute(sql`
    update ${stagings[type].from} as recorded set recorded_at = found.born_at from (
      select staged.line, ${firstAt(zone, sql`birth.day::timestamp`)} as born_at
      from ${stagings[type].from} as staged
        ${joinNamedPatient(checking)}
        ${birth(checking)}
      where ${isWithin(slice)} and length(${began}) < 10 and length(birth.day) = 10 and starts_with(birth.day, ${began})
        and staged.recorded_at
          = ${firstAt(zone, sql`(${began} || substr('0000-01-01', length(${began}) + 1))::timestamp`)}
    ) as found
    where recorded.line = found.line`);
}

const bornFaults = ({ type, importer }: Checking): Fault[] =>
  timesBefore(type, { record: sql`staged`, day: sql`birth.day`, timeZone: importer.timeZone }).map(
    ({ field, isBefore }) => ({ when: isBefore, field, message: beforeBirth }),
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

/** A row's encounter, in the database or in the file, unless it is hidden from the importer. */
const encounters = ({ importer, places }: Checking) => sql`
  left join lateral (
    select encounter.patient_id, encounter.locked_at, encounter.error_reason from encounter
    where encounter.practice_id = ${importer.practiceId}::uuid and encounter.id = staged.encounter_id
      and not ${isWithheldRecord(sql`encounter.id`, importer)} offset 0
  ) as encounter on true
  ${
    places.encounter
      ? sql`left join lateral (
          select here.patient, exists (
            select from encounter as known
            where known.practice_id = ${importer.practiceId}::uuid and known.id = here.id
          ) as is_known
          from import_encounter as here where here.id = staged.encounter_id order by here.line limit 1
        ) as here on true`
      : sql`cross join (select null::text as patient, false as is_known) as here`
  }`;

/** A draft may refer to a locked encounter. */
function encounterFaults({ type, problems, places }: Checking): Fault[] {
  const faultOf = (when: SQL, message: FieldMessage): Fault => ({
    when: sql`staged.encounter_id is not null and ${when}`,
    field: "encounter",
    message,
  });
  const missing = places.encounter
    ? "Not found in encounters.csv or in an earlier import"
    : "There is no such encounter";
  const other = "Is of another patient";
  return [
    // It exists, but is hidden.
    faultOf(sql`encounter.patient_id is null and here.is_known`, missing),
    ...(problems.isReadable("encounters.csv")
      ? [faultOf(sql`encounter.patient_id is null and here.patient is null`, missing)]
      : []),
    faultOf(sql`encounter.patient_id is null and here.patient <> staged.patient`, other),
    faultOf(sql`encounter.patient_id <> named_patient_id`, other),
    ...(type === "note_draft"
      ? []
      : [faultOf(sql`encounter.locked_at is not null`, "The encounter is locked")]),
    faultOf(sql`encounter.error_reason is not null`, "The encounter was entered in error"),
  ];
}
