import type { DoctorId } from "@caretype/client";
import { Suspense, useState } from "react";
import { lazyPart } from "../../kit/connection/load-code.ts";

const AssignPatient = lazyPart(() => import("./assign-patient.tsx"), "AssignPatient");

type AssignPatientDialogProps = { doctorId: DoctorId; opened: boolean; onClose: () => void };

/** Picks a patient for a doctor. See `AssignDialog`. */
export function AssignPatientDialog(props: AssignPatientDialogProps) {
  const [wasOpened, setWasOpened] = useState(false);
  if (props.opened && !wasOpened) setWasOpened(true);
  if (!wasOpened) return null;
  return (
    <Suspense>
      <AssignPatient key={props.doctorId} {...props} />
    </Suspense>
  );
}
