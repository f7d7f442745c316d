import { type AnyId, anyId } from "@caretype/client";
import { Select } from "@mantine/core";
import { useState } from "react";
import { useRecordSearch } from "./use-record-search.ts";

type RecordFilterProps = {
  subjectId: AnyId | undefined;
  onChange: (subjectId: AnyId | undefined) => void;
};

type Option = { value: string; label: string };

/**
 * About whom: a patient or a doctor by name, or any record by its id. Of one that only the address names, no name is
 * looked up: that would be a look at the record.
 */
export function RecordFilter({ subjectId, onChange }: RecordFilterProps) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Option | null>(null);
  const shown = shownOf(subjectId, chosen);
  const typed = text === shown?.label ? "" : text.trim();
  const found = useRecordSearch(anyId.is(typed) ? "" : typed);
  const data = withoutRepetition([
    { group: "Patients", items: found.patients.map(toOption) },
    { group: "Doctors", items: found.doctors.map(toOption) },
    { group: "Record", items: anyId.is(typed) ? [recordOption(typed)] : [] },
    { group: "Chosen", items: shown ? [shown] : [] },
  ]);
  const choose = (value: string | null) => {
    const option = data.flatMap(({ items }) => items).find((one) => one.value === value);
    setChosen(option ?? null);
    onChange(value === null ? undefined : anyId.parse(value));
  };
  return (
    <Select
      label="About whom"
      placeholder="Patient, doctor, id"
      searchable
      clearable
      clearButtonProps={{ "aria-label": "About anybody" }}
      selectFirstOptionOnChange
      comboboxProps={{ width: 320, position: "bottom-start" }}
      data={data}
      // The server has searched already, also in what is not shown.
      filter={({ options }) => options}
      nothingFoundMessage={messageOf(typed, found)}
      onSearchChange={setText}
      value={shown?.value ?? null}
      onChange={choose}
    />
  );
}

const toOption = ({ id, name }: { id: string; name: string }): Option => ({ value: id, label: name });
const recordOption = (id: string): Option => ({ value: id, label: `Record ${id}` });

function shownOf(subjectId: string | undefined, chosen: Option | null): Option | null {
  if (subjectId === undefined) return null;
  return chosen?.value === subjectId ? chosen : recordOption(subjectId);
}

/** Each once, and no group without any. */
function withoutRepetition(groups: readonly { group: string; items: readonly Option[] }[]) {
  const met = new Set<string>();
  const isNew = ({ value }: Option) => !met.has(value) && met.add(value);
  return groups
    .map(({ group, items }) => ({ group, items: items.filter(isNew) }))
    .filter(({ items }) => items.length > 0);
}

function messageOf(typed: string, { isSearching, isFailed }: { isSearching: boolean; isFailed: boolean }) {
  if (typed === "") return "Type a part of a name";
  if (isSearching) return "Searching…";
  return isFailed ? "The search has failed. Type again." : "Nobody of that name";
}
