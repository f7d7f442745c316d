import type { PatientId } from "@caretype/client";
import { Withheld } from "../chart/withheld.tsx";
import { useIsWithheld } from "./use-restrictions.ts";

/** Says above a list that restricted records are left out of it, if there are any. */
export const WithheldNotice = ({ patientId }: { patientId: PatientId }) =>
  useIsWithheld(patientId) ? <Withheld patientId={patientId} /> : null;
