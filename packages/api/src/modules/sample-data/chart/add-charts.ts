import { newAllergyRow, recordNoneKnown } from "@caretype/chart/allergy/queries";
import { RecordNoneKnown } from "@caretype/chart/allergy/schema";
import { newProcedureRow } from "@caretype/chart/clinical-procedure/queries";
import { newConditionRow } from "@caretype/chart/condition/queries";
import { newEncounterRow } from "@caretype/chart/encounter/change-encounter";
import { newImmunizationRow } from "@caretype/chart/immunization/queries";
import { newMedicationRow } from "@caretype/chart/medication/queries";
import { newNoteDraftRow } from "@caretype/chart/note-draft/queries";
import { CreateNoteDraft } from "@caretype/chart/note-draft/schema";
import { newObservationRow } from "@caretype/chart/observation/queries";
import { createRestriction } from "@caretype/chart/restriction/queries";
import type { EncounterId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, insertRows, type NewRow } from "@caretype/db";
import {
  allergy,
  condition,
  encounter,
  immunization,
  medication,
  noteDraft,
  observation,
  procedure,
} from "@caretype/db/schema";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Say } from "../texts.ts";
import type { PlannedChart, PlannedEncounter } from "./plan-charts.ts";

/** Restricts one patient's records, to demonstrate restrictions. */
const sensitiveProblem: string = "Generalised anxiety";

type Charts = { plans: readonly PlannedChart[]; say: Say };

type AddedEncounter = PlannedEncounter & { id: EncounterId };

/** Adds the clinical records of the sample. Notes stay drafts of the caller, because only a person can sign. */
export async function addCharts(db: Database, scope: Scope, { plans, say }: Charts): Promise<void> {
  const charts = say(plans);
  if (charts.length === 0) return;
  const all = <Kind extends keyof PlannedChart>(kind: Kind) => charts.map((chart) => chart[kind]);
  const add = async <Of extends PgTable, Input>(
    table: Of,
    inputs: readonly Input[],
    rowOf: (scope: Scope, input: Input) => NewRow<Of>,
  ) => {
    const rows = inputs.map((each) => rowOf(scope, each));
    await insertRows(db, table, { practiceId: scope.practiceId, rows });
    return rows;
  };
  const planned = all("encounters").flat();
  const inputs = planned.map((each) => each.encounter);
  const rows = await add(encounter, inputs, newEncounterRow);
  const encounters = planned.map(
    (each, index): AddedEncounter => ({ ...each, id: rows[index]?.id ?? newId<EncounterId>() }),
  );
  const inEncounters = encounters.flatMap(({ id, observations }) =>
    observations.map((each) => ({ ...each, encounterId: id })),
  );
  await add(observation, [...all("observations").flat(), ...inEncounters], newObservationRow);
  const problems = await add(condition, all("conditions").flat(), newConditionRow);
  const sensitive = problems.find(({ code }) => code.text === say(sensitiveProblem));
  if (sensitive) await createRestriction(db, scope, { recordId: sensitive.id, readers: [] });
  await add(allergy, all("allergies").flat(), newAllergyRow);
  await add(medication, all("medications").flat(), newMedicationRow);
  await add(immunization, all("immunizations").flat(), newImmunizationRow);
  await add(procedure, all("procedures").flat(), newProcedureRow);
  await add(noteDraft, encounters.flatMap(draftsOf), newNoteDraftRow);
  for (const { patientId, isNoneKnown } of charts)
    if (isNoneKnown) await recordNoneKnown(db, scope, RecordNoneKnown.parse({ patientId }));
}

const draftsOf = ({ id: encounterId, draft, encounter: { patientId } }: AddedEncounter) =>
  draft === undefined ? [] : CreateNoteDraft.parse({ patientId, encounterId, text: draft });
