import type { Doctor, RouterOutputs } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useGrouping } from "../../../../kit/phone/use-grouping.ts";
import { api } from "../../../../session/client/api.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { specializationName } from "../doctor/specialization-name.ts";
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
  /** Why a doctor cannot be selected. Null: selectable. */
  refusal?: (doctor: Doctor) => string | null;
  /** Shows each doctor's number of patients. */
  hasLoad?: boolean;
};

/** Searches the directory for one doctor. */
export function DoctorPicker({ hasLoad = false, ...props }: DoctorPickerProps) {
  const [text, setText] = useState("");
  const group = useGrouping(true);
  const found = useDoctorSearch(text);
  const ids = found.items.map(({ id }) => id);
  const enabled = hasLoad && ids.length > 0;
  const load = useQuery(api.doctor.workload.queryOptions({ ids }, { enabled })).data?.items;
  const loadOf = ({ id }: Doctor) => load?.find(({ doctorId }) => doctorId === id);
  return (
    <SearchPicker<Doctor>
      label={commonTexts.doctor}
      path="doctorId"
      placeholder={assignmentTexts.picker.doctorPlaceholder}
      empty={assignmentTexts.picker.noDoctor}
      error={null}
      text={text}
      found={found}
      onText={setText}
      describe={(doctor) => describeDoctor(doctor, { load: loadOf(doctor), group })}
      {...props}
    />
  );
}

type Load = RouterOutputs["doctor"]["workload"]["items"][number];

/** One line that distinguishes doctors of the same name. */
function describeDoctor(
  doctor: Doctor,
  { load, group }: { load: Load | undefined; group: (phoneNumber: string) => string },
): string {
  const { specializationLabel, maxAppointmentsPerDay, licenseNumber, phoneNumber, email } = doctor;
  const patients = load && assignmentTexts.facts.patientsHere(load.patients);
  const cap = assignmentTexts.facts.appointments(maxAppointmentsPerDay);
  const own =
    licenseNumber === null
      ? ((phoneNumber && group(phoneNumber)) ?? email)
      : assignmentTexts.facts.licence(licenseNumber);
  return [specializationName(specializationLabel), patients, cap, own].filter(Boolean).join(" · ");
}
