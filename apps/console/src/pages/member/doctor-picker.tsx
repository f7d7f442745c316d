import type { Doctor } from "@caretype/client";
import { type ReactNode, useState } from "react";
import { SearchPicker } from "../../records/assignment/search-picker.tsx";
import { useDoctorSearch } from "../../records/assignment/use-people-search.ts";
import { commonTexts } from "../../words/common/common.ts";
import { doctorDialog as texts } from "./texts.en.ts";

export type LinkedDoctor = Pick<Doctor, "id" | "name" | "specializationLabel">;

type DoctorPickerProps = {
  chosen: LinkedDoctor | null;
  onChoose: (doctor: LinkedDoctor | null) => void;
  error: ReactNode;
  isRequired?: boolean;
};

/** The entry in the directory of doctors that is a member's own. */
export function DoctorPicker(props: DoctorPickerProps) {
  const [text, setText] = useState("");
  return (
    <SearchPicker<LinkedDoctor>
      {...props}
      label={commonTexts.doctor}
      path="doctorId"
      placeholder={texts.placeholder}
      empty={texts.empty}
      text={text}
      found={useDoctorSearch(text)}
      onText={setText}
      describe={({ specializationLabel }) => specializationLabel}
    />
  );
}
