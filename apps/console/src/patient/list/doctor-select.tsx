import { type DoctorId, doctorId } from "@caretype/client";
import { Select } from "@mantine/core";
import { useState } from "react";
import { useDoctorSearch } from "../../assignment/use-doctor-search.ts";

type DoctorSelectProps = {
  chosen: { id: DoctorId; name: string } | null;
  onChange: (id: DoctorId | undefined) => void;
};

/** Selects a doctor by search. */
export function DoctorSelect({ chosen, onChange }: DoctorSelectProps) {
  const [text, setText] = useState("");
  // The field starts with the chosen doctor's name, which is not a search.
  const found = useDoctorSearch(text === chosen?.name ? "" : text);
  const options = new Map(chosen ? [[chosen.id, { value: chosen.id, label: chosen.name }]] : []);
  for (const { id, name, specializationLabel } of found.items) {
    options.set(id, { value: id, label: specializationLabel ? `${name}, ${specializationLabel}` : name });
  }
  if (chosen) options.set(chosen.id, { value: chosen.id, label: chosen.name });
  return (
    <Select
      label="Doctor"
      placeholder="Any"
      searchable
      clearable
      clearButtonProps={{ "aria-label": "Any doctor" }}
      autoFocus
      comboboxProps={{ withinPortal: false }}
      defaultDropdownOpened
      selectFirstOptionOnChange
      data={[...options.values()]}
      // The server has already filtered, also by fields that are not shown.
      filter={({ options: all }) => all}
      nothingFoundMessage={found.isSearching ? "Searching…" : "No such doctor"}
      onSearchChange={setText}
      value={chosen?.id ?? null}
      onChange={(id) => onChange(id === null ? undefined : doctorId.parse(id))}
    />
  );
}
