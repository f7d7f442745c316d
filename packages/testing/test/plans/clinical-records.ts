import type { AccountId, DoctorId, PatientId } from "@caretype/core/kernel/field/ids";
import { type Database, type DatabaseHandle, schema } from "@caretype/db";
import type { PlanFixture } from "@caretype/test-api/plan-fixture";
import { sql } from "drizzle-orm";
import type { Caller } from "./fixture.ts";
import { required } from "./required.ts";

type Given = { owner: Caller; accountId: AccountId; patientId: PatientId; doctorId: DoctorId };

type Made = Pick<PlanFixture, "encounters" | "chart">;

/** Creates clinical records of many patients in some practices, and several pages of one patient. */
export async function makeClinicalRecords(
  { reader }: DatabaseHandle,
  { owner, accountId, patientId: removable, doctorId }: Given,
): Promise<Made> {
  // Another patient, because patients with clinical records cannot be removed, including sample patients.
  const [other] = await reader.execute<{ id: PatientId }>(sql`
    select id from patient join membership using (practice_id)
    where account_id = ${accountId} and id <> ${removable}
      and id not in (select unnest(patient_ids) from sample_data)
    order by id limit 1`);
  const patientId = required(other?.id);
  await reader.execute(sql`
    insert into ${schema.encounter} (practice_id, id, patient_id, class, status, doctor_id, started_at, ended_at, created_by)
    select patient.practice_id, uuidv7(), patient.id, 'ambulatory', 'finished',
      case when number % 3 = 0 then ${doctorId}::uuid end, day, day + interval '20 minutes', patient.created_by
    from (select practice_id from membership where role = 'owner' order by account_id = ${accountId} desc limit 4) as practice
      cross join lateral (
        select practice_id, id, created_by from patient
        where patient.practice_id = practice.practice_id and id <> ${removable}
          and id not in (select unnest(patient_ids) from sample_data)
        order by id = ${patientId} desc, id limit 200
      ) as patient
      cross join lateral (
        select number, now() - number * interval '3 days' as day
        from generate_series(1, case when patient.id = ${patientId} then 300 else 20 end) as number
      ) as visit`);
  await reader.execute(sql`analyze ${schema.encounter}`);
  const planned = await owner.encounter.create({ patientId, status: "planned" });
  const current = await owner.encounter.create({ patientId, doctorId });
  const { items, nextCursor } = await owner.encounter.list({ limit: 100, status: "finished" });
  return {
    encounters: {
      patientId,
      planned: planned.id,
      current: current.id,
      finished: required(items[0]?.id),
      cursor: required(nextCursor),
    },
    chart: await makeChart(reader, { owner, patientId, removable }),
  };
}

type Charted = { owner: Caller; patientId: PatientId; removable: PatientId };

async function makeChart(reader: Database, { owner, patientId, removable }: Charted): Promise<Made["chart"]> {
  const each = sql`from ${schema.encounter}`;
  await reader.execute(sql`
    insert into ${schema.condition} (practice_id, id, patient_id, code, category, clinical_status, verification_status,
      recorded_at, created_by)
    select practice_id, uuidv7(), patient_id, '{"text": "Cough", "coding": null}', 'problem-list-item', 'active',
      'confirmed', happened_at, created_by ${each}`);
  await reader.execute(sql`
    insert into ${schema.allergy} (practice_id, id, patient_id, substance, reactions, clinical_status,
      verification_status, recorded_at, created_by)
    select practice_id, uuidv7(), patient_id, '{"text": "Nuts", "coding": null}', '[]', 'inactive', 'confirmed',
      happened_at, created_by ${each}`);
  await reader.execute(sql`
    insert into ${schema.observation} (practice_id, id, patient_id, code, category, status, value_number, value_unit,
      components, is_interpretation_computed, effective_at, created_by)
    select practice_id, uuidv7(), patient_id, '{"text": "Weight", "coding": null}', 'vital-signs', 'final', 70.5, 'kg',
      '[]', false, happened_at, created_by ${each}`);
  await makeTreatments(reader);
  const measuredId = await makeVitals(reader, patientId);
  await reader.execute(sql`analyze ${schema.condition}, ${schema.allergy}, ${schema.observation}`);
  const conditions = await owner.condition.list({ patientId, limit: 100 });
  const allergies = await owner.allergy.list({ patientId, limit: 100 });
  const observations = await owner.observation.list({ patientId, limit: 100 });
  const medications = await owner.medication.list({ patientId, limit: 100 });
  const immunizations = await owner.immunization.list({ patientId, limit: 100 });
  const procedures = await owner.procedure.list({ patientId, limit: 100 });
  return {
    medication: required(medications.items[50]?.id),
    medicationCursor: required(medications.nextCursor),
    immunization: required(immunizations.items[50]?.id),
    immunizationCursor: required(immunizations.nextCursor),
    procedure: required(procedures.items[50]?.id),
    procedureCursor: required(procedures.nextCursor),
    observation: required(observations.items[50]?.id),
    observationCursor: required(observations.nextCursor),
    condition: required(conditions.items[50]?.id),
    conditionCursor: required(conditions.nextCursor),
    allergy: required(allergies.items[50]?.id),
    allergyCursor: required(allergies.nextCursor),
    noneKnownId: removable,
    measuredId,
  };
}

async function makeTreatments(reader: Database): Promise<void> {
  const each = sql`from ${schema.encounter}`;
  await reader.execute(sql`
    insert into ${schema.medication} (practice_id, id, patient_id, kind, drug, status, recorded_at, created_by)
    select practice_id, uuidv7(), patient_id, 'order', '{"text": "Drug", "coding": null}', 'completed', happened_at,
      created_by ${each}`);
  await reader.execute(sql`
    insert into ${schema.immunization} (practice_id, id, patient_id, vaccine, status, occurred, created_by)
    select practice_id, uuidv7(), patient_id, '{"text": "Vaccine", "coding": null}', 'completed',
      to_char(happened_at, 'YYYY-MM-DD'), created_by ${each}`);
  await reader.execute(sql`
    insert into ${schema.procedure} (practice_id, id, patient_id, code, status, performed_from, created_by)
    select practice_id, uuidv7(), patient_id, '{"text": "Stitches", "coding": null}', 'completed',
      to_char(happened_at, 'YYYY-MM-DD'), created_by ${each}`);
  await reader.execute(sql`analyze ${schema.medication}, ${schema.immunization}, ${schema.procedure}`);
}

/** Creates hundreds of observations of a few codes for another patient with few other records. */
async function makeVitals(reader: Database, patientId: PatientId): Promise<PatientId> {
  const [other] = await reader.execute<{ id: PatientId }>(sql`
    select patient_id as id from ${schema.encounter}
    where patient_id <> ${patientId} and practice_id in (select practice_id from patient where id = ${patientId}) limit 1`);
  const id = required(other?.id);
  await reader.execute(sql`
    insert into ${schema.observation} (practice_id, id, patient_id, code, category, status, value_number, value_unit,
      components, is_interpretation_computed, effective_at, created_by)
    select practice_id, uuidv7(), id, jsonb_build_object('text', 'Vital ' || number % 5, 'coding', null), 'vital-signs', 'final',
      70.5, 'kg', '[]', false, now() - number * interval '1 hour', created_by
    from patient cross join generate_series(1, 600) as number where id = ${id}`);
  return id;
}
