import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";

/** A typist's pause. */
const pauseMs = 250;
const most = 10;

type Named = { id: string; name: string };

/** Patients and doctors by a part of their name. Without a text nothing is asked: a look at them would be recorded. */
export function useRecordSearch(text: string) {
  const [wanted] = useDebouncedValue(text, pauseMs);
  const input = { q: wanted, sort: "name", limit: most } as const;
  const options = { enabled: wanted !== "", trpc: { abortOnUnmount: true } };
  const patients = useQuery(api.patient.list.queryOptions(input, options));
  const doctors = useQuery(api.doctor.list.queryOptions(input, options));
  const isCurrent = text !== "" && text === wanted;
  const found = (items: readonly Named[] = []) => (isCurrent ? items : []);
  return {
    patients: found(patients.data?.items),
    doctors: found(doctors.data?.items),
    isSearching: text !== wanted || patients.isFetching || doctors.isFetching,
    isFailed: patients.isError || doctors.isError,
  };
}
