import type { Doctor, DoctorId } from "@caretype/client";
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { Section } from "../../../kit/section/section.tsx";
import { DoctorPicker } from "../../../records/assignment/doctor-picker.tsx";
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
  const [doctor, setDoctor] = useState<Doctor | null>(null);
  return (
    <DoctorPicker
      label={texts.doctor}
      isRequired={false}
      placeholder={texts.doctorPlaceholder}
      chosen={doctor}
      onChoose={(next) => {
        setDoctor(next);
        onChoose(next?.id);
      }}
    />
  );
}
