import type { AuditEntry } from "@caretype/client";
import { describeAction, isRead } from "@caretype/core/people/audit/report/action-descriptions";
import { type FoldedRow, type Folding, foldRows } from "../../../../kit/table/fold-rows.ts";
import { type DescribedEntry, entryText } from "./entry-text.ts";
import { texts as auditTexts } from "./texts.en.ts";

type Foldable = DescribedEntry &
  Pick<AuditEntry, "at" | "accountId" | "role"> &
  Partial<Pick<AuditEntry, "subjectIds">>;

type FoldOptions<Entry> = Omit<Folding<Entry>, "groupOf"> & {
  recordsOf: (entry: Entry) => readonly string[];
};

/**
 * Folds an account's reads of a record within a minute, with the other reads of the same page. Changes and refused
 * calls always have their own row.
 */
export function foldEntries<Entry extends Foldable>(
  entries: readonly Entry[],
  { recordsOf, ...folding }: FoldOptions<Entry>,
): FoldedRow<Entry>[] {
  const pageOf = pagesRead();
  return foldRows(entries, { ...folding, groupOf: (entry) => groupOf(entry, recordsOf(entry), pageOf) });
}

/** Undefined: the entry is not folded. */
function groupOf(
  entry: Foldable,
  records: readonly string[],
  pageOf: (reader: string, at: string) => number,
) {
  const { action, at, accountId, role, effect } = entry;
  if (!isRead(action) || effect !== "done" || accountId === null) return undefined;
  const reader = `${accountId} ${role}`;
  const [record] = records;
  if (record === undefined || isOfList(action)) return `${reader} page ${pageOf(reader, at)}`;
  const minute = at.slice(0, "2026-11-22T10:31".length);
  return [reader, minute, record].join(" ");
}

/** Whether it read a list, not a single record. */
const isOfList = (action: string) => describeAction(action, "patient").startsWith("Saw ");

/** Milliseconds within which a page's reads occur. */
const pageMs = 3_000;

/** Returns a function that numbers the opened pages: reads close in time belong to one page. */
function pagesRead() {
  const last = new Map<string, { at: number; page: number }>();
  let pages = 0;
  return (reader: string, time: string): number => {
    const at = Date.parse(time);
    const before = last.get(reader);
    const page = before && Math.abs(at - before.at) <= pageMs ? before.page : ++pages;
    last.set(reader, { at, page });
    return page;
  };
}

/** Describes a row: `Opened the record · 6 entries`. */
export function describeRow({ entry, fold }: Pick<FoldedRow<Foldable>, "entry" | "fold">): string {
  if (!fold) return entryText(entry);
  const isSame = fold.entries.every(({ action }) => action === entry.action);
  const isPage = fold.entries.some(({ action, subjectIds }) => isOfList(action) || subjectIds?.length === 0);
  const what = isSame ? entryText(entry) : isPage ? auditTexts.openedPage : auditTexts.openedRecord;
  return auditTexts.fold(fold.entries.length, what);
}
