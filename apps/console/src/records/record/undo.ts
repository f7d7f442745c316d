import type { ExpectedVersion } from "@caretype/api/field";
import type { Assignment, AssignmentId } from "@caretype/client";
import type { Undo } from "../../kit/notice/last-change.ts";

type Versioned = { id: string; version: number; updatedAt: string };
type Removal<Id> = { id: Id; expectedVersion: number; unassign?: boolean };

type UndoableKind<Kept extends Versioned> = {
  remove: (input: Removal<Kept["id"]>) => Promise<unknown>;
  /** All assignments of a record. */
  assignmentsOf: (id: Kept["id"]) => Promise<readonly Assignment[]>;
  revert: (input: { id: Kept["id"]; version: number; expectedVersion: number }) => Promise<Kept>;
  cache: (record: Kept) => void;
  invalidate: () => Promise<unknown>;
};

/**
 * Undoes changes of a kind of record. Each undo names the version that the change made, so that it never overwrites
 * what somebody else has changed since: the server refuses it then.
 */
export const undoOf = <Kept extends Versioned>({
  remove,
  assignmentsOf,
  revert,
  cache,
  invalidate,
}: UndoableKind<Kept>) => {
  const run =
    (change: () => Promise<void>): Undo =>
    async () => {
      try {
        await change();
      } finally {
        // A refusal can mean that the record has changed.
        await invalidate();
      }
    };
  return {
    creation: ({ id, version }: Kept): Undo =>
      run(async () => {
        await remove({ id, expectedVersion: version });
      }),
    /**
     * Removes a restored record again, with the assignments that were restored with it.
     * The server refuses it if there are others, or if one of them has changed since.
     */
    restoration: (record: Kept, restored: readonly AssignmentId[] = []): Undo =>
      run(async () => {
        const { id, version } = record;
        const unassign = restored.length > 0 && areAsRestored(await assignmentsOf(id), record, restored);
        await remove({ id, expectedVersion: version, unassign });
      }),
    /** Reverts a changed record to the version before. Undefined if nothing has changed. */
    update: ({ id, version: made }: Kept, before: ExpectedVersion): Undo | undefined =>
      before === "any" || before === made
        ? undefined
        : run(async () => cache(await revert({ id, version: before, expectedVersion: made }))),
  };
};

/** Restored together, the record and its assignments have the same time. Times of the API sort as text. */
const areAsRestored = (
  now: readonly Assignment[],
  { updatedAt }: Versioned,
  restored: readonly AssignmentId[],
): boolean => now.every((each) => restored.includes(each.id) && each.updatedAt <= updatedAt);
