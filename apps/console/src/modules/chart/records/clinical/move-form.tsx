import type { Patient, PatientId, RouterInputs } from "@caretype/client";
import { useState } from "react";
import { ReasonForm } from "../../../../kit/form/reason-form.tsx";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { PatientPicker } from "../../../people/records/assignment/patient-picker.tsx";
import { texts as assignmentTexts } from "../../../people/records/assignment/texts.en.ts";
import { texts } from "./texts.en.ts";
import { useChartChange } from "./use-chart-change.ts";

type MoveFormProps = {
  record: {
    id: RouterInputs["chart"]["moveRecord"]["recordId"];
    version: number;
    patientId: PatientId;
  };
  onDone: () => void;
  onCancel: () => void;
};

/** Moves a record from the wrong patient. */
export function MoveForm({ record, onDone, onCancel }: MoveFormProps) {
  const { id: recordId, version: expectedVersion } = record;
  const [patient, choose] = useState<Patient | null>(null);
  const [isMissing, setMissing] = useState(false);
  const change = useChartChange({
    run: (input: RouterInputs["chart"]["moveRecord"], call) => call(input, caretype.chart.moveRecord.mutate),
    onDone: () => {
      void readAgain(api.encounter);
      notifyDone(texts.isMoved(patient?.name ?? ""));
      onDone();
    },
  });
  return (
    <ReasonForm
      about={texts.moves}
      label={texts.reason}
      submitLabel={texts.move}
      change={change}
      onSubmit={(reason) =>
        patient
          ? change.mutate({ recordId, expectedVersion, patientId: patient.id, reason })
          : setMissing(true)
      }
      onCancel={onCancel}
    >
      <PatientPicker
        chosen={patient}
        onChoose={choose}
        error={isMissing && !patient ? assignmentTexts.isMissing.patientId : null}
        refusal={({ id }) => (id === record.patientId ? texts.hasIt : null)}
      />
    </ReasonForm>
  );
}
