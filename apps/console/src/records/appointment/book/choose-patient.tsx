import { PatientPicker } from "../../assignment/patient-picker.tsx";
import { texts as assignmentTexts } from "../../assignment/texts.en.ts";
import { PatientLine } from "../../patient/patient-line.tsx";
import type { BookingChoice, ChoiceForm } from "./use-booking-choice.ts";

/** The patient, who cannot be changed if the page has given one. */
export function ChoosePatient({ chosen, booking: { form } }: { chosen: BookingChoice; booking: ChoiceForm }) {
  const { givenPatient, chosenPatient, choice, setPatient } = chosen;
  if (givenPatient) return <PatientLine {...givenPatient} />;
  if (choice.patientId && !chosenPatient) return null;
  return (
    <PatientPicker
      error={form.errors.patientId && !chosenPatient ? assignmentTexts.isMissing.patientId : null}
      chosen={chosenPatient}
      onChoose={(patient) => {
        setPatient(patient);
        form.clearFieldError("patientId");
      }}
    />
  );
}
