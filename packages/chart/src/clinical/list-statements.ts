import { onlyRow } from "@caretype/core/kernel/error/domain-error";
import { toInstant } from "@caretype/core/kernel/field/day-begin";
import type { PatientId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, prepared } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "./schema.ts";
import { columnsOf, isShown } from "./shown.ts";
import { conceptIn, isContrary, isRefuted, isStatement } from "./statement-sql.ts";
import {
  type StatementCode,
  type StatementKind,
  statementCodes,
  statementKinds,
  statements,
} from "./statements.ts";

/** An allergy of the same category, or without a category, contradicts a statement about a group. */
const isOfGroup = (code: StatementCode): SQL => {
  const { kind, of } = statements[code];
  return kind === "allergy" ? sql`coalesce(category, ${of}::text) = ${of}::text` : sql`true`;
};

/** The `from` and `where` of a query for a patient's records that the reader may see. */
export const theirRecords = (
  { practiceId, accountId }: Record<"practiceId" | "accountId", unknown>,
  patientId: unknown,
  kind: StatementKind,
): SQL => {
  const patient = sql`${patientId}::uuid`;
  const reader = { practiceId: sql`${practiceId}::uuid`, accountId: sql`${accountId}::uuid` };
  const isSeen = kind === "allergy" ? sql`true` : isShown(columnsOf(kind), patient, reader);
  return sql`from ${sql.identifier(kind)}
    where practice_id = ${reader.practiceId} and patient_id = ${patient} and error_reason is null and ${isSeen}`;
};

/**
 * SQL that is true if a record contradicts the statement. With `since`, also if one did after that time, unless it
 * was an error.
 */
export const isContradicted = (
  scope: Scope,
  patientId: PatientId,
  { code, since }: { code: StatementCode; since?: SQL },
): SQL => {
  const { kind } = statements[code];
  const practiceId = sql`${scope.practiceId}::uuid`;
  const records = theirRecords(scope, patientId, kind);
  if (!since)
    return sql`exists (select ${records} and ${isContrary(kind, practiceId)} and ${isOfGroup(code)})`;
  const former = { from: since, until: sql`past.valid_to` };
  return sql`exists (select ${records} and not ${isRefuted(kind)} and (
    ${isContrary(kind, practiceId, { from: since, until: sql`now()` })} and ${isOfGroup(code)}
    or exists (
      select from record_version as past
        cross join lateral jsonb_populate_record(null::${sql.identifier(kind)}, past.record) as former
      where past.practice_id = ${practiceId} and past.record_id = ${sql.identifier(kind)}.id and past.valid_to > ${since}
        and former.patient_id = ${patientId}::uuid and ${isContrary(kind, practiceId, former)} and ${isOfGroup(code)})))`;
};

const shown = (kind: StatementKind): SQL => sql`
  ${sql.raw(conceptIn(kind))} #>> '{coding,code}' as statement, id, note, created_by as "createdBy", version,
  extract(epoch from happened_at)::float8 * 1000 as at, created_at::text as "createdAt"`;

type Found = Omit<Statement, "statedAt"> & { at: number; createdAt: string };
const toStatement = ({ at, createdAt: _, ...row }: Found): Statement => ({
  ...row,
  statedAt: toInstant(Math.round(at)),
});

/** All statements of the patient. Most patients have none, so nothing is compared. */
const statementsOf = (kinds: readonly StatementKind[]) =>
  prepared(["practiceId", "accountId", "patientId"], (db) => {
    const scope = { practiceId: sql.placeholder("practiceId"), accountId: sql.placeholder("accountId") };
    const selects = kinds.map(
      (kind) => sql`
        select ${shown(kind)} ${theirRecords(scope, sql.placeholder("patientId"), kind)}
          and ${isStatement(sql.raw(conceptIn(kind)))}`,
    );
    return db
      .select({
        statement: sql<StatementCode>`statement`,
        id: sql<Found["id"]>`id`,
        note: sql<Found["note"]>`note`,
        createdBy: sql<Found["createdBy"]>`"createdBy"`,
        version: sql<number>`version`,
        at: sql<number>`at`,
        createdAt: sql<string>`"createdAt"`,
      })
      .from(sql`(${sql.join(selects, sql` union all `)}) as statements`);
  });
const queries = { all: statementsOf(statementKinds), allergy: statementsOf(["allergy"]) };

type Asked = { patientId: PatientId; kinds?: keyof typeof queries };

/** Lists the statements in force: the newest of each code, unless a record contradicts it. */
export async function listStatements(
  db: Database,
  scope: Scope,
  { patientId, kinds = "all" }: Asked,
): Promise<Statement[]> {
  const { practiceId, accountId } = scope;
  const rows = await queries[kinds](db).execute({ practiceId, accountId, patientId });
  const found = statementCodes.flatMap((code) => {
    const [newest] = rows
      .filter(({ statement }) => statement === code)
      .toSorted((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1));
    return newest ? [newest] : [];
  });
  if (found.length === 0) return [];
  const asked = found.map(({ statement: code, createdAt }) => {
    const isEnded = isContradicted(scope, patientId, { code, since: sql`${createdAt}::timestamptz` });
    return sql`select ${code}::text as statement where not ${isEnded}`;
  });
  const held = await db.execute<Pick<Statement, "statement">>(sql.join(asked, sql` union all `));
  return found.filter(({ statement }) => held.some((each) => each.statement === statement)).map(toStatement);
}

type Recorded = { code: StatementCode; patientId: PatientId; id: string };

/** Reads a statement that was just recorded. */
export async function readStatement(
  db: Database,
  scope: Scope,
  { code, patientId, id }: Recorded,
): Promise<Statement> {
  const { kind } = statements[code];
  const own = theirRecords(scope, patientId, kind);
  return toStatement(
    onlyRow(await db.execute<Found>(sql`select ${shown(kind)} ${own} and id = ${id}::uuid`)),
  );
}
