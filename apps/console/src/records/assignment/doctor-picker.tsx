import type { Doctor } from "@caretype/client";
import { type ReactNode, useState } from "react";
import { useGrouping } from "../../kit/phone/use-grouping.ts";
import { commonTexts } from "../../words/common/common.ts";
import { describeDoctor } from "./describe-doctor.ts";
import { SearchPicker } from "./search-picker.tsx";
import { texts as assignmentTexts } from "./texts.en.ts";
import { useDoctorSearch } from "./use-people-search.ts";

type DoctorPickerProps = {
  chosen: Pick<Doctor, "id" | "name"> | null;
  onChoose: (doctor: Doctor | null) => void;
  error?: ReactNode;
  description?: ReactNode;
  isRequired?: boolean;
  /** Default: `Doctor`. */
  label?: string;
  placeholder?: string;
  /** Default: `doctorId`. */
  path?: string;
};

/** Searches the directory for one doctor. */
export function DoctorPicker(props: DoctorPickerProps) {
  const [text, setText] = useState("");
  const group = useGrouping(true);
  return (
    <SearchPicker<Doctor>
      label={commonTexts.doctor}
      path="doctorId"
      placeholder={assignmentTexts.picker.doctorPlaceholder}
      empty={assignmentTexts.picker.noDoctor}
      error={null}
      text={text}
      found={useDoctorSearch(text)}
      onText={setText}
      describe={(doctor) => describeDoctor(doctor, { load: undefined, group })}
      {...props}
    />
  );
}
