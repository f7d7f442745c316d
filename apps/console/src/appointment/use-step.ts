import type { Appointment } from "@caretype/client";
import { useQueryClient } from "@tanstack/react-query";
import { api, caretype } from "../api.ts";
import { useSingleMutation } from "../shell/behavior/use-single-mutation.ts";
import { notifyDone, notifyFailed } from "../shell/notice/notify.tsx";
import { appointmentTexts as texts } from "../texts/appointment.ts";

/** The steps at the reception desk, by the status that allows them. The usual one is first. */
export const stepsOf = {
  pending: ["confirm"],
  booked: ["checkIn", "noShow"],
  arrived: ["complete"],
  // Also of a patient who comes late.
  noshow: ["checkIn"],
  fulfilled: [],
  cancelled: [],
} as const satisfies Record<Appointment["status"], readonly Step[]>;

export type Step = keyof typeof texts.steps;

type Wanted = { appointment: Appointment; step: Step };

/** Takes a step with an appointment, unless somebody has changed it since. A step cannot be undone. */
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
