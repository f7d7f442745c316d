import type { DoctorId, PatientId } from "@caretype/client";
import { skipToken, useQuery } from "@tanstack/react-query";
import { offersSampleData } from "../../../../kit/settings/server-facts.ts";
import { api } from "../../../../session/client/api.ts";
import { usePractice } from "../../../../session/client/use-practice.ts";
import classes from "./sample-data-banner.module.css";
import { texts } from "./texts.en.ts";

/** Returns a predicate for patients and doctors of the sample data. */
export function useIsInvented(): (id: PatientId | DoctorId) => boolean {
  const isAsked = usePractice() && offersSampleData;
  const { data } = useQuery(
    api.sampleData.invented.queryOptions(isAsked ? undefined : skipToken, { staleTime: 3_600_000 }),
  );
  return (id) => data !== undefined && (data.patientIds.includes(id) || data.doctorIds.includes(id));
}

/** Marks a patient or doctor of the sample data. */
export function SampleBadge({ id }: { id: PatientId | DoctorId }) {
  return useIsInvented()(id) ? <span className={classes.badge}>{texts.badge}</span> : null;
}
