import type { ExpectedVersion } from "@caretype/api/field";
import type { Undo } from "../shell/notice/notify.tsx";

type Versioned = { id: string; version: number };

type UndoableKind<Kept extends Versioned> = {
  remove: (input: { id: Kept["id"]; expectedVersion: number }) => Promise<unknown>;
  revert: (input: { id: Kept["id"]; version: number; expectedVersion: number }) => Promise<Kept>;
  cache: (record: Kept) => void;
  invalidate: () => Promise<unknown>;
};

/**
 * Undoes changes of a kind of record. Each undo names the version that the change made, so that it never overwrites
 * what somebody else has changed since: the server refuses it then.
 */
export const undoOf = <Kept extends Versioned>({ remove, revert, cache, invalidate }: UndoableKind<Kept>) => {
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
    /** Removes a new record. */
    creation: ({ id, version }: Kept): Undo =>
      run(async () => {
        await remove({ id, expectedVersion: version });
      }),
    /** Reverts a changed record to the version before. Undefined if nothing has changed. */
    update: ({ id, version: made }: Kept, before: ExpectedVersion): Undo | undefined =>
      before === "any" || before === made
        ? undefined
        : run(async () => cache(await revert({ id, version: before, expectedVersion: made }))),
  };
};
