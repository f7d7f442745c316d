import { type DoctorId, doctorId } from "@caretype/client";
import { Select } from "@mantine/core";
import { useState } from "react";
import { commonTexts } from "../../../../../words/common/common.ts";
import { texts as assignmentTexts } from "../../../records/assignment/texts.en.ts";
import { useDoctorSearch } from "../../../records/assignment/use-people-search.ts";
import { specializationName } from "../../../records/doctor/specialization-name.ts";
import { filters as texts } from "./texts.en.ts";

type DoctorSelectProps = {
  chosen: { id: DoctorId; name: string } | null;
  unassigned: boolean;
  onChange: (id: DoctorId | undefined) => void;
  /** Filters for patients without a doctor. */
  onUnassigned: () => void;
};

/** The value of the "no doctor" option, which is no id. */
const none = "none";

export function DoctorSelect({ chosen, unassigned, onChange, onUnassigned }: DoctorSelectProps) {
  const [text, setText] = useState("");
  // The field starts with the selected doctor's name, which is not a search.
  const isName = text === chosen?.name || text === texts.noDoctor;
  const found = useDoctorSearch(isName ? "" : text);
  const options = new Map<string, { value: string; label: string }>(
    chosen ? [[chosen.id, { value: chosen.id, label: chosen.name }]] : [],
  );
  for (const { id, name, specialization } of found.items) {
    const label = [name, specializationName(specialization)].filter(Boolean).join(", ");
    options.set(id, { value: id, label });
  }
  if (chosen) options.set(chosen.id, { value: chosen.id, label: chosen.name });
  return (
    <Select
      label={commonTexts.doctor}
      placeholder={texts.anyDoctor}
      searchable
      clearable
      clearButtonProps={{ "aria-label": texts.clearDoctor }}
      autoFocus
      comboboxProps={{ withinPortal: false }}
      defaultDropdownOpened
      selectFirstOptionOnChange
      data={
        isName || text === ""
          ? [{ value: none, label: texts.noDoctor }, ...options.values()]
          : [...options.values()]
      }
      // The server has already filtered, also by hidden fields.
      filter={({ options: all }) => all}
      nothingFoundMessage={found.isSearching ? assignmentTexts.picker.searching : texts.noSuchDoctor}
      onSearchChange={setText}
      value={unassigned ? none : (chosen?.id ?? null)}
      onChange={(id) =>
        id === none ? onUnassigned() : onChange(id === null ? undefined : doctorId.parse(id))
      }
    />
  );
}
