import type { AccountId } from "@caretype/client";
import type { ReactNode } from "react";
import { changesOf, differences, type Fact, type FactChange, type FactLine, linesOf } from "./facts.ts";
import { texts as historyTexts } from "./texts.en.ts";

type Operation = "created" | "updated" | "removed" | "restored";

/** A version of a record, as the API's `history` returns it. */
export type Version<Value> = {
  version: number;
  operation: Operation;
  changedAt: string;
  changedBy: AccountId | null;
  changedByName: string | null;
  record: Value | null;
  changes: { [Name in keyof Value]?: { from: Value[Name] | null } | undefined };
};

export type TimelineEntry = {
  id: string;
  at: string;
  /** Null if the name is not available. */
  who: string | null;
  /** For example `Details changed`. */
  what: string;
  /** The name in that text, if any. */
  about?: string | undefined;
  /** The text with links, if any. */
  heading?: ReactNode;
  operation: Operation | "merged" | "separated";
  changes: FactChange[];
  /** Replaces missing changes. */
  note?: string | null;
  /** The record at that time; none if removed or no longer available. */
  past?: FactLine[] | null;
  /** None if there is nothing to revert, or the user may not. */
  revert?: Revert | null;
  action?: ReactNode;
};

type Revert = {
  changes: FactChange[];
  run: () => Promise<unknown>;
};

export type About<Value> = {
  /** The record's id, as a timeline can contain several records. */
  id: string;
  facts: readonly Fact<Value>[];
  /** The text of each operation, such as `Patient added`. */
  words: Record<Operation, string>;
  /** The name in that text, if any. */
  name?: string;
  /** The current record; null if it is removed, or the user may not change it. */
  current?: Value | null;
  /** Reverts the record to a version. */
  revertTo?: ((version: number) => Promise<unknown>) | undefined;
};

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
      note: operation === "updated" && changes.length === 0 ? historyTexts.hiddenChanges : null,
      past: record === null ? null : linesOf(about.facts, record),
      revert: revertOf(version, about),
    };
  });

function revertOf<Value>({ version, record }: Version<Value>, about: About<Value>): Revert | null {
  const { facts, current, revertTo } = about;
  if (!record || !current || !revertTo) return null;
  const changes = differences(facts, current, record);
  return changes.length === 0 ? null : { changes, run: () => revertTo(version) };
}
