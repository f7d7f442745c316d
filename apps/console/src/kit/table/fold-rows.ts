import { useCallback, useState } from "react";

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

export type Folding<Entry> = {
  keyOf: (entry: Entry) => string;
  /** Entries of one group are one row. Undefined: the entry is not folded. */
  groupOf: (entry: Entry) => string | undefined;
  /** The keys of the unfolded rows. */
  open: ReadonlySet<string>;
};

/** Folds the entries of a group into one row, where its first entry is: so a later page never moves the rows above. */
export function foldRows<Entry>(entries: readonly Entry[], folding: Folding<Entry>): FoldedRow<Entry>[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = folding.groupOf(entry) ?? folding.keyOf(entry);
    const known = groups.get(group);
    if (known) known.push(entry);
    else groups.set(group, [entry]);
  }
  return [...groups.values()].flatMap((group) => rowsOf(group, folding));
}

function rowsOf<Entry>(
  entries: readonly Entry[],
  { keyOf, open }: Pick<Folding<Entry>, "keyOf" | "open">,
): FoldedRow<Entry>[] {
  const [entry] = entries;
  if (entry === undefined) return [];
  if (entries.length === 1) return [{ key: keyOf(entry), entry, isNested: false }];
  const key = `fold-${keyOf(entry)}`;
  const isOpen = open.has(key);
  const nested = isOpen ? entries.map((each) => ({ key: keyOf(each), entry: each, isNested: true })) : [];
  return [{ key, entry, fold: { entries, isOpen }, isNested: false }, ...nested];
}

/** Which folded rows are open, by key. */
export function useFolds() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (key: string) => setOpen((before) => new Set(before.has(key) ? without(before, key) : [...before, key])),
    [],
  );
  return { open, toggle };
}

const without = (keys: ReadonlySet<string>, gone: string) => [...keys].filter((key) => key !== gone);
