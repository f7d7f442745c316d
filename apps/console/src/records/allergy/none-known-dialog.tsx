import type { Patient } from "@caretype/client";
import { Stack, Text } from "@mantine/core";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { FormButtons } from "../../kit/form/form-frame.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { caretype } from "../../session/client/api.ts";
import { useChartChange } from "../clinical/use-chart-change.ts";
import { PatientLine } from "../patient/patient-line.tsx";
import { texts } from "./texts.en.ts";

/** Notes that the patient was asked, and that no allergy is known. */
export function NoneKnownDialog({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const input = { patientId: patient.id };
  const change = useChartChange({
    run: (_: null, call) => call(input, (options) => caretype.allergy.recordNoneKnown.mutate(input, options)),
    onDone: () => {
      notifyDone(texts.isNoneKnown(patient.name));
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={texts.noneKnownQuestion} centered>
      <Stack>
        <Text size="sm">{texts.noneKnownMeaning(patient.name)}</Text>
        <PatientLine id={patient.id} />
        {change.error ? <ErrorNotice error={change.error} /> : null}
        <FormButtons
          onCancel={onClose}
          isCancelFocused
          submitLabel={texts.noneKnown}
          onConfirm={() => change.mutate(null)}
          isPending={change.isPending}
        />
      </Stack>
    </Dialog>
  );
}
