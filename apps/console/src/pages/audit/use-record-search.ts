import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { patientSearch } from "../../records/patient/patient-search.ts";
import { api } from "../../session/client/api.ts";

/** Debounce while typing. */
const pauseMs = 250;
const most = 10;

type Named = { id: string; name: string };

/**
 * Finds patients and doctors by part of a name.
 * Without text, it sends nothing, as each read is audited.
 */
export function useRecordSearch(text: string) {
  const [wanted] = useDebouncedValue(text, pauseMs);
  const options = { enabled: wanted !== "", trpc: { abortOnUnmount: true } };
  const patients = useQuery(
    api.patient.list.queryOptions({ ...patientSearch(wanted), limit: most }, options),
  );
  const doctors = useQuery(api.doctor.list.queryOptions({ q: wanted, sort: "name", limit: most }, options));
  const isCurrent = text !== "" && text === wanted;
  const found = (items: readonly Named[] = []) => (isCurrent ? items : []);
  return {
    // Only similar names are none here, where nobody is told that they are.
    patients: found(patients.data?.similar ? [] : patients.data?.items),
    doctors: found(doctors.data?.items),
    isSearching: text !== wanted || patients.isFetching || doctors.isFetching,
    isFailed: patients.isError || doctors.isError,
  };
}
