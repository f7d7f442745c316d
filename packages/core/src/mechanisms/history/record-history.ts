import { type Database, prepared } from "@caretype/db";
import { sql } from "drizzle-orm";
import { DomainError, invalidInput, onlyRow } from "../../kernel/error/domain-error.ts";
import type { AnyId } from "../../kernel/field/ids.ts";
import { requireVersion } from "../../kernel/field/version.ts";
import type { ChangeContext, SubjectsContext } from "../../kernel/procedure/body-context.ts";
import { compileWithholding, type Withhold } from "../../kernel/procedure/guarded-fields.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { existenceOf, newestShownVersions, newestVersions, type VersionRow, versionAt } from "./queries.ts";
import type { AccessContext, ReadableKind, RecordKind, Seen } from "./record-kind.ts";
import {
  changesBetween,
  encodeVersionCursor,
  firstVersionAfter,
  fittingCount,
  newestVersion,
  operationOf,
} from "./rules.ts";
import type {
  DiffVersions,
  ListVersions,
  RecordAsOf,
  RecordDiff,
  RecordVersion,
  RevertRecord,
  VersionPage,
} from "./schema.ts";

type ReadVersion<Value> = VersionRow & { record: Value | null };

/** False if part of the record has been erased. */
const isKnown = ({ isThere, record }: ReadVersion<unknown>) => !isThere || record !== null;

/** Reads and reverts versions of one kind of record. */
export class RecordHistory<
  Row extends VersionRow,
  Value extends Content & { id: AnyId },
  Content extends object,
