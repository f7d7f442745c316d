import { type AccountId, type AnyId, accountId as accountIds, anyId } from "@caretype/client";

/** The address's parameters: ids and days, but no patients' names. */
export type AuditFilters = {
  accountId?: AccountId;
  action?: string;
  outcome?: string;
  subjectId?: AnyId;
  /** Inclusive days in the user's time zone. */
  from?: string;
  until?: string;
  sort?: "oldest";
  technical?: true;
};

const isLike = (value: unknown, pattern: RegExp): value is string =>
  typeof value === "string" && pattern.test(value);

/** Rejects dates such as 31 February, which would become another day. */
const isDay = (value: unknown): value is string =>
  isLike(value, /^\d{4}-\d\d-\d\d$/) && new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) === true;

/**
 * Ignores invalid parameters.
 * They are undefined, not missing, as the router would keep missing ones.
 */
export function readAuditFilters(search: Record<string, unknown>): AuditFilters {
  const { accountId, action, outcome, subjectId, from, until, sort, technical } = search;
  const isReversed = isDay(from) && isDay(until) && from > until;
  return {
    accountId: accountIds.is(accountId) ? accountId : undefined,
    action: isLike(action, /^[A-Za-z]+\.[A-Za-z]+$/) ? action : undefined,
    outcome: isLike(outcome, /^(?:ok|[A-Z_]+)$/) ? outcome : undefined,
    subjectId: anyId.is(subjectId) ? subjectId : undefined,
    from: isDay(from) && !isReversed ? from : undefined,
    until: isDay(until) && !isReversed ? until : undefined,
    sort: sort === "oldest" ? sort : undefined,
    technical: technical === true ? technical : undefined,
  };
}

/** The number of filters, without order and kind. */
export const countFilters = ({ sort: _sort, technical: _technical, ...filters }: AuditFilters): number =>
  Object.values(filters).filter((value) => value !== undefined).length;

/** The kind to request. A selected action may be technical itself. */
export const kindOf = ({ technical, action }: AuditFilters): "records" | undefined =>
  technical || action ? undefined : "records";
