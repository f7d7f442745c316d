import { type AccountId, type AnyId, accountId as accountIds, anyId } from "@caretype/client";

/** What the address of the audit says: ids and days, and nothing that names a patient. */
export type AuditFilters = {
  accountId?: AccountId;
  action?: string;
  outcome?: string;
  /** The record that the entries are about. */
  subjectId?: AnyId;
  /** The reader's days, the last one included. */
  from?: string;
  until?: string;
  sort?: "oldest";
};

const isLike = (value: unknown, pattern: RegExp): value is string =>
  typeof value === "string" && pattern.test(value);

/** A date that is none, such as the 31st of February, would be another day. */
const isDay = (value: unknown): value is string =>
  isLike(value, /^\d{4}-\d\d-\d\d$/) && new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) === true;

/**
 * Anybody may write an address: what makes no sense in it is no filter. It is set to undefined, and not left out, as the
 * router would keep what it says.
 */
export function readAuditFilters(search: Record<string, unknown>): AuditFilters {
  const { accountId, action, outcome, subjectId, from, until, sort } = search;
  const isTurned = isDay(from) && isDay(until) && from > until;
  return {
    accountId: accountIds.is(accountId) ? accountId : undefined,
    action: isLike(action, /^[A-Za-z]+\.[A-Za-z]+$/) ? action : undefined,
    outcome: isLike(outcome, /^(?:ok|[A-Z_]+)$/) ? outcome : undefined,
    subjectId: anyId.is(subjectId) ? subjectId : undefined,
    from: isDay(from) && !isTurned ? from : undefined,
    until: isDay(until) && !isTurned ? until : undefined,
    sort: sort === "oldest" ? sort : undefined,
  };
}

/** How many are set; the order is none. */
export const countFilters = ({ sort: _sort, ...filters }: AuditFilters): number =>
  Object.values(filters).filter((value) => value !== undefined).length;
