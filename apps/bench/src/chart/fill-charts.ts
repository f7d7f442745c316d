import type { PatientId } from "@caretype/api/field/ids";
import postgres from "postgres";

/** A chart's records. Vital signs and laboratory values of 20 codes. */
type ChartSize = { encounters: number; observations: number };

type Filling = {
  /** Patients of one practice, each with a chart of its own size. */
  charts: readonly (ChartSize & { patientId: PatientId })[];
  /** Observations of the practices' other patients. */
  others: number;
};

/** Adds the records of charts. Without triggers, which check each row: two million would take an hour. */
export async function fillCharts(databaseUrl: string, { charts, others }: Filling): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  for (const table of ["encounter", "observation"]) await sql`alter table ${sql(table)} disable trigger user`;
  for (const { patientId, encounters, observations } of charts) {
    await sql`
      insert into encounter (practice_id, id, patient_id, class, status, started_at, ended_at, created_by)
      select practice_id, uuidv7(), id, 'ambulatory', 'finished', day, day + interval '20 minutes', created_by
      from patient cross join lateral (
        select now() - number * interval '1 day' as day from generate_series(1, ${encounters}::int) as number
      ) as visit where id = ${patientId}`;
    await addObservations(sql, { of: sql`where id = ${patientId}`, each: observations });
  }
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from patient`;
  const each = Math.ceil(others / (row?.count ?? 1));
  const measured = charts.map(({ patientId }) => patientId);
  if (each > 0) await addObservations(sql, { of: sql`where id <> all (${measured}::uuid[])`, each });
  for (const table of ["encounter", "observation"]) await sql`alter table ${sql(table)} enable trigger user`;
  await sql`vacuum analyze encounter, observation`;
  await sql.end();
}

type Adding = { of: postgres.PendingQuery<postgres.Row[]>; each: number };

const addObservations = (sql: postgres.Sql, { of, each }: Adding) => sql`
  insert into observation (practice_id, id, patient_id, code, category, status, value_number, value_unit, components,
    is_interpretation_computed, effective_at, created_by)
  select practice_id, uuidv7(), id,
    jsonb_build_object('text', 'Value ' || number % 20, 'coding', jsonb_build_object('system', 'http://example.org',
      'code', 'V' || number % 20, 'display', 'Value ' || number % 20, 'version', null)),
    case when number % 20 < 8 then 'vital-signs' else 'laboratory' end, 'final', 50 + number % 50, 'kg', '[]', false,
    now() - number * interval '1 hour', created_by
  from patient cross join generate_series(1, ${each}::int) as number ${of}`;
