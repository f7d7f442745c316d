import type { DoctorId, Patient } from "@caretype/client";
import { useState } from "react";
import { useGrouping } from "../../kit/phone/use-grouping.ts";
import { commonTexts } from "../../words/common/common.ts";
import { describePatient } from "../patient/describe-patient.ts";
import { texts as patientTexts } from "../patient/texts.en.ts";
import { AssignForm } from "./assign-form.tsx";
import { SearchPicker } from "./search-picker.tsx";
import { texts as assignmentTexts } from "./texts.en.ts";
import { useAssignForm } from "./use-assign-form.ts";
import { usePatientSearch } from "./use-people-search.ts";

type AssignPatientProps = { doctorId: DoctorId; opened: boolean; onClose: () => void };

export function AssignPatient({ doctorId, opened, onClose }: AssignPatientProps) {
  const [chosen, setChosen] = useState<Patient | null>(null);
  const [text, setText] = useState("");
  const found = usePatientSearch(text);
  const group = useGrouping(opened);
  const assigning = useAssignForm({
    field: "patientId",
    pair: { doctorId, patientId: chosen?.id ?? "" },
    known: { patient: chosen ?? undefined },
    onDone: () => {
      setChosen(null);
      setText("");
      onClose();
    },
  });
  return (
    <AssignForm title={assignmentTexts.assignPatient} opened={opened} onClose={onClose} assigning={assigning}>
      <SearchPicker
        label={commonTexts.patient}
        path="patientId"
        placeholder={patientTexts.searchPlaceholder}
        empty={text.trim() ? assignmentTexts.picker.noPatient : assignmentTexts.picker.typeName}
        error={assigning.pickError}
        text={text}
        found={found}
        chosen={chosen}
        onText={setText}
        onChoose={(patient) => {
          setChosen(patient);
          assigning.pick(patient?.id ?? "");
        }}
        describe={(patient) => describePatient(patient, group)}
      />
    </AssignForm>
  );
}
