import { type Database, prepared } from "@caretype/db";
import { auditArchive, auditEntry } from "@caretype/db/schema";
import { desc, sql } from "drizzle-orm";
import { z } from "zod";
import { invalidInput, onlyRow } from "../../../kernel/error/domain-error.ts";
import { beginOfDay } from "../../../kernel/field/day-begin.ts";
import { type AnyId, UnknownId } from "../../../kernel/field/ids.ts";
import { isStorableInstant, toUtc } from "../../../kernel/field/instant.ts";
import { cursorOf, maxId, minId, readCursor } from "../../../kernel/field/paging.ts";
import { Instant } from "../../../kernel/field/schemas.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";
import { instant } from "../seal/queries.ts";
import { closedUntil } from "../seal/seal-entries.ts";
import type { View } from "./action-descriptions.ts";
import { monthWindows, type Window } from "./months.ts";
import {
  type EntryRow,
  type EntrySearch,
  type OfSubject,
  selectFewOfSubject,
  selectNarrowed,
  selectNearestOfSubject,
  selectOfPractice,
  selectOfSubject,
} from "./queries.ts";
import { EntryOrder, type EntryPage, type ListEntries } from "./schema.ts";
import { describeActor, describeEntry, effectOf, roleOf } from "./words.ts";

export type EntryQuery = Omit<ListEntries, "subjectId"> & {
  /** Stored in the cursor of the next page. */
  completeUntil?: string | undefined;
  /** Finds entries that name any of these records. */
  subjectIds?: readonly AnyId[] | undefined;
  withSubjects: boolean;
};
type Found = { rows: EntryRow[]; nextCursor: string | null };

/** A page of the practice's entries. Rejects with `INVALID_INPUT` for a broken cursor, or one of another order. */
export async function findEntries(db: Database, scope: Scope, query: EntryQuery): Promise<Found> {
  const { sort, limit, completeUntil } = query;
  const found = await selectEntries(db, scope, query);
  const rows = found.slice(0, fitting(found, limit));
  const last = rows.length < found.length ? rows.at(-1) : undefined;
  return { rows, nextCursor: last ? encodeEntryCursor(sort, { ...last, completeUntil }) : null };
}

/** A page ends early at this many record ids, because a thousand parts of an import name a million. */
const maxNamed = 50_000;

/** The number of entries on the page. At least one, whatever its size. */
function fitting(rows: readonly EntryRow[], limit: number): number {
  let named = 0;
  const past = rows.findIndex(({ subjectIds }, index) => {
    named += subjectIds?.length ?? 0;
    return index >= limit || (index > 0 && named > maxNamed);
  });
  return past === -1 ? rows.length : past;
}

async function selectEntries(
  db: Database,
  { practiceId, timeZone }: Scope,
  query: EntryQuery,
): Promise<EntryRow[]> {
  const { sort, limit, withSubjects } = query;
  const { accountId = null, action = null, outcome = null, kind } = query;
  const [from = null, until = null] = [query.from, query.until].map((edge) =>
    edge?.length === 10 ? toUtc(beginOfDay(edge, timeZone)) : edge,
  );
  if (from !== null && until !== null && from > until)
    throw invalidInput({ from: ["Must be no later than `until`"] });
  const search = {
    ...decodeEntryCursor(query.cursor, sort),
    practiceId,
    from,
    until,
    begin: null,
    end: null,
    accountId,
    action,
    outcome,
    technical: kind === undefined ? null : kind === "technical",
    withSubjects,
    limit: limit + 1,
  };
  // Entries of one action or outcome may be rare.
  const isRare = action !== null || outcome !== null;
  if (query.subjectIds) {
    const subjectIds = `{${query.subjectIds.join(",")}}`;
    const read = isRare || accountId !== null ? selectOfSubject : selectMonthOfSubject;
    return readByMonths(db, sort, { search: { ...search, subjectIds }, read });
  }
  const read = isRare || accountId !== null ? selectNarrowed : selectOfPractice;
  return isRare || kind !== undefined ? readByMonths(db, sort, { search, read }) : read(db, sort, search);
}

/**
 * The index of subjects is unordered, so all entries of a month are looked up. That is slow for a patient with
 * thousands of entries. Then the practice's nearest entries are scanned instead, many of which are the patient's.
 */
async function selectMonthOfSubject(db: Database, sort: EntryOrder, search: OfSubject): Promise<EntryRow[]> {
  const few = await selectFewOfSubject(db, sort, search);
  if (few) return few;
  const nearest = await selectNearestOfSubject(db, sort, search);
  return nearest.length === search.limit ? nearest : selectOfSubject(db, sort, search);
}

type Reading<Search> = {
  search: Search;
  read: (db: Database, sort: EntryOrder, search: Search) => Promise<EntryRow[]>;
};

/** Runs short statements one after another until the page is full. */
async function readByMonths<Search extends EntrySearch>(
  db: Database,
  sort: EntryOrder,
  { search, read }: Reading<Search>,
): Promise<EntryRow[]> {
  const rows: EntryRow[] = [];
  for (const window of await windowsOf(db, sort, search)) {
    const limit = search.limit - rows.length;
    rows.push(...(await read(db, sort, { ...search, ...window, limit })));
    if (rows.length === search.limit) break;
  }
  return rows;
}

