import type { Patient, PatientId } from "@caretype/client";
import { Button, Group } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useGrouping } from "../../../kit/phone/use-grouping.ts";
import { SearchPicker } from "../../../records/assignment/search-picker.tsx";
import { texts as assignmentTexts } from "../../../records/assignment/texts.en.ts";
import { usePatientSearch } from "../../../records/assignment/use-patient-search.ts";
import { birthText } from "../../../records/patient/birth.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { genderLabels } from "../../../records/record/gender.ts";
import { texts as mergeTexts } from "../merge/texts.en.ts";

/** Compares with any patient. Some duplicates do not look alike, such as after a marriage. */
export function MergeWith({ id }: { id: PatientId }) {
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Patient | null>(null);
  const [error, setError] = useState<string | null>(null);
  const found = usePatientSearch(text);
  const group = useGrouping(found !== undefined);
  const compare = (event: FormEvent) => {
    event.preventDefault();
    if (chosen) void navigate({ to: "/patients/$id/merge/$otherId", params: { id, otherId: chosen.id } });
    else setError(assignmentTexts.isMissing.patientId);
  };
  return (
    <form onSubmit={compare} noValidate>
      <Group align="start" gap="xs" maw={480}>
        <div style={{ flex: 1, minWidth: 200 }}>
          <SearchPicker
            label={mergeTexts.duplicates.compareWith}
            path="otherId"
            placeholder={patientTexts.searchPlaceholder}
            empty={text.trim() ? assignmentTexts.picker.noPatient : assignmentTexts.picker.typeName}
            text={text}
            found={found}
            chosen={chosen}
            error={error}
            onText={setText}
            onChoose={(patient) => {
              setChosen(patient);
              setError(null);
            }}
            refusal={(patient) => (patient.id === id ? mergeTexts.duplicates.isSamePatient : null)}
            describe={(patient) => describe(patient, group)}
          />
        </div>
        <Button type="submit" variant="default" mt={{ base: 0, xs: 25 }}>
          {mergeTexts.duplicates.compare}
        </Button>
      </Group>
    </form>
  );
}

/** Details that distinguish patients of the same name. */
const describe = (patient: Patient, group: (phoneNumber: string) => string) =>
  [birthText(patient), genderLabels[patient.gender], patient.phoneNumber && group(patient.phoneNumber)]
    .filter(Boolean)
    .join(" · ");
