import type { Assignment, AssignmentId } from "@caretype/client";
import type { ExpectedVersion } from "@caretype/core/kernel/field/schemas";
import type { ReactNode } from "react";
import type { Undo } from "../../../../kit/notice/last-change.ts";
import { notifyDone, notifyFailed } from "../../../../kit/notice/notify.tsx";
import { texts as assignmentTexts } from "./texts.en.ts";

type Versioned = { id: string; name: string; version: number; updatedAt: string };
type Removal<Id> = { id: Id; expectedVersion: number; unassign?: boolean };

/** A restored record, and what happened to its assignments. */
type Restored<Kept> = Kept & {
  restoredAssignments?: readonly AssignmentId[];
  assignmentsLeft?: readonly unknown[] | undefined;
};

type UndoableKind<Kept extends Versioned> = {
  calls: {
    remove: { mutate: (input: Removal<Kept["id"]>) => Promise<unknown> };
    restore: { mutate: (input: { id: Kept["id"] }) => Promise<Restored<Kept>> };
    revert: {
      mutate: (input: { id: Kept["id"]; version: number; expectedVersion: number }) => Promise<Kept>;
    };
  };
  assignmentsOf: (id: Kept["id"]) => Promise<readonly Assignment[]>;
  cache: (record: Kept) => void;
  invalidate: () => Promise<unknown>;
};

/**
 * Undoes changes of a kind of record. Each undo sends the version that the change created. If the record has changed
 * since, the server refuses it.
 */
export const undoOf = <Kept extends Versioned>({
  calls: { remove, restore, revert },
  assignmentsOf,
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
  /**
   * Removes a restored record again, with the assignments restored with it. The server refuses it if there are
   * others, or one has changed since.
   */
  const restoration = (record: Kept, restored: readonly AssignmentId[] = []): Undo =>
    run(async () => {
      const { id, version } = record;
      const unassign = restored.length > 0 && areAsRestored(await assignmentsOf(id), record, restored);
      await remove.mutate({ id, expectedVersion: version, unassign });
    });
  /** Reverts a changed record to the previous version. Undefined if nothing has changed. */
  const update = ({ id, version: created }: Kept, before: ExpectedVersion): Undo | undefined =>
    before === "any" || before === created
      ? undefined
      : run(async () => cache(await revert.mutate({ id, version: before, expectedVersion: created })));
  return {
    update,
    /** Reverts a record to an earlier version. Rejects with the call's error, after refetching. */
    revert: async ({ id, version: before }: Kept, version: number, done: ReactNode) => {
      try {
        const reverted = await revert.mutate({ id, version, expectedVersion: before });
        cache(reverted);
        void invalidate();
        notifyDone(done, update(reverted, before));
      } catch (error) {
        await invalidate();
        throw error;
      }
    },
    /** Restores a removed record. Reports assignments that were not restored. Rejects with the call's error. */
    restore: async (id: Kept["id"]) => {
      const record = await restore.mutate({ id });
      const { name, restoredAssignments, assignmentsLeft = [] } = record;
      cache(record);
      await invalidate();
      if (assignmentsLeft.length > 0) notifyFailed(...describeUnrestored(name, assignmentsLeft.length));
      return { record, name, undo: restoration(record, restoredAssignments) };
    },
    creation: ({ id, version }: Kept): Undo =>
      run(async () => {
        await remove.mutate({ id, expectedVersion: version });
      }),
  };
};

/** A record and the assignments restored with it have the same time. The API's times sort as text. */
const areAsRestored = (
  now: readonly Assignment[],
  { updatedAt }: Versioned,
  restored: readonly AssignmentId[],
): boolean => now.every((each) => restored.includes(each.id) && each.updatedAt <= updatedAt);

/** Title and reason for a record restored without some of its assignments. */
export const describeUnrestored = (name: string, count: number): [title: ReactNode, why: string] => [
  assignmentTexts.isRestoredWithout(name, count),
  assignmentTexts.whyWithout,
];
