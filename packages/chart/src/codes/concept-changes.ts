import type { ErrorCode } from "@caretype/core/kernel/error/definitions";
import { invalidInput, onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { PracticeZone } from "@caretype/core/kernel/field/day";
import type { ClinicalId, PatientId } from "@caretype/core/kernel/field/ids";
import type { ChangeContext } from "@caretype/core/kernel/procedure/body-context";
import type { Author, Scope } from "@caretype/core/kernel/procedure/scope";
import { type Change, recordUpdate } from "@caretype/core/mechanisms/record/record-queries";
import { changedRow, type Database, type GivenRow, type NothingElse, preparedInsert } from "@caretype/db";
import { type AnyColumn, and, eq } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { type DeniedKind, requireRecord } from "../clinical/denial.ts";
import { requireBorn, requireRecordable } from "../clinical/recordable.ts";
import type { Concept } from "../clinical/schema.ts";
import { absentOrUnknown } from "../clinical/statements.ts";
import { requireOffered } from "./require-offered.ts";
import type { CodedField } from "./schema.ts";

type Versioned = { id: ClinicalId; patientId: PatientId; version: number };

type Table = PgTable & Record<"practiceId" | "id", AnyColumn>;

/** The result of `clinicalRecord`. */
type Records<Row extends Versioned, Of extends Table> = {
  type: DeniedKind;
  notFound: ErrorCode;
  table: Of;
  columns: Record<string, PgColumn>;
  lock(db: Database, scope: Scope, change: Change<Row["id"]>): Promise<Row>;
};

type Kind<Row, Given, Fields, Of extends string> = {
  concept: Of;
  /** The same field, among those whose codes a practice can choose. */
  field: CodedField & `${string}.${Of}`;
  /** Builds the row for a valid input. Throws `INVALID_INPUT` for impossible values. */
  rowOf: (author: Author, input: Given) => Record<string, unknown>;
  /** Throws `INVALID_INPUT` for an impossible record. */
  requirePossible: (record: Row, timeZone: PracticeZone) => void;
  /** Throws if another record that the fields refer to does not exist. */
  requireNamed?: (db: Database, fields: Given | Fields) => Promise<unknown>;
};

/** Creates and changes records that have one concept. `Fields` are those that an update may send. */
export function conceptChanges<
  Stored extends Table,
  Row extends Versioned & Record<Of, Concept>,
  Given extends Parameters<typeof requireRecordable>[2] & Record<Of, Concept>,
  // A field without a column does not compile.
  Fields extends { [Name in Of]?: Concept | undefined } & NothingElse<GivenRow<Stored>, Fields>,
  Of extends string,
>(
  { type, notFound, table, columns, lock }: Records<Row, Stored>,
  {
    concept,
    field,
    rowOf,
    requirePossible,
    requireNamed = () => Promise.resolve(),
  }: Kind<Row, Given, Fields, Of>,
) {
  // Drizzle cannot type rows of a generic table. `clinicalRecord` has checked its columns against the record.
  const stored: PgTable = table;
  const insertion = preparedInsert(stored, columns);
  const write = (db: Database, { practiceId }: Scope, { id, changes }: { id: Row["id"]; changes: object }) =>
    db
      .update(stored)
      .set(changedRow(stored, changes))
      .where(and(eq(table.practiceId, practiceId), eq(table.id, id)))
      .returning(columns) as unknown as Promise<Row[]>;
  const updateRow = recordUpdate<Row, Fields>({
    notFound,
    lock,
    write,
    async check(db, scope, { fields, current }) {
      if (current[concept].coding?.system === absentOrUnknown)
        throw invalidInput({ id: ["Is the statement that there is none"] });
      const sent = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
      requirePossible({ ...current, ...sent }, scope.timeZone);
      await requireBorn(db, scope, { patientId: current.patientId, fields: sent });
      const entered = fields[concept];
      if (!entered) return fields;
      requireRecord({ kind: type, field: concept }, entered);
      const chosen = { field, concept: entered, current: current[concept] };
      return { ...fields, [concept]: await requireOffered(db, scope, chosen) };
    },
  });
  return {
    /** Throws `PATIENT_NOT_FOUND`, `ENCOUNTER_NOT_FOUND` and `ENCOUNTER_LOCKED`. */
    async create(db: Database, scope: Scope, input: Given): Promise<Row> {
      requireRecord({ kind: type, field: concept }, input[concept]);
      const offered = await requireOffered(db, scope, { field, concept: input[concept] });
      const row = rowOf(scope, { ...input, [concept]: offered });
      await requireRecordable(db, scope, input);
      await requireNamed(db, input);
      return (await insertion(db).execute(row)) as unknown as Row;
    },

    /** Throws `STALE_VERSION`, `RECORD_IN_ERROR`, `ENCOUNTER_LOCKED`, and `INVALID_INPUT` for impossible values. */
    async update(context: ChangeContext, change: Change<Row["id"]>, fields: Fields): Promise<Row> {
      await requireNamed(context.db, fields);
      return updateRow(context, change, fields);
    },

    /** Throws `STALE_VERSION` and `RECORD_IN_ERROR`. */
    async enterInError(
      { db, scope }: ChangeContext,
      { reason: errorReason, ...change }: Change<Row["id"]> & { reason: string },
    ): Promise<Row> {
      await lock(db, scope, change);
      return onlyRow(await write(db, scope, { id: change.id, changes: { errorReason } }), notFound);
    },
  };
}
