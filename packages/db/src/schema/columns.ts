import { sql } from "drizzle-orm";
import { customType, integer, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId } from "../ids.ts";

/**
 * A `timestamptz` that travels as an RFC 3339 string in UTC and keeps PostgreSQL's microseconds,
 * which a JavaScript `Date` would cut off. Sessions run with `TimeZone=UTC`.
 */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => "timestamp with time zone",
  fromDriver: (value) => `${value.slice(0, 10)}T${value.slice(11, value.endsWith("+00") ? -3 : undefined)}Z`,
});

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const recordId = <Of extends string = string>() => uuid("id").$type<Of>().notNull();

/** When a record was made and last changed, and the version that an update names. */
export const recordStamps = () => ({
  createdAt: instant("created_at").notNull().default(sql`now()`),
  ...changeStamps(),
});

/** Of records whose making is told in other words. */
export const changeStamps = () => ({
  updatedAt: instant("updated_at").notNull().default(sql`now()`),
  version: integer("version").notNull().default(1),
});

/**
 * Of records with fields that are withheld from some: how many of its versions changed nothing else, and since when the
 * record is as those see it who may not see these fields. Null: none, and since `updatedAt`. Stamped by `keep_version`.
 */
export const withheldStamps = () => ({
  withheldVersions: integer("withheld_versions"),
  shownAt: instant("shown_at"),
});

/** Who made this version, where it is not the first. The trigger `keep_version` stamps it, with the time and the version. */
export const updatedBy = () => uuid("updated_by").$type<AccountId>();

/**
 * What a search index may have waiting to be sorted in. Each search reads all of it, and who fills it up sorts it in:
 * with PostgreSQL's own 4 MB the one costs milliseconds, and with none every row made costs half as much again.
 */
export const pendingKilobytes = 512;

/** Both views of a person's name, and how to reach the person; with what lists are sorted by and searched in. */
export const personColumns = () => ({
  name: text("name").notNull(),
  firstName: text("first_name").notNull(),
  lastName: text("last_name").notNull(),
  phoneNumber: text("phone_number"),
  email: text("email"),
  /** What `sort=name` goes by, and the same for names that differ by case and accents alone. */
  sortName: text("sort_name")
    .notNull()
    .generatedAlwaysAs(sql`fold_text(trim(last_name || ' ' || first_name))`),
  /** What `q` looks in: without case and accents, as what is looked for, and telephone numbers by their digits, too. */
  searchText: text("search_text")
    .notNull()
    .generatedAlwaysAs(
      sql`fold_text(name || ' ' || first_name || ' ' || last_name || ' ' || coalesce(email, '') || ' ' || coalesce(phone_number || ' ' || regexp_replace(phone_number, '[^0-9]+', '', 'g'), ''))`,
    ),
});
