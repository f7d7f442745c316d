import type { PatientId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";

/** The header and the tab share it. Each reading is in the patient's access log. */
export const useSummary = (patientId: PatientId) =>
  useQuery(api.chart.summary.queryOptions({ patientId }, { staleTime: 60_000 }));
