import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { hasBegun, isNotOver, today } from "./practice-day.ts";
import { absentOrUnknown, type StatementKind, statements } from "./statements.ts";

// A statement that a patient has nothing of a kind is a record with a reserved code. It is in force until another
// record contradicts it.

/** SQL that is true for a statement, by the column with the concept. */
export const isStatement = (concept: SQLWrapper): SQL =>
  sql`${concept} #>> '{coding,system}' is not distinct from ${sql.raw(`'${absentOrUnknown}'`)}`;

// The following is for queries of one table. Its columns are unqualified.

/** The column with the concept of a kind. */
export const conceptIn = (kind: StatementKind): string =>
  Object.values(statements).find((each) => each.kind === kind)?.concept ?? "";

/** SQL that is true for a record that is not a statement. */
const isRecord = (kind: StatementKind): SQL =>
  sql`not ${isStatement(sql.raw(conceptIn(kind)))} ${kind === "allergy" ? sql`and not is_none_known` : sql``}`;

const counting: Record<StatementKind, string> = {
  allergy: "clinical_status = 'active' and verification_status <> 'refuted'",
  condition: "clinical_status in ('active', 'recurrence', 'relapse') and verification_status <> 'refuted'",
  medication: "status = 'active'",
  immunization: "status = 'completed'",
};

/** The period in which a record had its current content, or that of a version. */
type Period = { from: SQL; until: SQL };
const now: Period = { from: sql`now()`, until: sql`now()` };

/**
 * SQL that is true for a record that contradicts a statement. Such a record prevents a new statement and ends an
 * existing one. A drug counts only on the days on which it is taken.
 */
export const isContrary = (kind: StatementKind, practiceId: SQL, { from, until }: Period = now): SQL =>
  sql`${sql.raw(counting[kind])} and ${isRecord(kind)} ${
    kind === "medication"
      ? sql`and ${hasBegun(sql`from_date`, practiceId, today(practiceId, until))}
        and ${isNotOver(sql`until_date`, practiceId, today(practiceId, from))}`
      : sql``
  }`;

/** SQL that is true for a record that was refuted. */
export const isRefuted = (kind: StatementKind): SQL =>
  kind === "allergy" || kind === "condition" ? sql`verification_status = 'refuted'` : sql`false`;
