import type { Patient } from "@caretype/client";
import { Stack } from "@mantine/core";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { ConfirmDialog } from "../../kit/section/confirm-dialog.tsx";
import { caretype } from "../../session/client/api.ts";
import { useChartChange } from "../clinical/use-chart-change.ts";
import { PatientLine } from "../patient/patient-line.tsx";
import { texts } from "./texts.en.ts";

/** Notes that the patient was asked, and that no allergy is known. */
export function NoneKnownDialog({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const change = useChartChange({
    run: (_: null, call) => call({ patientId: patient.id }, caretype.allergy.recordNoneKnown.mutate),
    onDone: () => notifyDone(texts.isNoneKnown(patient.name)),
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      label={texts.noneKnown}
      question={texts.noneKnownQuestion}
      consequence={
        <Stack>
          {texts.noneKnownMeaning(patient.name)}
          <PatientLine id={patient.id} />
        </Stack>
      }
      isFinal={false}
      onConfirm={() => change.mutateAsync(null)}
    />
  );
}
