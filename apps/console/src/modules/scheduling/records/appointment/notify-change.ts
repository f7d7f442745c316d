import { type Appointment, isNetworkError } from "@caretype/client";
import { statusBefore } from "@caretype/scheduling/appointment/steps";
import type { ReactNode } from "react";
import { messageOf } from "../../../../kit/notice/error-notice.tsx";
import { type Undo, undoEach } from "../../../../kit/notice/last-change.ts";
import { notifyDone, notifyFailed } from "../../../../kit/notice/notify.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { texts } from "./texts.en.ts";

/**
 * Returns a function that reports a change, with Undo. Refetches appointments, also after a refusal, as they have
 * changed.
 */
export function useNotifyChange(): (message: ReactNode, undo?: Undo) => void {
  const { dayAndTime } = usePracticeTime();
  const name = (error: unknown) => {
    if (!(error instanceof NotAllBack)) throw error;
    const { refused } = error;
    const why = refused.map(({ visit, error }) => `${dayAndTime(visit.startsAt)}: ${messageOf(error)}`);
    notifyFailed(texts.areNotBack(refused.length), why.join(" "));
  };
  return (message, undo) =>
    notifyDone(
      message,
      undo &&
        (() =>
          undo()
            .catch(name)
            .finally(() => readAgain(api.appointment))),
    );
}

type Refused = { visit: Appointment; error: unknown };

/** Some of several changes could not be undone. */
class NotAllBack extends Error {
  override readonly name = "NotAllBack";
  readonly refused: readonly Refused[];
  constructor(refused: readonly Refused[]) {
    super();
    this.refused = refused;
  }
}

/**
 * Undoes each change by `back`. A refused one does not stop the others. Stops if the server is unreachable; a retry
 * continues.
 */
export function eachBack(
  changed: readonly Appointment[],
  back: (visit: Appointment) => Promise<unknown>,
): Undo {
  const refused: Refused[] = [];
  const undo = undoEach(changed, async (visit) => {
    try {
      await back(visit);
    } catch (error) {
      if (changed.length === 1 || isNetworkError(error)) throw error;
      refused.push({ visit, error });
    }
  });
  return async () => {
    await undo();
    if (refused.length > 0) throw new NotAllBack(refused);
  };
}

/** Undoes each one's last step. Undefined if no status can be undone. */
export function stepBackOf(...changed: readonly Appointment[]): Undo | undefined {
  const left = changed.filter((each) => statusBefore(each) !== null);
  if (left.length === 0) return undefined;
  return eachBack(left, ({ id, version: expectedVersion }) =>
    caretype.appointment.stepBack.mutate({ id, expectedVersion, reason: "wrong-click" }),
  );
}
