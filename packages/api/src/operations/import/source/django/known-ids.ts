import { type SQL, sql } from "drizzle-orm";
import type { DoctorId, PatientId } from "../../../../kernel/field/ids.ts";
import { externalIds } from "../../pipeline/staging.ts";
import type { Owner } from "./batches.ts";
import type { DjangoContext } from "./context.ts";

type Where = Pick<DjangoContext, "db" | "system">;

const wanted = sql`wanted.value`;

/** The patients of a practice by their ids in the source. */
export function patientsOf(
  where: Where,
  importer: Owner,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PatientId>> {
  const systems = { patient: where.system, doctor: where.system };
  return knownIds(where, externalIds({ importer, systems }).patient(wanted), ids);
}

/** The doctors by their ids in the source. */
export const doctorsOf = (where: Where, ids: readonly string[]): Promise<ReadonlyMap<string, DoctorId>> =>
  knownIds(
    where,
    sql`(select doctor_id from doctor_external_id where system = ${where.system} and value = ${wanted} limit 1)`,
    ids,
  );

/** A look-up for each id, whatever the planner knows of the tables. */
async function knownIds<Id>({ db }: Where, idOf: SQL, ids: readonly string[]): Promise<Map<string, Id>> {
  const found = await db.execute<{ value: string; id: Id | null }>(sql`
    select wanted.value, ${idOf} as id from unnest(${sql.param([...new Set(ids)])}::text[]) as wanted (value)`);
  return new Map(found.flatMap(({ value, id }) => (id === null ? [] : [[value, id]])));
}
