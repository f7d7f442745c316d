import type { Patient } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../../../session/client/api.ts";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { texts } from "../../records/clinical/chart/texts.en.ts";
import { SummarySections } from "./summary.tsx";

/** The printed chart. It uses the page's data: a printer does not wait for queries. */
export function ChartSheet({ patient: { id: patientId } }: { patient: Patient }) {
  const shown = { staleTime: Number.POSITIVE_INFINITY };
  const { data: summary } = useQuery(api.chart.summary.queryOptions({ patientId }, shown));
  const time = usePracticeTime();
  return summary ? <SummarySections summary={summary} time={time} /> : <p>{texts.isNotLoaded}</p>;
}
