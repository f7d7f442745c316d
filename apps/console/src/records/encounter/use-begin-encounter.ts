import type { Appointment } from "@caretype/client";
import { useNavigate } from "@tanstack/react-router";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { caretype } from "../../session/client/api.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import type { StepAction } from "../record/step-buttons.tsx";
import { texts } from "./texts.en.ts";
import { useChange } from "./use-change.ts";

/** Begins the encounter of a patient who waits, and leads to it. No action for others. */
export function useBeginEncounter(appointment: Appointment, onDone: () => void) {
  const { id: appointmentId, patientId, doctorId, reasonForVisit, status } = appointment;
  const may = usePermissions();
  const navigate = useNavigate();
  const { error, isPending, mutate } = useChange({
    run: (_: null, call) => {
      const reason = reasonForVisit === null ? {} : { reason: { text: reasonForVisit } };
      return call({ patientId, doctorId, appointmentId, ...reason }, caretype.encounter.create.mutate);
    },
    onDone: ({ patientName }) => {
      notifyDone(texts.added["in-progress"](patientName));
      onDone();
      void navigate({ to: "/patients/$id", params: { id: patientId }, search: { tab: "encounters" } });
    },
  });
  const begin: StepAction = {
    name: "begin",
    label: texts.begin,
    isPending,
    onClick: () => mutate(null),
  };
  return { error, actions: status === "arrived" && may("clinical:write") ? [begin] : [] };
}