const opposite = { newest: "oldest", oldest: "newest" } as const;

/** Time windows from the position to the practice's last entry. */
async function windowsOf(db: Database, sort: EntryOrder, search: EntrySearch): Promise<Window[]> {
  const any = {
    ...search,
    accountId: null,
    action: null,
    outcome: null,
    technical: null,
    withSubjects: false,
    limit: 1,
  };
  const [near] = await selectOfPractice(db, sort, any);
  const [far] = await selectOfPractice(db, opposite[sort], { ...any, ...beginning[opposite[sort]] });
  return near && far ? monthWindows(sort, { near: near.at, far: far.at }) : [];
}

/** An entry's position. Many share an instant, but ids are unique. */
type EntryPosition = { at: string; id: string; completeUntil?: string | undefined };

const StoredInstant = Instant.refine(isStorableInstant).transform(toUtc);
const Cursor = z.tuple([EntryOrder, StoredInstant, UnknownId, StoredInstant.optional()]);

const encodeEntryCursor = (sort: EntryOrder, { at, id, completeUntil }: EntryPosition) =>
  cursorOf([sort, at, id, ...(completeUntil === undefined ? [] : [completeUntil])]);

/** A position before the first entry, so that the first page uses the same statement as others. */
const beginning: Record<EntryOrder, EntryPosition> = {
  newest: { at: "infinity", id: maxId },
  oldest: { at: "-infinity", id: minId },
};

/** Throws `INVALID_INPUT` for a cursor that is broken or belongs to another order. */
function decodeEntryCursor(cursor: string | undefined, sort: EntryOrder): EntryPosition {
  if (cursor === undefined) return beginning[sort];
  const [of, at, id, completeUntil] = readCursor(cursor, Cursor) ?? [];
  if (of !== sort || at === undefined || id === undefined)
    throw invalidInput({ cursor: ["Not a cursor of this list and sort"] });
  return { at, id, completeUntil };
}

/**
 * The instant up to which a walk from the oldest entry is complete, from its first page on. An entry has its
 * transaction's start time, so until that ends, earlier entries may still appear.
 */
async function findCompleteUntil(primary: Database, { cursor }: ListEntries): Promise<string> {
  const { at, completeUntil } = decodeEntryCursor(cursor, "oldest");
  if (completeUntil !== undefined) return completeUntil;
  const closed = await closedUntil(primary, { patience: 0 });
  // The start of a running transaction is hidden, so entries since the walk's beginning are sent again.
  if (closed === null) return cursor === undefined ? "0001-01-01T00:00:00Z" : at;
  // A test's moved clock is only in `now()`.
  const until = sql<string>`now() - (statement_timestamp() - (${instant(closed)}))`.mapWith(auditEntry.at);
  return onlyRow(await primary.select({ until }).from(sql`(select) as here`)).until;
}

type Readers = { primary: Database; searcher: Database };

/** `primary` lists the running transactions. A walk from the oldest entry is read there, too. */
export async function listEntries(
  { primary, searcher }: Readers,
  scope: Scope,
  input: ListEntries,
): Promise<EntryPage> {
  const { subjectId, ...asked } = input;
  const subjectIds = subjectId === undefined ? undefined : [subjectId];
  // Before the entries are read: entries added meanwhile come with the next walk.
  const completeUntil = asked.sort === "oldest" ? await findCompleteUntil(primary, input) : undefined;
  const query = { ...asked, subjectIds, completeUntil, withSubjects: true };
  const { rows, nextCursor } = await findEntries(searcher, scope, query);
  const items = rows.map((row) => ({
    id: row.id,
    ...toReportedEntry(row, "practice"),
    subjectIds: row.subjectIds ?? [],
  }));
  const isLast = completeUntil !== undefined && nextCursor === null;
  const resumeCursor = isLast ? encodeEntryCursor("oldest", { at: completeUntil, id: minId }) : null;
  return { items, nextCursor, resumeCursor, archivedBefore: await findArchivedBefore(searcher) };
}

const newest = prepared([], (db) =>
  db.select({ until: auditArchive.untilAt }).from(auditArchive).orderBy(desc(auditArchive.number)).limit(1),
);

/** Entries before this instant are archived. Null: none. */
export async function findArchivedBefore(db: Database): Promise<string | null> {
  const [row] = await newest(db).execute();
  return row?.until ?? null;
}

/** Adds the description to an entry, and removes its other subjects. */
export function toReportedEntry(
  { id: _id, subjectIds: _subjects, meantId: _meant, ...row }: EntryRow,
  view: View,
) {
  return {
    ...row,
    role: roleOf(row.basis),
    who: describeActor({ name: row.accountName, nameThen: row.accountNameThen, basis: row.basis }),
    what: describeEntry(row, view),
    effect: effectOf(row),
  };
}
