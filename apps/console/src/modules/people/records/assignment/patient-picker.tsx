import type { Patient } from "@caretype/client";
import { type ComponentProps, useState } from "react";
import { lazyPart } from "../../../../kit/connection/load-code.ts";
import { useGrouping } from "../../../../kit/phone/use-grouping.ts";
import { genderLabels } from "../../../../records/record/gender.ts";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { formatDate } from "../../../../words/format/format.ts";
import type { NewPatientDialogProps } from "../patient/form/new-patient-form.tsx";
import type { FoundPatient } from "../patient/patient-search.ts";
import { texts as patientTexts } from "../patient/texts.en.ts";
import { SearchPicker } from "./search-picker.tsx";
import { texts as assignmentTexts } from "./texts.en.ts";
import { usePatientSearch } from "./use-people-search.ts";

const NewPatientDialog = lazyPart<NewPatientDialogProps, "NewPatientDialog">(
  () => import("../patient/form/new-patient-form.tsx"),
  "NewPatientDialog",
);

type Shown = ComponentProps<typeof SearchPicker<Patient>>;
/**
 * `addition`: how to add an unknown patient. Undefined: adding is not offered. Default: for users who may add
 * patients.
 */
type PatientPickerProps = Pick<Shown, "onChoose" | "error" | "refusal"> &
  Partial<Pick<Shown, "label" | "path" | "addition">> & { chosen: Patient | null };

/** Details that distinguish patients of the same name. */
function describePatient(patient: FoundPatient, group: (phoneNumber: string) => string): string {
  const { formerName, dateOfBirth, dateOfBirthApproximate, age, deceasedOn, gender, phoneNumber } = patient;
  const formerly = formerName && patientTexts.formerly(formerName);
  const exact =
    dateOfBirth && !dateOfBirthApproximate ? patientTexts.birth.born(formatDate(dateOfBirth)) : null;
  const born = exact ?? (age === null ? null : patientTexts.birth.aboutYearsOld(String(age)));
  const died = deceasedOn && patientTexts.birth.died(deceasedOn);
  return [formerly, born, died, genderLabels[gender], phoneNumber && group(phoneNumber)]
    .filter(Boolean)
    .join(" · ");
}

/** Searches the practice's patients for one, or adds one with a new name. */
export function PatientPicker(props: PatientPickerProps) {
  const [text, setText] = useState("");
  const [isAdding, setAdding] = useState(false);
  const mayAdd = usePermissions()("patient:create");
  // Dates and telephone numbers can be searched, too.
  const name = /\d/.test(text) ? "" : text.trim();
  const found = usePatientSearch(text);
  const group = useGrouping(true);
  return (
    <>
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
        addition={
          mayAdd
            ? {
                label: name ? assignmentTexts.picker.add(name) : patientTexts.add,
                onAdd: () => setAdding(true),
              }
            : undefined
        }
        {...props}
      />
      {isAdding ? (
        <NewPatientDialog
          name={name}
          onClose={() => setAdding(false)}
          onChoose={(patient) => {
            setAdding(false);
            setText("");
            props.onChoose(patient);
          }}
        />
      ) : null}
    </>
  );
}
