import { NativeSelect, SimpleGrid } from "@mantine/core";
import { useState } from "react";
import { useGrouping } from "../../../kit/phone/use-grouping.ts";
import { describeDoctor } from "../../assignment/describe-doctor.ts";
import { SearchPicker } from "../../assignment/search-picker.tsx";
import { texts as assignmentTexts } from "../../assignment/texts.en.ts";
import { useDoctorSearch } from "../../assignment/use-people-search.ts";
import { useSpecializations } from "../../doctor/use-specializations.ts";
import { texts as bookingTexts } from "./texts.en.ts";
import type { BookingChoice, ChoiceForm } from "./use-booking-choice.ts";

/** One doctor, the doctors of a specialization, or any. */
export function ChooseDoctor({ chosen, booking: { form } }: { chosen: BookingChoice; booking: ChoiceForm }) {
  const { doctor, closedDoctor, specialization, choice, setDoctor, setSpecialization } = chosen;
  const [text, setText] = useState("");
  const found = useDoctorSearch(text);
  const group = useGrouping(true);
  const specializations = useSpecializations();
  const isMissing = Boolean(form.errors.doctorId) && choice.startsAt !== "" && choice.doctorId === "";
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <SearchPicker
        label={bookingTexts.doctor}
        isRequired={false}
        path="doctorId"
        placeholder={bookingTexts.anyDoctor}
        description={closedDoctor ? bookingTexts.closedDoctor(closedDoctor.name) : null}
        empty={assignmentTexts.picker.noDoctor}
        error={isMissing ? bookingTexts.chooseDoctor : null}
        text={text}
        found={found}
        chosen={doctor}
        onText={setText}
        onChoose={(next) => {
          setDoctor(next);
          form.clearFieldError("doctorId");
        }}
        describe={(each) => describeDoctor(each, { load: undefined, group })}
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
