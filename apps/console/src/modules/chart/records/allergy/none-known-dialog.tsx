import type { StatementCode } from "@caretype/chart/clinical/statements";
import type { Patient } from "@caretype/client";
import { NativeSelect, Stack } from "@mantine/core";
import { useState } from "react";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { ConfirmDialog } from "../../../../kit/section/confirm-dialog.tsx";
import { caretype } from "../../../../session/client/api.ts";
import { PatientLine } from "../../../people/records/patient/patient-line.tsx";
import { texts as chartTexts } from "../clinical/chart/texts.en.ts";
import { useChartChange } from "../clinical/use-chart-change.ts";
import { texts } from "./texts.en.ts";

const groups = [
  "no-known-medication-allergies",
  "no-known-food-allergies",
  "no-known-environmental-allergies",
] as const satisfies StatementCode[];

type NoneKnownDialogProps = {
  patient: Patient;
  /** Whether "no known allergy" is possible. */
  isOfAll: boolean;
  onClose: () => void;
};

/** Records that no allergy is known: none at all, or none of a group. */
export function NoneKnownDialog({ patient, isOfAll, onClose }: NoneKnownDialogProps) {
  const [chosen, choose] = useState("");
  const patientId = patient.id;
  const group = groups.find((each) => each === chosen) ?? (isOfAll ? undefined : groups[0]);
  const change = useChartChange({
    run: async (_: null, call) => {
      if (group) await call({ patientId, statement: group }, caretype.chart.recordNoneKnown.mutate);
      else await call({ patientId }, caretype.allergy.recordNoneKnown.mutate);
    },
    onDone: () =>
      notifyDone(group ? chartTexts.isNoted(chartTexts.noneOf[group]) : texts.isNoneKnown(patient.name)),
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      label={texts.noneKnown}
      question={texts.noneKnownQuestion}
      consequence={
        <Stack>
          <NativeSelect
            label={texts.noneKnownOf}
            data={[
              ...(isOfAll ? [{ value: "", label: chartTexts.noneKnown }] : []),
              ...groups.map((value) => ({ value, label: chartTexts.noneOf[value] })),
            ]}
            value={group ?? ""}
            onChange={({ currentTarget: { value } }) => choose(value)}
          />
          {texts.noneKnownMeaning(patient.name)}
          <PatientLine id={patient.id} />
        </Stack>
      }
      isFinal={false}
      onConfirm={() => change.mutateAsync(null)}
    />
  );
}
