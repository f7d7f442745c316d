import type { DoctorId } from "@caretype/client";
import { InputBase } from "@mantine/core";
import { IconSelector } from "@tabler/icons-react";
import { skipToken, useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { texts as assignmentTexts } from "../../../records/assignment/texts.en.ts";
import { api } from "../../../session/client/api.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { texts as patientListTexts } from "./texts.en.ts";

const DoctorSelect = lazyPart(() => import("./doctor-select.tsx"), "DoctorSelect");

type DoctorFilterProps = {
  doctorId: DoctorId | undefined;
  /** Whether only patients without a doctor are listed. */
  unassigned: boolean;
  onChange: (wanted: { doctorId: DoctorId | undefined; unassigned: true | undefined }) => void;
};

/** Filters by doctor. The search for doctors loads when it is opened. */
export function DoctorFilter({ doctorId, unassigned, onChange }: DoctorFilterProps) {
  const [isOpen, setOpen] = useState(false);
  const doctor = useQuery(
    api.doctor.byId.queryOptions(doctorId === undefined ? skipToken : { id: doctorId }),
  );
  const nameOfDoctor =
    doctorId === undefined
      ? null
      : (doctor.data?.name ?? (doctor.isError ? assignmentTexts.unknownDoctor : "…"));
  const name = unassigned ? patientListTexts.filters.noDoctor : nameOfDoctor;
  const closed = (
    <InputBase
      component="button"
      type="button"
      label={commonTexts.doctor}
      pointer
      rightSection={<IconSelector size={16} stroke={1.5} aria-hidden />}
      rightSectionPointerEvents="none"
      aria-label={patientListTexts.filters.doctorIs(name)}
      onClick={() => setOpen(true)}
    >
      {name ?? patientListTexts.filters.anyDoctor}
    </InputBase>
  );
  if (!isOpen) return closed;
  const chosen = doctorId !== undefined && name !== null ? { id: doctorId, name } : null;
  return (
    <Suspense fallback={closed}>
      <DoctorSelect
        chosen={chosen}
        unassigned={unassigned}
        onChange={(id) => onChange({ doctorId: id, unassigned: undefined })}
        onUnassigned={() => onChange({ doctorId: undefined, unassigned: true })}
      />
    </Suspense>
  );
}
