import type { PatientId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, prepared, schema } from "@caretype/db";
import { allergy, condition, encounter, medication, observation } from "@caretype/db/schema";
import { desc, type SQL, sql } from "drizzle-orm";
import { findKnown, activeAllergies as isActiveAllergy, shownAllergyColumns } from "../allergy/queries.ts";
import { listStatements } from "../clinical/list-statements.ts";
import { hasBegun, isNotOver } from "../clinical/practice-day.ts";
import { columnsOf, hasWithheld, isShown } from "../clinical/shown.ts";
import { isStatement } from "../clinical/statement-sql.ts";
import { conditionColumns } from "../condition/queries.ts";
import { encounterFields } from "../encounter/queries.ts";
import { medicationColumns } from "../medication/queries.ts";
import { isVitalSign, observationColumns, toObservation } from "../observation/queries.ts";
import { boundProblem } from "../unit/bounds.ts";
import { bodyMassIndexMeasure, lastBodyMassIndex } from "./body-mass-index.ts";
import { type ChartSummary, maxInSummary } from "./schema.ts";

const keys = ["practiceId", "accountId", "patientId"] as const;
const isTheirs = (table: typeof allergy | typeof condition | typeof encounter | typeof medication): SQL =>
  sql`${table.practiceId} = ${sql.placeholder("practiceId")} and ${table.patientId} = ${sql.placeholder("patientId")}
    and ${table.errorReason} is null`;
const shown = (columns: Parameters<typeof isShown>[0]) => isShown(columns, sql.placeholder("patientId"));

const activeAllergies = prepared(keys, (db) =>
  db
    .select(shownAllergyColumns)
    .from(allergy)
    .where(sql`${isTheirs(allergy)} and ${isActiveAllergy}`)
    .orderBy(desc(allergy.happenedAt), desc(allergy.id))
    .limit(maxInSummary),
);

const problems = prepared(keys, (db) =>
  db
    .select(conditionColumns)
    .from(condition)
    .where(sql`${isTheirs(condition)} and ${condition.clinicalStatus} in ('active', 'recurrence', 'relapse')
      and ${condition.verificationStatus} <> 'refuted' and ${shown(condition)}
      and not ${isStatement(condition.code)}`)
    .orderBy(desc(condition.happenedAt), desc(condition.id))
    .limit(maxInSummary),
);

const medications = prepared(keys, (db) =>
  db
    .select(medicationColumns)
    .from(medication)
    .where(
      sql`${isTheirs(medication)} and ${medication.status} in ('active', 'on-hold')
        and ${hasBegun(medication.from, sql.placeholder("practiceId"))}
        and ${isNotOver(medication.until, sql.placeholder("practiceId"))} and ${shown(medication)}
        and not ${isStatement(medication.drug)}`,
    )
    .orderBy(desc(medication.happenedAt), desc(medication.id))
    .limit(maxInSummary),
);

const lastEncounters = prepared(keys, (db) =>
  db
    .select(encounterFields)
    .from(encounter)
    .where(sql`${isTheirs(encounter)} and ${encounter.status} <> 'cancelled'
      and ${shown({ ...encounter, encounterId: encounter.id })}`)
    .orderBy(desc(encounter.happenedAt), desc(encounter.id))
    .limit(5),
);

const key = schema.observationKey(sql`each.code`);

/** The newest observation of the last key, or of the last key before another. Scans the index backwards. */
const newestOfLast = (isBefore: SQL) => sql`
  select ${key} as key, each.id, each.category from ${observation} as each
  where each.practice_id = ${sql.placeholder("practiceId")} and each.patient_id = ${sql.placeholder("patientId")}
    and each.error_reason is null and ${shown(columnsOf("each"))} ${isBefore}
  order by ${key} desc, each.happened_at desc, each.id desc limit 1`;

/** A loose index scan: reads one row per code instead of all observations. */
const lastVitals = prepared(keys, (db) =>
  db
    .select(observationColumns)
    .from(
      sql`(
        with recursive newest (key, id, category) as (
          (${newestOfLast(sql``)})
          union all
          select next.* from newest cross join lateral (${newestOfLast(sql`and ${key} < newest.key`)}) as next
        )
        select id from newest where ${isVitalSign(sql`category`, sql`key`)} limit ${sql.raw(String(maxInSummary))}
      ) as last`,
    )
    .innerJoin(
      observation,
      sql`${observation.practiceId} = ${sql.placeholder("practiceId")} and ${observation.id} = last.id`,
    )
    .orderBy(desc(observation.happenedAt), desc(observation.id)),
);

/** Returns a patient's summary, by statements that are sent together. Throws `PATIENT_NOT_FOUND`. */
export async function readSummary(db: Database, scope: Scope, patientId: PatientId): Promise<ChartSummary> {
  const { practiceId, accountId } = scope;
  const key = { practiceId, accountId, patientId };
  const [known, isWithheld, noneOf, ...found] = await Promise.all([
    findKnown(db, scope, patientId),
    hasWithheld(db, scope, patientId),
    listStatements(db, scope, { patientId }),
    activeAllergies(db).execute(key),
    problems(db).execute(key),
    medications(db).execute(key),
    lastVitals(db).execute(key),
    lastBodyMassIndex(db).execute(key),
    lastEncounters(db).execute(key),
  ]);
  const [allergies, conditions, drugs, vitals, [index], encounters] = found;
  const bodyMassIndex = index ? ({ ...index, unit: "kg/m2", isComputed: true } as const) : null;
  const bodyMassIndexProblem =
    bodyMassIndex && bodyMassIndexMeasure && boundProblem(bodyMassIndexMeasure, bodyMassIndex);
  return {
    allergiesKnown: known.known,
    noneKnown: known.noneKnown,
    noneOf,
    allergies,
    problems: conditions,
    medications: drugs,
    vitals: vitals.map(toObservation),
    bodyMassIndex: bodyMassIndexProblem ? null : bodyMassIndex,
    bodyMassIndexProblem,
    encounters,
    isWithheld,
  };
}
