import { NativeSelect, SimpleGrid, Stack } from "@mantine/core";
import { DoctorPicker } from "../../../../people/records/assignment/doctor-picker.tsx";
import { PatientPicker } from "../../../../people/records/assignment/patient-picker.tsx";
import { texts as assignmentTexts } from "../../../../people/records/assignment/texts.en.ts";
import { useSpecializations } from "../../../../people/records/doctor/use-specializations.ts";
import { PatientLine } from "../../../../people/records/patient/patient-line.tsx";
import { texts as bookingTexts } from "./texts.en.ts";
import type { BookingChoice, ChoiceForm } from "./use-booking-choice.ts";

type ChooseProps = { chosen: BookingChoice; booking: ChoiceForm };

/** The patient, the kind of visit, and the doctor. */
export const ChooseWhat = (props: ChooseProps) => (
  <Stack>
    <ChoosePatient {...props} />
    <NativeSelect
      label={bookingTexts.visitType}
      data-autofocus
      data={props.chosen.choices.data?.visitTypes.map(({ id, name, minutes }) => ({
        value: id,
        label: bookingTexts.visitTypeOption(name, minutes),
      }))}
      value={props.chosen.visitType?.id ?? ""}
      onChange={(event) => props.chosen.setVisitType(event.currentTarget.value)}
    />
    <ChooseDoctor {...props} />
  </Stack>
);

/** The patient, fixed if the page has set one. */
function ChoosePatient({ chosen, booking: { form } }: ChooseProps) {
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

/** One doctor, the doctors of a specialization, or any. */
function ChooseDoctor({ chosen, booking: { form } }: ChooseProps) {
  const { doctor, closedDoctor, specialization, choice, setDoctor, setSpecialization } = chosen;
  const specializations = useSpecializations();
  const isMissing = Boolean(form.errors.doctorId) && choice.startsAt !== "" && choice.doctorId === "";
  return (
    <SimpleGrid type="container" cols={{ base: 1, "500px": 2 }}>
      <DoctorPicker
        label={isMissing ? bookingTexts.neededDoctor : bookingTexts.doctor}
        isRequired={isMissing}
        placeholder={bookingTexts.anyDoctor}
        description={closedDoctor ? bookingTexts.closedDoctor(closedDoctor.name) : null}
        error={isMissing ? bookingTexts.chooseDoctor : null}
        chosen={doctor}
        onChoose={(next) => {
          setDoctor(next);
          form.clearFieldError("doctorId");
        }}
      />
      {doctor ? null : (
        <NativeSelect
          label={bookingTexts.specialization}
          data={[
            { value: "", label: bookingTexts.anySpecialization },
            ...specializations.map(({ specialization: value, label }) => ({ value, label })),
          ]}
          value={specialization}
          onChange={(event) => setSpecialization(event.currentTarget.value)}
        />
      )}
    </SimpleGrid>
  );
}
