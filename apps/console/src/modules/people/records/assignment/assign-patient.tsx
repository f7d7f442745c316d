import type { DoctorId, Patient } from "@caretype/client";
import { useState } from "react";
import { AssignForm } from "./assign-form.tsx";
import { PatientPicker } from "./patient-picker.tsx";
import { texts as assignmentTexts } from "./texts.en.ts";
import { useAssignForm } from "./use-assign-form.ts";

type AssignPatientProps = { doctorId: DoctorId; opened: boolean; onClose: () => void };

export function AssignPatient({ doctorId, opened, onClose }: AssignPatientProps) {
  const [chosen, setChosen] = useState<Patient | null>(null);
  const assigning = useAssignForm({
    field: "patientId",
    pair: { doctorId, patientId: chosen?.id ?? "" },
    onDone: () => {
      setChosen(null);
      onClose();
    },
  });
  return (
    <AssignForm title={assignmentTexts.assignPatient} opened={opened} onClose={onClose} assigning={assigning}>
      <PatientPicker
        error={assigning.pickError}
        chosen={chosen}
        onChoose={(patient) => {
          setChosen(patient);
          assigning.pick(patient?.id ?? "");
        }}
      />
    </AssignForm>
  );
}
