import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { hasBegun, isNotOver, today } from "./practice-day.ts";
import { absentOrUnknown, type StatementKind, statements } from "./statements.ts";

// The statement that there is none of a kind is a record with a code of its own. It holds until there is another record.

/** SQL that is true for a statement, by the column with the concept. */
export const isStatement = (concept: SQLWrapper): SQL =>
  sql`${concept} #>> '{coding,system}' is not distinct from ${sql.raw(`'${absentOrUnknown}'`)}`;

// What follows is for queries of one table, whose columns it names.

/** The column with the concept of a kind. */
export const conceptIn = (kind: StatementKind): string =>
  Object.values(statements).find((each) => each.kind === kind)?.concept ?? "";

/** True for what is no statement that there is none. */
const isRecord = (kind: StatementKind): SQL =>
  sql`not ${isStatement(sql.raw(conceptIn(kind)))} ${kind === "allergy" ? sql`and not is_none_known` : sql``}`;

const counting: Record<StatementKind, string> = {
  allergy: "clinical_status = 'active' and verification_status <> 'refuted'",
  condition: "clinical_status in ('active', 'recurrence', 'relapse') and verification_status <> 'refuted'",
  medication: "status = 'active'",
  immunization: "status = 'completed'",
};

/** While a record was as it is now, or as a version of it. */
type Period = { from: SQL; until: SQL };
const now: Period = { from: sql`now()`, until: sql`now()` };

/**
 * True for a record that no statement can stand beside. A drug counts on the days on which it is taken.
 * It decides what a statement cannot be made beside, and what ends one.
 */
export const isContrary = (kind: StatementKind, practiceId: SQL, { from, until }: Period = now): SQL =>
  sql`${sql.raw(counting[kind])} and ${isRecord(kind)} ${
    kind === "medication"
      ? sql`and ${hasBegun(sql`from_date`, practiceId, today(practiceId, until))}
        and ${isNotOver(sql`until_date`, practiceId, today(practiceId, from))}`
      : sql``
  }`;

/** True for a record that was an error, as far as statements go. */
export const isRefuted = (kind: StatementKind): SQL =>
  kind === "allergy" || kind === "condition" ? sql`verification_status = 'refuted'` : sql`false`;
