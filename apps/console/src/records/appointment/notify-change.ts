import { statusBefore } from "@caretype/api/appointment/steps";
import type { Appointment } from "@caretype/client";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Undo } from "../../kit/notice/last-change.ts";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { api, caretype } from "../../session/client/api.ts";

/**
 * Returns a function that tells of a change, with Undo. Appointments are then read again, also after a refusal, as somebody
 * else has changed them.
 */
export function useNotifyChange(): (message: ReactNode, undo?: Undo) => void {
  const queries = useQueryClient();
  return (message, undo) =>
    notifyDone(
      message,
      undo && (() => undo().finally(() => queries.invalidateQueries(api.appointment.pathFilter()))),
    );
}

/** Takes back the last step of each. Undefined if no status has a way back. */
export function stepBackOf(...changed: readonly Appointment[]): Undo | undefined {
  const back = changed.filter((each) => statusBefore(each) !== null);
  if (back.length === 0) return undefined;
  return async () => {
    for (const { id, version: expectedVersion } of back)
      await caretype.appointment.stepBack.mutate({ id, expectedVersion, reason: "wrong-click" });
  };
}
