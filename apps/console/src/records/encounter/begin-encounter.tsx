import type { Appointment } from "@caretype/client";
import { Button, Stack } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { caretype } from "../../session/client/api.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import { ChangeRefusal } from "./change-refusal.tsx";
import { texts } from "./texts.en.ts";
import { useChange } from "./use-change.ts";

/** Begins the encounter of a patient who waits, and leads to it. */
export function BeginEncounter({ appointment, onDone }: { appointment: Appointment; onDone: () => void }) {
  const { id: appointmentId, patientId, doctorId, reasonForVisit, status } = appointment;
  const may = usePermissions();
  const navigate = useNavigate();
  const change = useChange({
    run: (
      input: Pick<Appointment, "patientId" | "doctorId"> & { appointmentId: typeof appointmentId },
      call,
    ) => {
      const reason = reasonForVisit === null ? {} : { reason: { text: reasonForVisit } };
      return call(input, (options) => caretype.encounter.create.mutate({ ...input, ...reason }, options));
    },
    onDone: ({ patientName }) => {
      notifyDone(texts.added["in-progress"](patientName));
      onDone();
      void navigate({ to: "/patients/$id", params: { id: patientId }, search: { tab: "encounters" } });
    },
  });
  if (status !== "arrived" || !may("clinical:write")) return null;
  return (
    <Stack gap="sm" align="start">
      <ChangeRefusal error={change.error} />
      <Button
        variant="default"
        loading={change.isPending}
        onClick={() => change.mutate({ patientId, doctorId, appointmentId })}
      >
        {texts.begin}
      </Button>
    </Stack>
  );
}
