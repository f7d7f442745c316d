import type { Database } from "@caretype/db";
import type { ErrorCode } from "../../kernel/error/definitions.ts";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { ClinicalId } from "../../kernel/field/ids.ts";
import { isSame } from "../../kernel/field/is-same.ts";
import type { ExpectedVersion } from "../../kernel/field/schemas.ts";
import type { ChangeContext } from "../../kernel/procedure/body-context.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";

type Change<Id> = { id: Id; expectedVersion: ExpectedVersion };
type Kind<Row extends { id: ClinicalId }, Fields> = {
  notFound: ErrorCode;
  lock: (db: Database, scope: Scope, change: Change<Row["id"]>) => Promise<Row>;
  /** Writes the fields, and returns the row. */
  write: (
    db: Database,
    scope: Scope,
    change: { id: Row["id"]; changes: Fields | { errorReason: string } },
  ) => Promise<Row[]>;
  /** Throws `INVALID_INPUT` for a record that cannot be. */
  requirePossible: (record: Row) => void;
  /** Throws if the practice offers other codes for a field. Returns the fields to write. */
  requireOffered: (db: Database, scope: Scope, sent: { fields: Fields; current: Row }) => Promise<Fields>;
};

/** The changes that are the same for each kind of record. `Fields`: those that an update may send. */
export function recordChanges<Row extends { id: ClinicalId }, Fields extends object>({
  notFound,
  lock,
  write,
  requirePossible,
  requireOffered,
}: Kind<Row, Fields>) {
  type Changes = Parameters<typeof write>[2];
  const writeOne = async (db: Database, scope: Scope, change: Changes) => {
    const [row] = await write(db, scope, change);
    if (!row) throw new DomainError(notFound);
    return row;
  };
  return {
    /** Throws `STALE_VERSION`, `RECORD_IN_ERROR`, and `INVALID_INPUT` for a record that cannot be. */
    async update(
      { db, scope, audit }: ChangeContext,
      change: Change<Row["id"]>,
      fields: Fields,
    ): Promise<Row> {
      const current = await lock(db, scope, change);
      if (isSame(current, fields)) {
        audit.unchanged();
        return current;
      }
      const sent = Object.entries(fields).filter(([, value]) => value !== undefined);
      requirePossible({ ...current, ...Object.fromEntries(sent) });
      const changes = await requireOffered(db, scope, { fields, current });
      return writeOne(db, scope, { id: change.id, changes });
    },

    /** Throws `STALE_VERSION` and `RECORD_IN_ERROR`. */
    async enterInError(
      { db, scope }: ChangeContext,
      { reason, ...change }: Change<Row["id"]> & { reason: string },
    ): Promise<Row> {
      await lock(db, scope, change);
      return writeOne(db, scope, { id: change.id, changes: { errorReason: reason } });
    },
  };
}
