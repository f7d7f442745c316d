import { useCallback, useState } from "react";

/** A table row: an entry, or several folded into one. */
export type FoldedRow<Entry> = {
  key: string;
  /** The entry, or the first folded one. */
  entry: Entry;
  /** The folded entries. Undefined for a single entry. */
  fold?: { entries: readonly Entry[]; isOpen: boolean };
  /** Whether this entry belongs to the expanded row above. */
  isNested: boolean;
};

export type Folding<Entry> = {
  keyOf: (entry: Entry) => string;
  /** Returns an entry's group. Undefined: do not fold it. */
  groupOf: (entry: Entry) => string | undefined;
  /** The keys of expanded rows. */
  open: ReadonlySet<string>;
};

/** Folds a group's entries into one row at the first entry's position, so that later pages never move rows above. */
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

/** The expanded rows, by key. */
export function useFolds() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (key: string) => setOpen((before) => new Set(before.has(key) ? without(before, key) : [...before, key])),
    [],
  );
  return { open, toggle };
}

const without = (keys: ReadonlySet<string>, gone: string) => [...keys].filter((key) => key !== gone);
