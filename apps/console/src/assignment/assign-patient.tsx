import type { DoctorId, Patient } from "@caretype/client";
import { useState } from "react";
import { searchPlaceholder } from "../patient/patient-search.ts";
import { useGrouping } from "../phone/use-grouping.ts";
import { formatDate } from "../shell/text/format.ts";
import { AssignForm } from "./assign-form.tsx";
import { SearchPicker } from "./search-picker.tsx";
import { useAssignForm } from "./use-assign-form.ts";
import { usePatientSearch } from "./use-patient-search.ts";

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
    <AssignForm title="Assign a patient" opened={opened} onClose={onClose} assigning={assigning}>
      <SearchPicker
        label="Patient"
        path="patientId"
        placeholder={searchPlaceholder}
        empty={text.trim() ? "No patient found. Try part of the name." : "Type part of a name."}
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

/** Details that distinguish patients of the same name. */
function describePatient(patient: Patient, group: (phoneNumber: string) => string): string {
  const { dateOfBirth, dateOfBirthApproximate, age, gender, phoneNumber } = patient;
  const exact = dateOfBirth && !dateOfBirthApproximate ? `born ${formatDate(dateOfBirth)}` : null;
  const born = exact ?? (age === null ? null : `about ${age} years old`);
  return [born, gender, phoneNumber && group(phoneNumber)].filter(Boolean).join(" · ");
}
