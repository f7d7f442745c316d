import { type Database, schema } from "@caretype/db";
import { newAllergyRow, recordNoneKnown } from "../../../chart/allergy/queries.ts";
import { RecordNoneKnown } from "../../../chart/allergy/schema.ts";
import { newProcedureRow } from "../../../chart/clinical-procedure/queries.ts";
import { newConditionRow } from "../../../chart/condition/queries.ts";
import { newEncounterRow } from "../../../chart/encounter/change-encounter.ts";
import { newImmunizationRow } from "../../../chart/immunization/queries.ts";
import { newMedicationRow } from "../../../chart/medication/queries.ts";
import { newNoteDraftRow } from "../../../chart/note-draft/queries.ts";
import { CreateNoteDraft } from "../../../chart/note-draft/schema.ts";
import { newObservationRow } from "../../../chart/observation/queries.ts";
import { createRestriction } from "../../../chart/restriction/queries.ts";
import type { EncounterId } from "../../../kernel/field/ids.ts";
import { newId } from "../../../kernel/field/new-id.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";
import type { Say } from "../texts.ts";
import type { PlannedChart, PlannedEncounter } from "./plan-charts.ts";

const { allergy, condition, encounter, immunization, medication, noteDraft, observation, procedure } = schema;

/** One patient's is restricted, to show what few may read. */
const sensitiveProblem: string = "Generalised anxiety";

type Charts = { plans: readonly PlannedChart[]; say: Say };

type Made = PlannedEncounter & { id: EncounterId };

/** Adds the clinical records of the sample. Notes are drafts of the caller, as only people sign. */
export async function addCharts(db: Database, scope: Scope, { plans, say }: Charts): Promise<void> {
  const charts = say(plans);
  if (charts.length === 0) return;
  const all = <Kind extends keyof PlannedChart>(kind: Kind) => charts.map((chart) => chart[kind]);
  const planned = all("encounters").flat();
  const rows = planned.map((each) => newEncounterRow(scope, each.encounter));
  await db.insert(encounter).values(rows);
  const made = planned.map((each, index): Made => ({ ...each, id: rows[index]?.id ?? newId<EncounterId>() }));
  const inEncounters = made.flatMap(({ id, observations }) =>
    observations.map((each) => ({ ...each, encounterId: id })),
  );
  const observed = [...all("observations").flat(), ...inEncounters];
  await db.insert(observation).values(observed.map((each) => newObservationRow(scope, each)));
  const conditions = all("conditions").flat();
  const problems = conditions.map((each) => newConditionRow(scope, each));
  await db.insert(condition).values(problems);
  const sensitive = problems.find(({ code }) => code.text === say(sensitiveProblem));
  if (sensitive) await createRestriction(db, scope, { recordId: sensitive.id, readers: [] });
  const allergies = all("allergies").flat();
  await db.insert(allergy).values(allergies.map((each) => newAllergyRow(scope, each)));
  const medications = all("medications").flat();
  await db.insert(medication).values(medications.map((each) => newMedicationRow(scope, each)));
  const immunizations = all("immunizations").flat();
  await db.insert(immunization).values(immunizations.map((each) => newImmunizationRow(scope, each)));
  const procedures = all("procedures").flat();
  await db.insert(procedure).values(procedures.map((each) => newProcedureRow(scope, each)));
  for (const { patientId, isNoneKnown } of charts)
    if (isNoneKnown) await recordNoneKnown(db, scope, RecordNoneKnown.parse({ patientId }));
  await addDrafts(db, scope, made);
}

async function addDrafts(db: Database, scope: Scope, made: readonly Made[]): Promise<void> {
  const drafts = made.flatMap(({ id: encounterId, draft, encounter: { patientId } }) =>
    draft === undefined ? [] : CreateNoteDraft.parse({ patientId, encounterId, text: draft }),
  );
  if (drafts.length > 0)
    await db.insert(noteDraft).values(drafts.map((each) => newNoteDraftRow(scope, each)));
}