> {
  readonly #kind: ReadableKind<Row, Value, Content>;
  readonly #fields: (keyof Content & string)[];
  readonly #withhold: Withhold;
  readonly #newest;
  readonly #newestShown;
  readonly #at;
  readonly #trace;

  constructor(kind: ReadableKind<Row, Value, Content>) {
    this.#kind = kind;
    // The schema's own keys, which zod types as strings.
    this.#fields = kind.content.keyof().options as (keyof Content & string)[];
    this.#withhold = compileWithholding(kind.record) ?? ((record) => record);
    this.#newest = prepared(["practiceId", "id", "upTo", "limit"], (db) =>
      kind.select(db, newestVersions(kind)),
    );
    this.#newestShown = prepared(["practiceId", "id", "upTo", "limit"], (db) =>
      kind.select(db, newestShownVersions(kind)),
    );
    this.#at = prepared(["at", "practiceId", "id"], (db) => kind.select(db, versionAt(kind)));
    this.#trace = prepared(["practiceId", "id"], (db) =>
      db.select({ isKnown: sql<boolean>`true` }).from(existenceOf(kind)).limit(1),
    );
  }

  /** Rejects with the kind's own code for an id that is unknown or belongs to another practice. */
  async list(
    db: Database,
    scope: Scope,
    { id, limit, cursor }: ListVersions<Value["id"]>,
  ): Promise<VersionPage<Value, Content>> {
    const recordOf = await this.#recordsFor(db, scope, { id });
    const upTo = firstVersionAfter(cursor);
    const keys = { practiceId: scope.practiceId, id };
    const rows = await this.#newestFor(scope)(db).execute({ ...keys, upTo, limit: limit + 1 });
    if (rows.length === 0) await this.#requireTrace(db, scope, id);
    // One more than returned, because a version's changes are relative to the one before.
    const read = rows.map((row) => ({ ...row, record: recordOf(row) }));
    // Measured after withholding, as a page's length would otherwise reveal that of withheld texts.
    const shown = read.map(({ record }) => this.#withhold(record, scope.permissions));
    const count = Math.min(limit, fittingCount(shown));
    const items = read.slice(0, count).map((version, index) => this.#toVersion(version, read[index + 1]));
    const last = items.at(-1);
    const isCut = rows.length > count && last !== undefined;
    return { items, nextCursor: isCut ? encodeVersionCursor(last.version) : null };
  }

  /** `next`: the next older version on the page, not necessarily the preceding one. */
  #toVersion(
    { record, ...row }: ReadVersion<Value>,
    next: ReadVersion<Value> | undefined,
  ): RecordVersion<Value, Content> {
    const before = next?.version === row.version - 1 ? next : undefined;
    const isBeforeKnown = before !== undefined || row.version === 1;
    return {
      version: row.version,
      operation: operationOf(row, before),
      changedAt: row.validFrom,
      changedBy: row.changedBy,
      changedByName: row.changedByName,
      record,
      changes: isBeforeKnown ? changesBetween<Content>(this.#fields, before?.record ?? null, record) : {},
    };
  }

  /** Rejects with `NOT_THERE_THEN` if the record did not exist at that time. */
  async asOf(context: SubjectsContext, { id, at }: RecordAsOf<Value["id"]>): Promise<Value> {
    const { db, scope } = context;
    const recordOf = await this.#recordsFor(db, scope, { id, at });
    const [row] = await this.#at(db).execute({ practiceId: scope.practiceId, id, at });
    const record = row ? recordOf(row) : null;
    if (record !== null) return record;
    await this.#requireTrace(db, scope, id);
    await this.#nameRelated(context, id);
    throw new DomainError("NOT_THERE_THEN");
  }

  /** Rejects with `VERSION_NOT_FOUND` if the record has no such version. */
  async diff(
    context: SubjectsContext,
    { id, from, to }: DiffVersions<Value["id"]>,
  ): Promise<RecordDiff<Content, Value["id"]>> {
    const { db, scope } = context;
    const recordOf = await this.#recordsFor(db, scope, { id });
    await this.#nameRelated(context, id);
    const [before, after] = await Promise.all([
      this.#findVersion(db, scope, { id, version: from }),
      this.#findVersion(db, scope, { id, version: to }),
    ]);
    context.audit.subjects([before, after].flatMap((row) => this.#kind.relatedIds?.(row) ?? []));
    const [one, other] = [before, after].map((row) => ({ ...row, record: recordOf(row) }));
    if (!one || !other || !isKnown(one) || !isKnown(other)) throw new DomainError("VERSION_NOT_FOUND");
    const changes = changesBetween<Content>(this.#fields, one.record, other.record);
    return { id, from: before.version, to: after.version, changes };
  }

  /**
   * Creates a version with the content of an earlier one. Rejects with `VERSION_NOT_FOUND`, the kind's own code,
   * `STALE_VERSION`, and the codes of its unique keys.
   */
  async revert(
    kind: RecordKind<Row, Value, Content>,
    context: ChangeContext & SubjectsContext & AccessContext,
    { id, version, expectedVersion }: RevertRecord<Value["id"]>,
  ): Promise<Value> {
    const { db, scope, audit } = context;
    await this.#nameRelated(context, id);
    const current = await kind.lock(db, scope, id);
    await kind.requireAccess?.(context, current);
    requireVersion(current, expectedVersion, { kind: kind.type });
    const row = await this.#findVersion(db, scope, { id, version });
    if (!row.isThere) throw invalidInput({ version: ["The record was removed in this version"] });
    await kind.write(db, scope, row);
    const reverted = await kind.find(db, scope, id);
    if (reverted.version === current.version) audit.unchanged();
    else await kind.onReverted?.(context, reverted);
    return reverted;
  }

  /** Adds the records that this one is or was about to the audit, if the answer does not have them. */
  async #nameRelated({ db, scope: { practiceId }, audit }: SubjectsContext, id: Value["id"]) {
    const { relatedIds } = this.#kind;
    if (!relatedIds) return;
    // For a removed record, the version before the removal has them.
    const rows = await this.#newest(db).execute({ practiceId, id, upTo: newestVersion, limit: 2 });
    audit.subjects(rows.flatMap(relatedIds));
  }

  /** Returns a function that shows a version's record to the caller. Rejects if all versions are withheld. */
  async #recordsFor(db: Database, scope: Scope, seen: Seen<Value["id"]>) {
    const shown = await this.#kind.shownTo?.(db, scope, seen);
    return (row: Row): Value | null => {
      const record = row.isThere ? this.#kind.toRecord(row, scope) : null;
      return record && shown ? shown(record) : record;
    };
  }

  async #findVersion(
    db: Database,
    scope: Scope,
    { id, version }: { id: Value["id"]; version: number | undefined },
  ): Promise<Row> {
    const upTo = version ?? newestVersion;
    const keys = { practiceId: scope.practiceId, id };
    const [row] = await this.#newestFor(scope)(db).execute({ ...keys, upTo, limit: 1 });
    if (row && (version === undefined || row.version === version)) return row;
    if (!row) await this.#requireTrace(db, scope, id);
    throw new DomainError("VERSION_NOT_FOUND");
  }

  #newestFor(scope: Scope) {
    const { seesEveryChange } = this.#kind;
    return !seesEveryChange || seesEveryChange(scope) ? this.#newest : this.#newestShown;
  }

  async #requireTrace(db: Database, { practiceId }: Scope, id: Value["id"]) {
    onlyRow(await this.#trace(db).execute({ practiceId, id }), this.#kind.notFound);
  }
}
