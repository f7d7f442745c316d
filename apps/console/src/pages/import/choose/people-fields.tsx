import type { DoctorId } from "@caretype/client";
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useGrouping } from "../../../kit/phone/use-grouping.ts";
import { Section } from "../../../kit/section/section.tsx";
import { describeDoctor } from "../../../records/assignment/describe-doctor.ts";
import { SearchPicker } from "../../../records/assignment/search-picker.tsx";
import { texts as assignmentTexts } from "../../../records/assignment/texts.en.ts";
import { useDoctorSearch } from "../../../records/assignment/use-people-search.ts";
import classes from "./mapping-form.module.css";
import { identifier, people as texts } from "./texts.en.ts";

type PeopleFieldsProps = {
  /** Whether the rows name doctors, too. */
  isOfDoctors: boolean;
  system: string | undefined;
  error: string | undefined;
  onSystem: (system: string) => void;
  onDoctor: (id: DoctorId | undefined) => void;
};

/** How the rows of appointments and clinical records name patients, and doctors. */
export const PeopleFields = ({ isOfDoctors, system = "", error, onSystem, onDoctor }: PeopleFieldsProps) => (
  <Section
    title={isOfDoctors ? texts.title : texts.patientsTitle}
    about={isOfDoctors ? texts.about : texts.aboutPatients}
  >
    <div className={classes.fields}>
      {isOfDoctors ? <DoctorOfAll onChoose={onDoctor} /> : null}
      <TextInput
        name="peopleSystem"
        label={texts.system}
        placeholder={identifier.systemExample}
        error={error}
        value={system}
        onChange={({ currentTarget: { value } }) => onSystem(value)}
      />
    </div>
  </Section>
);

/** For a calendar, which rarely names its doctor. */
function DoctorOfAll({ onChoose }: { onChoose: (id: DoctorId | undefined) => void }) {
  const [text, setText] = useState("");
  const found = useDoctorSearch(text);
  const [doctor, setDoctor] = useState<(typeof found.items)[number] | null>(null);
  const group = useGrouping(true);
  return (
    <SearchPicker
      label={texts.doctor}
      isRequired={false}
      path="doctorId"
      placeholder={texts.doctorPlaceholder}
      empty={assignmentTexts.picker.noDoctor}
      error={null}
      text={text}
      found={found}
      chosen={doctor}
      onText={setText}
      onChoose={(next) => {
        setDoctor(next);
        onChoose(next?.id);
      }}
      describe={(each) => describeDoctor(each, { load: undefined, group })}
    />
  );
}
