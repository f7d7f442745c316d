import type { Database } from "@caretype/db";
import type { ErrorCode } from "../../kernel/error/definitions.ts";
import { onlyRow } from "../../kernel/error/domain-error.ts";
import type { PracticeZone } from "../../kernel/field/day.ts";
import type { ClinicalId, PatientId } from "../../kernel/field/ids.ts";
import type { ChangeContext } from "../../kernel/procedure/body-context.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { type Change, recordUpdate } from "../../mechanisms/record/record-queries.ts";
import { requireBorn } from "./recordable.ts";

type Versioned = { id: ClinicalId; patientId: PatientId; version: number };
type Kind<Row extends Versioned, Fields> = {
  notFound: ErrorCode;
  lock: (db: Database, scope: Scope, change: Change<Row["id"]>) => Promise<Row>;
  /** Writes the fields, and returns the row. */
  write: (
    db: Database,
    scope: Scope,
    change: { id: Row["id"]; changes: Fields | { errorReason: string } },
  ) => Promise<Row[]>;
  /** Throws `INVALID_INPUT` for a record that cannot be. */
  requirePossible: (record: Row, timeZone: PracticeZone) => void;
  /** Throws if the practice offers other codes for a field. Returns the fields to write. */
  requireOffered: (db: Database, scope: Scope, sent: { fields: Fields; current: Row }) => Promise<Fields>;
};

/** The changes that are the same for each kind of record. `Fields`: those that an update may send. */
export function recordChanges<Row extends Versioned, Fields extends object>({
  notFound,
  lock,
  write,
  requirePossible,
  requireOffered,
}: Kind<Row, Fields>) {
  return {
    /** Throws `STALE_VERSION`, `RECORD_IN_ERROR`, and `INVALID_INPUT` for a record that cannot be. */
    update: recordUpdate<Row, Fields>({
      notFound,
      lock,
      write,
      async check(db, scope, { fields, current }) {
        const sent = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
        requirePossible({ ...current, ...sent }, scope.timeZone);
        await requireBorn(db, scope, { patientId: current.patientId, fields: sent });
        return requireOffered(db, scope, { fields, current });
      },
    }),

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
