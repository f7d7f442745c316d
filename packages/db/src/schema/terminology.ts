import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { TerminologyId } from "../ids.ts";
import { codedFields } from "../kinds.ts";
import { account } from "./account.ts";
import { createdAt, createdBy, inPractice, pendingKilobytes, practiceId } from "./columns.ts";
import { keyOf, oneOf, refersInPractice, refersTo } from "./keys.ts";
import { practice } from "./practice.ts";
import { practiceKeys } from "./practice-record.ts";

export const terminologyKinds = ["code-system", "value-set"] as const;
export const codeModes = ["refuse", "warn", "take"] as const;

/** An imported version of a code system or value set in a practice. Not searched until it is complete. */
export const terminology = pgTable(
  "terminology",
  {
    ...inPractice<TerminologyId>(),
    kind: text("kind", { enum: terminologyKinds }).notNull(),
    /** The system of its codes, or the address of a value set. */
    uri: text("uri").notNull(),
    /** As its publisher names it. */
    versionName: text("version_name").notNull(),
    title: text("title"),
    isComplete: boolean("is_complete").notNull().default(false),
    /** The greatest complete version of its kind and address, which searches read. */
    isLatest: boolean("is_latest").notNull().default(false),
    /** The number of received codes. Once complete, includes those retired since the previous version. */
    concepts: integer("concepts").notNull().default(0),
    createdBy: createdBy(),
    createdAt: createdAt(),
  },
  (table) => [
    ...practiceKeys(table),
    refersTo(table.createdBy, account),
    uniqueIndex("terminology_version_key").on(table.practiceId, table.kind, table.uri, table.versionName),
    uniqueIndex("terminology_latest_key")
      .on(table.practiceId, table.uri, table.kind)
      .where(sql`${table.isLatest}`),
    check("terminology_kind_check", oneOf(table.kind, terminologyKinds)),
    check("terminology_latest_check", sql`${table.isComplete} or not ${table.isLatest}`),
  ],
);

/** A code of a terminology, once, with all its words. */
export const concept = pgTable(
  "concept",
  {
    practiceId: practiceId(),
    terminologyId: uuid("terminology_id").$type<TerminologyId>().notNull(),
    system: text("system").notNull(),
    code: text("code").notNull(),
    display: text("display").notNull(),
    /** One per line. */
    synonyms: text("synonyms").notNull().default(""),
    /** Retired: not to be chosen any more. */
    isRetired: boolean("is_retired").notNull().default(false),
    /** The search text, without case and accents. Words follow a space. */
    searchText: text("search_text")
      .notNull()
      .generatedAlwaysAs(sql`fold_text(display || ' ' || code || ' ' || replace(synonyms, chr(10), ' '))`),
  },
  (table) => [
    keyOf(table.practiceId, table.terminologyId, table.code, table.system),
    refersInPractice(table, "terminologyId", terminology).onDelete("cascade"),
    // For prefixes of displays. Folding may lengthen a display, so its end is where the code begins.
    index("concept_displays_idx").on(
      table.practiceId,
      table.terminologyId,
      sql`(left(${table.searchText}, least(greatest(length(${table.display}), strpos(${table.searchText}, ' ' || lower(${table.code})) - 1), 40)) COLLATE "C")`,
    ),
    // Without the practice, which its terminology implies: a key that most rows share slows down searches.
    index("concept_words_idx")
      .using("gin", table.terminologyId, table.searchText.op("gin_trgm_ops"))
      .with({ gin_pending_list_limit: pendingKilobytes }),
  ],
);

/** The codes that a field offers, and whether it accepts others. Without a row, it accepts any code. */
export const codeField = pgTable(
  "code_field",
  {
    practiceId: practiceId(),
    field: text("field", { enum: codedFields }).notNull(),
    kind: text("kind", { enum: terminologyKinds }).notNull(),
    uri: text("uri").notNull(),
    mode: text("mode", { enum: codeModes }).notNull(),
  },
  (table) => [
    keyOf(table.practiceId, table.field),
    refersTo(table.practiceId, practice),
    check(
      "code_field_check",
      sql`${oneOf(table.field, codedFields)}
        and ${oneOf(table.kind, terminologyKinds)}
        and ${oneOf(table.mode, codeModes)}`,
    ),
  ],
);
