import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { dayAt } from "@caretype/core/kernel/field/day";
import type { Author, Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, schema as tables } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { newAllergyRow } from "../allergy/queries.ts";
import { CreateAllergy } from "../allergy/schema.ts";
import { isContradicted, readStatement } from "../clinical/list-statements.ts";
import { requireRecordable } from "../clinical/recordable.ts";
import type { RecordNoneKnown, Statement } from "../clinical/schema.ts";
import { fieldsOf, type StatementKind, statements } from "../clinical/statements.ts";
import { recordedAtOr } from "../clinical/times.ts";
import { newConditionRow } from "../condition/queries.ts";
import { CreateCondition } from "../condition/schema.ts";
import { newImmunizationRow } from "../immunization/queries.ts";
import { CreateImmunization } from "../immunization/schema.ts";
import { newMedicationRow } from "../medication/queries.ts";
import { CreateMedication } from "../medication/schema.ts";

type Row = { id: Statement["id"] };

const rowsOf: Record<StatementKind, (author: Author, fields: Record<string, unknown>) => Row> = {
  allergy: (author, fields) => newAllergyRow(author, CreateAllergy.parse(fields)),
  condition: (author, fields) => newConditionRow(author, CreateCondition.parse(fields)),
  medication: (author, fields) => newMedicationRow(author, CreateMedication.parse(fields)),
  immunization: (author, { recordedAt, ...fields }) =>
    newImmunizationRow(
      author,
      CreateImmunization.parse({ ...fields, occurred: dayAt(String(recordedAt), author.timeZone) }),
    ),
};

/**
 * Records that a patient has nothing of a kind. Throws `STATEMENT_CONTRADICTED` if a record says otherwise, and the
 * codes of a new record.
 */
export async function recordNoneKnown(
  db: Database,
  scope: Scope,
  input: RecordNoneKnown,
): Promise<Statement> {
  const { statement: code, ...given } = input;
  const { patientId } = input;
  const { kind } = statements[code];
  const dated = { ...given, recordedAt: recordedAtOr(input.recordedAt) };
  const row = rowsOf[kind](scope, { ...dated, ...fieldsOf(code) });
  await requireRecordable(db, scope, dated);
  const [contradiction] = await db.execute<{ isWrong: boolean }>(
    sql`select ${isContradicted(scope, patientId, { code })} as "isWrong"`,
  );
  if (contradiction?.isWrong) throw new DomainError("STATEMENT_CONTRADICTED");
  const table: PgTable = tables[kind];
  await db.insert(table).values(row);
  return readStatement(db, scope, { code, patientId, id: row.id });
}
