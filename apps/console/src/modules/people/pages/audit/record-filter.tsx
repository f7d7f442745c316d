import { type AnyId, anyId } from "@caretype/client";
import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../../session/client/api.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { patientSearch } from "../../records/patient/patient-search.ts";
import { texts as auditTexts, filters as texts } from "./texts.en.ts";

type RecordFilterProps = { subjectId: AnyId | undefined; onChange: (subjectId: AnyId | undefined) => void };

type Option = { value: string; label: string };

/**
 * Filters by record: patients and doctors by name, any record by id. An id from the address stays without a name, as
 * looking it up would be audited as access.
 */
export function RecordFilter({ subjectId, onChange }: RecordFilterProps) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Option | null>(null);
  const shown = shownOf(subjectId, chosen);
  const typed = text === shown?.label ? "" : text.trim();
  const found = useRecordSearch(anyId.is(typed) ? "" : typed);
  const data = withoutRepetition([
    { group: commonTexts.patients, items: found.patients.map(toOption) },
    { group: commonTexts.doctors, items: found.doctors.map(toOption) },
    { group: auditTexts.columns.record, items: anyId.is(typed) ? [recordOption(typed)] : [] },
    { group: texts.chosen, items: shown ? [shown] : [] },
  ]);
  const choose = (value: string | null) => {
    const option = data.flatMap(({ items }) => items).find((one) => one.value === value);
    setChosen(option ?? null);
    onChange(value === null ? undefined : anyId.parse(value));
  };
  return (
    <Select
      label={auditTexts.columns.record}
      placeholder={texts.recordHint}
      searchable
      clearable
      clearButtonProps={{ "aria-label": texts.anyRecord }}
      selectFirstOptionOnChange
      comboboxProps={{ width: 320, position: "bottom-start" }}
      data={data}
      // The server has already filtered, also by hidden fields.
      filter={({ options }) => options}
      nothingFoundMessage={messageOf(typed, found)}
      onSearchChange={setText}
      value={shown?.value ?? null}
      onChange={choose}
    />
  );
}

const toOption = ({ id, name }: { id: string; name: string }): Option => ({ value: id, label: name });
const recordOption = (id: string): Option => ({ value: id, label: texts.recordId(id) });

function shownOf(subjectId: string | undefined, chosen: Option | null): Option | null {
  if (subjectId === undefined) return null;
  return chosen?.value === subjectId ? chosen : recordOption(subjectId);
}

function withoutRepetition(groups: readonly { group: string; items: readonly Option[] }[]) {
  const met = new Set<string>();
  const isNew = ({ value }: Option) => !met.has(value) && met.add(value);
  return groups
    .map(({ group, items }) => ({ group, items: items.filter(isNew) }))
    .filter(({ items }) => items.length > 0);
}

function messageOf(typed: string, { isSearching, isFailed }: { isSearching: boolean; isFailed: boolean }) {
  if (typed === "") return texts.typeName;
  if (isSearching) return texts.searching;
  return isFailed ? texts.searchFailed : texts.noMatch;
}

const pauseMs = 250;
const most = 10;

type Named = { id: string; name: string };

/** Finds patients and doctors by part of a name. Sends nothing without text, as each read is audited. */
function useRecordSearch(text: string) {
  const [wanted] = useDebouncedValue(text, pauseMs);
  const options = { enabled: wanted !== "", trpc: { abortOnUnmount: true } };
  const patients = useQuery(
    api.patient.list.queryOptions({ ...patientSearch(wanted), limit: most }, options),
  );
  const doctors = useQuery(api.doctor.list.queryOptions({ q: wanted, sort: "name", limit: most }, options));
  const isCurrent = text !== "" && text === wanted;
  const found = (items: readonly Named[] = []) => (isCurrent ? items : []);
  return {
    // Without similar names, which the filter would not mark as such.
    patients: found(patients.data?.similar ? [] : patients.data?.items),
    doctors: found(doctors.data?.similar ? [] : doctors.data?.items),
    isSearching: text !== wanted || patients.isFetching || doctors.isFetching,
    isFailed: patients.isError || doctors.isError,
  };
}
