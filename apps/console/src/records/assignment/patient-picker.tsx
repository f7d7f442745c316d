import type { Patient } from "@caretype/client";
import { type ReactNode, useState } from "react";
import { useGrouping } from "../../kit/phone/use-grouping.ts";
import { commonTexts } from "../../words/common/common.ts";
import { describePatient } from "../patient/describe-patient.ts";
import { texts as patientTexts } from "../patient/texts.en.ts";
import { SearchPicker } from "./search-picker.tsx";
import { texts as assignmentTexts } from "./texts.en.ts";
import { usePatientSearch } from "./use-people-search.ts";

type PatientPickerProps = {
  chosen: Patient | null;
  onChoose: (patient: Patient | null) => void;
  error: ReactNode;
  /** Why a patient cannot be chosen. Null: they can. */
  refusal?: (patient: Patient) => string | null;
};

/** Searches the practice's patients for one. */
export function PatientPicker(props: PatientPickerProps) {
  const [text, setText] = useState("");
  const found = usePatientSearch(text);
  const group = useGrouping(true);
  return (
    <SearchPicker
      label={commonTexts.patient}
      path="patientId"
      placeholder={patientTexts.searchPlaceholder}
      empty={text.trim() ? assignmentTexts.picker.noPatient : assignmentTexts.picker.typeName}
      text={text}
      found={found}
      onText={setText}
      describe={(patient) => describePatient(patient, group)}
      description={props.chosen && describePatient(props.chosen, group)}
      {...props}
    />
  );
}
