import { describeAction, isRead } from "@caretype/api/audit/action-descriptions";
import type { AuditEntry } from "@caretype/client";
import { type DescribedEntry, entryText } from "./entry-text.ts";
import { texts as auditTexts } from "./texts.en.ts";

type Foldable = DescribedEntry & Pick<AuditEntry, "at" | "accountId" | "role">;

/** A row of a table: an entry, or several that are folded into one. */
export type FoldedRow<Entry> = {
  key: string;
  /** The entry, or the first of the folded ones. */
  entry: Entry;
  /** The folded entries. Undefined for a single one. */
  fold?: { entries: readonly Entry[]; isOpen: boolean };
  /** Whether this entry belongs to the unfolded row above. */
  isNested: boolean;
};

type FoldOptions<Entry> = {
  keyOf: (entry: Entry) => string;
  recordsOf: (entry: Entry) => readonly string[];
  /** The keys of the unfolded rows. */
  open: ReadonlySet<string>;
};

/**
 * Folds one account's reads of a record within a minute. Changes, and calls that were refused, always have rows of
 * their own. A fold is where its first entry is, so that a later page never moves the rows above.
 */
export function foldEntries<Entry extends Foldable>(
  entries: readonly Entry[],
  { keyOf, recordsOf, open }: FoldOptions<Entry>,
): FoldedRow<Entry>[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groupOf(entry, recordsOf(entry)) ?? keyOf(entry);
    const known = groups.get(group);
    if (known) known.push(entry);
    else groups.set(group, [entry]);
  }
  return [...groups.values()].flatMap((group) => rowsOf(group, { keyOf, open }));
}

/** Undefined for an entry that is not folded. */
function groupOf({ action, at, accountId, role, effect }: Foldable, records: readonly string[]) {
  if (!isRead(action) || effect !== "done" || accountId === null) return undefined;
  const [record] = records;
  // A list is another look at each of its records, so only the same list folds.
  const isOfOne = record !== undefined && !describeAction(action, "patient").startsWith("Saw ");
  const about = isOfOne ? record : [action, ...records].join(" ");
  const minute = at.slice(0, "2026-11-22T10:31".length);
  return [accountId, role, minute, about].join(" ");
}

function rowsOf<Entry>(
  entries: readonly Entry[],
  { keyOf, open }: Pick<FoldOptions<Entry>, "keyOf" | "open">,
): FoldedRow<Entry>[] {
  const [entry] = entries;
  if (entry === undefined) return [];
  if (entries.length === 1) return [{ key: keyOf(entry), entry, isNested: false }];
  const key = `fold-${keyOf(entry)}`;
  const isOpen = open.has(key);
  const nested = isOpen ? entries.map((each) => ({ key: keyOf(each), entry: each, isNested: true })) : [];
  return [{ key, entry, fold: { entries, isOpen }, isNested: false }, ...nested];
}

/** Describes a row: `Opened the record · 6 entries`. */
export function describeRow({ entry, fold }: Pick<FoldedRow<Foldable>, "entry" | "fold">): string {
  if (!fold) return entryText(entry);
  const isSame = fold.entries.every(({ action }) => action === entry.action);
  return auditTexts.fold(fold.entries.length, isSame ? entryText(entry) : undefined);
}
