import { mayDo } from "@caretype/chart/encounter/steps";
import { type Appointment, type Encounter, isErrorCode } from "@caretype/client";
import { useNavigate } from "@tanstack/react-router";
import type { KeyedCall } from "../../../../kit/form/idempotency-keys.ts";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import { texts } from "./texts.en.ts";
import { readEncountersAgain, useChange } from "./use-change.ts";

const { create, enterInError, list, start } = caretype.encounter;

/** Starts the waiting patient's encounter. Creates it if needed; one in progress is unchanged. */
async function begin({ id: appointmentId, patientId, doctorId, ...visit }: Appointment, call: KeyedCall) {
  const begun = async () => {
    const { items } = await list.query({ patientId, limit: 50 });
    return items.find((each) => each.appointmentId === appointmentId);
  };
  const known = visit.seenSince && (await begun());
  if (known) return { encounter: known, isNew: false };
  try {
    const reason = visit.reasonForVisit === null ? {} : { reason: { text: visit.reasonForVisit } };
    const input = { patientId, doctorId, appointmentId, ...reason };
    return { encounter: await call(input, create.mutate), isNew: true };
  } catch (error) {
    const other = isErrorCode(error, "APPOINTMENT_HAS_ENCOUNTER") && (await begun());
    if (!other) throw error;
    const { id, version: expectedVersion } = other;
    const encounter = mayDo("start", other.status) ? await start.mutate({ id, expectedVersion }) : other;
    return { encounter, isNew: false };
  }
}

/** Calls a patient in: starts the appointment's encounter and opens its note. Requires access to charts. */
export function useCallIn({ onDone, onError }: CallInProps) {
  const may = usePermissions();
  const navigate = useNavigate();
  const undo = async ({ id, version: expectedVersion }: Encounter) => {
    await enterInError.mutate({ id, expectedVersion, reason: texts.callIn.undoReason });
    await Promise.all([readEncountersAgain(), readAgain(api.appointment)]);
    await navigate({ to: "/today" });
  };
  const change = useChange({
    run: begin,
    onDone: ({ encounter, isNew }) => {
      const { id: note, patientId, patientName } = encounter;
      if (isNew) notifyDone(texts.callIn.isDone(patientName), () => undo(encounter));
      onDone?.();
      void readAgain(api.appointment);
      void navigate({ to: "/patients/$id", params: { id: patientId }, search: { note } });
    },
    onError,
  });
  /** Null without permission, or before the patient arrives. */
  const labelsFor = ({ status, seenSince }: Appointment) =>
    status !== "arrived" || !may("clinical:write") ? null : seenSince === null ? texts.callIn : texts.toNote;
  return { ...change, labelsFor };
}

type CallInProps = {
  onDone?: () => void;
  onError?: (error: unknown, appointment: Appointment) => void;
};
