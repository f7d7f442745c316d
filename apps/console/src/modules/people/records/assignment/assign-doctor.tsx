import type { Doctor, PatientId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../../session/client/api.ts";
import { AssignForm } from "./assign-form.tsx";
import { DoctorPicker } from "./doctor-picker.tsx";
import { texts as assignmentTexts } from "./texts.en.ts";
import { useAssignForm } from "./use-assign-form.ts";

type AssignDoctorProps = { patientId: PatientId; opened: boolean; onClose: () => void };

/** Selects a doctor for a patient. Assigned doctors are disabled. */
export function AssignDoctor({ patientId, opened, onClose }: AssignDoctorProps) {
  const [chosen, setChosen] = useState<Doctor | null>(null);
  const team = useQuery(
    api.assignment.listForPatient.queryOptions({ patientId, limit: 200 }, { enabled: opened }),
  ).data?.items;
  const assigning = useAssignForm({
    field: "doctorId",
    pair: { patientId, doctorId: chosen?.id ?? "" },
    onDone: () => {
      setChosen(null);
      onClose();
    },
  });
  return (
    <AssignForm title={assignmentTexts.assignDoctor} opened={opened} onClose={onClose} assigning={assigning}>
      <DoctorPicker
        hasLoad={opened}
        error={assigning.pickError}
        chosen={chosen}
        onChoose={(doctor) => {
          setChosen(doctor);
          assigning.pick(doctor?.id ?? "");
        }}
        refusal={({ id }) =>
          team?.some(({ doctorId }) => doctorId === id) ? assignmentTexts.alreadyAssigned : null
        }
      />
    </AssignForm>
  );
}
