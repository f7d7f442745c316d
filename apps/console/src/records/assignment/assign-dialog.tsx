import type { PatientId } from "@caretype/client";
import { useState } from "react";
import { lazyPart } from "../../kit/connection/load-code.ts";

const AssignDoctor = lazyPart(() => import("./assign-doctor.tsx"), "AssignDoctor");

/**
 * Picks a doctor for a patient.
 * Loads on first use, then stays mounted, so that closing it by mistake keeps the input.
 */
export function AssignDialog(props: { patientId: PatientId; opened: boolean; onClose: () => void }) {
  const [wasOpened, setWasOpened] = useState(false);
  if (props.opened && !wasOpened) setWasOpened(true);
  if (!wasOpened) return null;
  return <AssignDoctor key={props.patientId} {...props} />;
}
