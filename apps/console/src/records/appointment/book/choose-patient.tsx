import { Text } from "@mantine/core";
import { useState } from "react";
import { useGrouping } from "../../../kit/phone/use-grouping.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { Name } from "../../../words/format/name.tsx";
import { SearchPicker } from "../../assignment/search-picker.tsx";
import { texts as assignmentTexts } from "../../assignment/texts.en.ts";
import { usePatientSearch } from "../../assignment/use-people-search.ts";
import { describePatient } from "../../patient/describe-patient.ts";
import { texts as patientTexts } from "../../patient/texts.en.ts";
import type { BookingChoice, ChoiceForm } from "./use-booking-choice.ts";

/** The patient, who cannot be changed if the page has given one. */
export function ChoosePatient({ chosen, booking: { form } }: { chosen: BookingChoice; booking: ChoiceForm }) {
  const { givenPatient, chosenPatient, choice, setPatient } = chosen;
  const [text, setText] = useState("");
  const found = usePatientSearch(text);
  const group = useGrouping(true);
  if (givenPatient) {
    return (
      <Text fw={600}>
        <Name>{givenPatient.name}</Name>
      </Text>
    );
  }
  if (choice.patientId && !chosenPatient) return null;
  return (
    <SearchPicker
      label={commonTexts.patient}
      path="patientId"
      placeholder={patientTexts.searchPlaceholder}
      empty={text.trim() ? assignmentTexts.picker.noPatient : assignmentTexts.picker.typeName}
      error={form.errors.patientId && !chosenPatient ? assignmentTexts.isMissing.patientId : null}
      text={text}
      found={found}
      chosen={chosenPatient}
      onText={setText}
      onChoose={(patient) => {
        setPatient(patient);
        form.clearFieldError("patientId");
      }}
      describe={(patient) => describePatient(patient, group)}
    />
  );
}
