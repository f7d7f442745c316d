import { awaitedFor, mayDo } from "@caretype/api/appointment/steps";
import type { Appointment } from "@caretype/client";
import { useQueryClient } from "@tanstack/react-query";
import { useSingleMutation } from "../../kit/behavior/use-single-mutation.ts";
import { notifyDone, notifyFailed } from "../../kit/notice/notify.tsx";
import { api, caretype } from "../../session/client/api.ts";
import { texts } from "./texts.en.ts";

/** The steps at the reception desk, the usual ones first. */
const deskSteps = ["confirm", "checkIn", "complete", "noShow"] as const;
export type DeskStep = (typeof deskSteps)[number];

/** The steps that a status and the time allow. */
export const stepsOf = (appointment: Appointment, timeZone: string): DeskStep[] =>
  deskSteps.filter(
    (step) => mayDo(step, appointment.status) && awaitedFor(step, appointment, timeZone) === null,
  );

type Wanted = { appointment: Appointment; step: DeskStep };

/** Takes a step with an appointment, unless somebody has changed it since. */
export function useStep() {
  const queries = useQueryClient();
  return useSingleMutation({
    mutationFn: ({ appointment: { id, version }, step }: Wanted) =>
      caretype.appointment[step].mutate({ id, expectedVersion: version }),
    onSuccess: ({ patientName }, { step }) => notifyDone(texts.done[step](patientName)),
    onError: (error, { appointment }) => notifyFailed(texts.isNotChanged(appointment.patientName), error),
    onSettled: () => void queries.invalidateQueries(api.appointment.pathFilter()),
  });
}
