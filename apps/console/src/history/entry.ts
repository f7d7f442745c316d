import type { AccountId } from "@caretype/client";
import type { ReactNode } from "react";
import { changesOf, differences, type Fact, type FactChange, type FactLine, linesOf } from "./facts.ts";

type Operation = "created" | "updated" | "removed" | "restored";

/** A version of a record, as `history` of the API answers it. */
export type Version<Value> = {
  version: number;
  operation: Operation;
  changedAt: string;
  changedBy: AccountId | null;
  changedByName: string | null;
  record: Value | null;
  changes: { [Name in keyof Value]?: { from: Value[Name] | null } | undefined };
};

/** One thing that happened, as a timeline shows it. */
export type TimelineEntry = {
  id: string;
  at: string;
  /** Null where the name is not told. */
  who: string | null;
  /** In words: `Details changed`. */
  what: string;
  /** The name in these words, where there is one. */
  about?: string | undefined;
  /** The same with links in it, where there are any. */
  heading?: ReactNode;
  operation: Operation | "merged" | "separated";
  changes: FactChange[];
  /** Instead of changes, where there are none to tell. */
  note: string | null;
  /** The record as it was then; null while it was removed, or where that is not known any more. */
  past: FactLine[] | null;
  /** Null where there is nothing to take back, or the reader may not. */
  revert: Revert | null;
  /** What else can be done about it: a button. */
  action?: ReactNode;
};

type Revert = {
  /** What would change, from how the record is now. */
  changes: FactChange[];
  run: () => Promise<unknown>;
};

type About<Value> = {
  /** Of the record, to tell its versions from those of others in one timeline. */
  id: string;
  facts: readonly Fact<Value>[];
  /** What each operation is called: `Patient added`. */
  words: Record<Operation, string>;
  /** The name in these words, where there is one. */
  name?: string;
  /** The record as it is now; null where it is removed, or cannot be changed by the reader. */
  current?: Value | null;
  /** Gives the record the content of a version again. */
  revertTo?: ((version: number) => Promise<unknown>) | undefined;
};

/** A record's versions as entries of a timeline. */
export const entriesOf = <Value>(versions: readonly Version<Value>[], about: About<Value>): TimelineEntry[] =>
  versions.map((version) => {
    const { operation, record } = version;
    const changes = operation === "removed" ? [] : changesOf(about.facts, version);
    return {
      id: `${about.id}-${version.version}`,
      at: version.changedAt,
      who: version.changedByName,
      what: about.words[operation],
      ...(about.name !== undefined && { about: about.name }),
      operation,
      changes,
      note: operation === "updated" && changes.length === 0 ? untold : null,
      past: record === null ? null : linesOf(about.facts, record),
      revert: revertOf(version, about),
    };
  });

const untold = "What was changed is not shown to your role, or not known any more.";

function revertOf<Value>({ version, record }: Version<Value>, about: About<Value>): Revert | null {
  const { facts, current, revertTo } = about;
  if (!record || !current || !revertTo) return null;
  const changes = differences(facts, current, record);
  return changes.length === 0 ? null : { changes, run: () => revertTo(version) };
}
