import type { Database } from "@caretype/db";
import { doctorVersion, recordVersion, removedDoctor, removedRecord } from "@caretype/db/schema";
import { type AnyColumn, getTableName, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { PgPreparedQuery, PgTable, PreparedQueryConfig, SelectedFields } from "drizzle-orm/pg-core";
import type { SelectResultFields } from "drizzle-orm/query-builders/select.types";
import type { AccountId } from "../../kernel/field/ids.ts";
import { accountName, colleagueName } from "../account-name.ts";
import { keptRow } from "./kept-row.ts";

/** Columns of a version, in addition to those of its record. */
export type VersionRow = {
  version: number;
  validFrom: string;
  /** The instant at which the record and its derived values are computed. */
  seenAt: string;
  changedBy: AccountId | null;
  changedByName: string | null;
  /** False while the record is removed. */
  isThere: boolean;
};

/** The rows of a select or prepared statement. */
export type Selection<Row> = {
  prepare(name: string): PgPreparedQuery<PreparedQueryConfig & { execute: Row[] }>;
};

/** A table with versions: a practice's own, or the directory shared by all practices. */
export type VersionedTable = {
  table: PgTable;
  /** The column with the author of the first version. */
  firstAuthor: "created_by" | "assigned_by";
  isShared: boolean;
  /** Its records are removed only along with another record, which keeps them. */
  isKeptByAnother?: true;
};

const practice = sql.placeholder("practiceId");
const id = sql.placeholder("id");

type Keyed = Pick<VersionedTable, "table" | "isShared">;

/** The tables of versions and removed records, and conditions that find a record in its own table and in those. */
function keysOf({ table, isShared }: Keyed, recordId: Placeholder | AnyColumn = id) {
  if (isShared)
    return {
      versions: doctorVersion,
      removed: removedDoctor,
      current: sql`id = ${recordId}`,
      kept: sql`record_id = ${recordId}`,
    };
  const kind = sql.raw(`'${getTableName(table)}'`);
  return {
    versions: recordVersion,
    removed: removedRecord,
    current: sql`practice_id = ${practice} and id = ${recordId}`,
    kept: sql`practice_id = ${practice} and record_id = ${recordId} and record_type = ${kind}`,
  };
}

/** The parts of a history: the current version, earlier ones, and the removal. */
function parts(versioned: VersionedTable) {
  const { versions, removed, current, kept } = keysOf(versioned);
  const author = sql.identifier(versioned.firstAuthor);
  // A look-up by an absent type would use any index.
  const never = sql`(select null::integer as version, null::timestamptz as removed_at, null::uuid as removed_by limit 0)
    as never where true`;
  const gone = versioned.isKeptByAnother ? never : sql`${removed} where ${kept}`;
  return {
    now: sql`
      select version, updated_at as valid_from, case when version = 1 then ${author} else updated_by end as changed_by,
        to_jsonb(current) as record, null::timestamptz as valid_to
      from ${versioned.table} as current where ${current}`,
    before: sql`select version, valid_from, changed_by, record, valid_to from ${versions} where ${kept}`,
    removal: sql`
      select version + 1, removed_at, removed_by, null, null from ${gone}`,
  };
}

/** The newest versions, starting at `upTo`. */
export function newestVersions(versioned: VersionedTable): SQL {
  const { now, before, removal } = parts(versioned);
  const [upTo, limit] = [sql.placeholder("upTo"), sql.placeholder("limit")];
  return sql`(
    select *, valid_from as seen_at from (
      ${now} and version <= ${upTo}
      union all (${before} and version <= ${upTo} order by version desc limit ${limit})
      union all ${removal} and version + 1 <= ${upTo}
    ) as every order by version desc limit ${limit}
  ) as versions`;
}

/**
 * The same for readers who may not see every field. Leaves out versions that changed only withheld fields, and
 * renumbers the others without gaps.
 */
export function newestShownVersions(versioned: VersionedTable): SQL {
  const { current, kept } = keysOf(versioned);
  const [upTo, limit] = [sql.placeholder("upTo"), sql.placeholder("limit")];
  const author = sql.identifier(versioned.firstAuthor);
  // A removal's version stores no record. The one before it does.
  return sql`(
    select *, valid_from as seen_at from (
      select version - coalesce(withheld_versions, 0) as version, updated_at as valid_from,
        case when version = 1 then ${author} else updated_by end as changed_by, to_jsonb(current) as record,
        null::timestamptz as valid_to
      from ${versioned.table} as current where ${current} and shown_at is null
      union all
      select version - coalesce((last_known->>'withheld_versions')::int, 0), valid_from, changed_by, record, valid_to
      from (
        select version, valid_from, changed_by, record, valid_to, coalesce(record, (
          select was.record from record_version as was
          where was.practice_id = each.practice_id and was.record_id = each.record_id and was.version = each.version - 1
        )) as last_known
        from record_version as each where ${kept} and record->>'shown_at' is null
      ) as earlier
      union all
      select version + 1 - coalesce((record->>'withheld_versions')::int, 0), removed_at, removed_by, null, null
      from removed_record where ${kept}
    ) as every where version <= ${upTo} order by version desc limit ${limit}
  ) as versions`;
}

/**
 * Compares with an expression that no index matches. Otherwise the planner might scan all records of that time
 * instead of one record's versions.
 */
const isNotAfter = (column: "updated_at" | "valid_from", at: SQL | Placeholder): SQL => {
  const time = sql.identifier(column);
  return sql`least(${time}, ${at}) = ${time}`;
};

/** The version at an instant, or none. Each ends where the next begins, except where versions were erased. */
export function versionAt(versioned: VersionedTable): SQL {
  const { now, before, removal } = parts(versioned);
  const at = sql.placeholder("at");
  return sql`(
    select *, ${at}::timestamptz as seen_at from (
      ${now}
      union all (${before} and valid_to > ${at} order by valid_to limit 1)
      union all ${removal}
    ) as every where ${isNotAfter("valid_from", at)}
  ) as versions`;
}

/**
 * A referenced record at a given time: the current one if unchanged since, otherwise the first version that ended
 * later. If its history begins later, the first known version.
 */
export function referencedRecord(keyed: Keyed, recordId: AnyColumn): SQL {
  const { versions, current, kept } = keysOf(keyed, recordId);
  const now = sql`select to_jsonb(current) from ${keyed.table} as current where ${current}`;
  return sql`coalesce(
    (${now} and ${isNotAfter("updated_at", sql`versions.seen_at`)}),
    (select record from ${versions} where ${kept} and valid_to > versions.seen_at and record is not null order by valid_to limit 1),
    (${now}))`;
}

/** A row if such a record exists or existed. */
export function existenceOf(versioned: VersionedTable): SQL {
  const { versions, removed, current, kept } = keysOf(versioned);
  return sql`(
    select from ${versioned.table} where ${current}
    union all select from ${versioned.isKeptByAnother ? versions : removed} where ${kept}
  ) as known`;
}

const changedBy = sql`versions.changed_by`;

/** The columns selected from `versions`, in addition to those of the record. */
export const versionFields = (versioned: VersionedTable) => ({
  version: sql`versions.version`.mapWith(recordVersion.version),
  validFrom: sql`versions.valid_from`.mapWith(recordVersion.validFrom),
  seenAt: sql`versions.seen_at`.mapWith(recordVersion.validFrom),
  changedBy: sql<AccountId | null>`versions.changed_by`,
  changedByName: versioned.isShared ? colleagueName(changedBy, practice) : accountName(changedBy),
  isThere: sql<boolean>`versions.record is not null`,
});

export const newestFirst = sql`versions.version desc`;

/** The record as of the version, as JSON. */
export const versionRecord = sql`versions.record`;

/** Versions with the columns needed to show a record, newest first. */
export const selectVersions =
  <Shown extends SelectedFields, Row extends VersionRow = VersionRow & SelectResultFields<Shown>>(
    versioned: VersionedTable,
    columns: Record<string, unknown>,
    shown: Shown,
  ) =>
  (db: Database, versions: SQL) =>
    db
      .select<SelectedFields>({ ...versionFields(versioned), ...shown })
      .from(versions)
      .innerJoinLateral(keptRow(getTableName(versioned.table), columns, versionRecord), sql`true`)
      // Drizzle cannot type a selection of generic columns.
      .orderBy(newestFirst) as unknown as Selection<NoInfer<Row>>;
