import { sql } from "drizzle-orm";
import { customType, integer, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId, PracticeId } from "../ids.ts";

/**
 * A `timestamptz` as an RFC 3339 string in UTC.
 * It keeps PostgreSQL's microseconds, which a JavaScript `Date` would cut off. Sessions run with
 * `TimeZone=UTC`.
 */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => "timestamp with time zone",
  fromDriver: (value) => `${value.slice(0, 10)}T${value.slice(11, value.endsWith("+00") ? -3 : undefined)}Z`,
});

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const recordId = <Of extends string = string>() => uuid("id").$type<Of>().notNull();

export const practiceId = () => uuid("practice_id").$type<PracticeId>().notNull();

export const inPractice = <Of extends string>() => ({ practiceId: practiceId(), id: recordId<Of>() });

export const createdBy = () => uuid("created_by").$type<AccountId>().notNull();
export const createdAt = () => instant("created_at").notNull().default(sql`now()`);

/** When a record was created and last changed, and the version that an update must name. */
export const recordStamps = () => ({
  createdAt: createdAt(),
  ...changeStamps(),
});

/** For records with another column for their creation. */
export const changeStamps = () => ({
  updatedAt: instant("updated_at").notNull().default(sql`now()`),
  version: integer("version").notNull().default(1),
});

/**
 * For records with fields that some readers may not see. The number of versions that changed only such fields, and
 * the time of the last change that everyone sees. Null: no such version, and the same as `updatedAt`. Set by
 * `keep_version`.
 */
export const withheldStamps = () => ({
  withheldVersions: integer("withheld_versions"),
  shownAt: instant("shown_at"),
});

/**
 * The author of this version, unless it is the first. The trigger `keep_version` sets it, with the time and the
 * version.
 */
export const updatedBy = () => uuid("updated_by").$type<AccountId>();

/** Who created and last changed a record, and when. */
export const authored = () => ({ createdBy: createdBy(), ...recordStamps(), updatedBy: updatedBy() });

/**
 * The pending list of a search index, in KB. Each search reads all of it, and the insert that fills it merges it.
 * With PostgreSQL's default of 4 MB, a search takes milliseconds longer. Without the list, each insert costs half as
 * much again.
 */
export const pendingKilobytes = 512;

/** Text compared byte by byte, whatever the database's locale, so that an index on it finds prefixes. */
export const binaryText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/** A person's names and contact details, with the text for sorting. */
export const nameColumns = () => ({
  name: text("name").notNull(),
  firstName: text("first_name").notNull(),
  lastName: text("last_name").notNull(),
  phoneNumber: text("phone_number"),
  email: text("email"),
  /** The key of `sort=name`. Equal for names that differ only by case and accents. */
  sortName: text("sort_name")
    .notNull()
    .generatedAlwaysAs(sql`fold_text(trim(last_name || ' ' || first_name))`),
});
