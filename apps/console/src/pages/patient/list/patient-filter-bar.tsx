import type { DoctorId } from "@caretype/client";
import { Button, NativeSelect } from "@mantine/core";
import type { ReactNode } from "react";
import { FilterBar } from "../../../kit/table/filter-bar.tsx";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { genderOptions } from "../../../records/record/gender.ts";
import { AgeFilter } from "./age-filter.tsx";
import { DoctorFilter } from "./doctor-filter.tsx";
import { countFilters, defaultSort, type PatientFilters, readPatientFilters } from "./patient-filters.ts";
import { texts as patientListTexts } from "./texts.en.ts";

type PatientFilterBarProps = {
  filters: PatientFilters;
  onChange: (filters: PatientFilters) => void;
  /** The current search. Only a search can be sorted by relevance. */
  searched: string;
  /** The doctor that the reader is linked to, if any. */
  ownDoctor: DoctorId | null;
  /** The search field, always visible. */
  search: ReactNode;
};

const texts = patientListTexts.filters;

const sortOptions = Object.entries(patientListTexts.sorts).map(([value, label]) => ({ value, label }));
const ordinaryOptions = sortOptions.filter(({ value }) => value !== "relevance");

export function PatientFilterBar({ filters, onChange, searched, ownDoctor, search }: PatientFilterBarProps) {
  const usual = defaultSort(searched);
  // Parse the choice like an address, so that an empty one is no filter.
  const change = (changes: Record<string, unknown>) =>
    onChange(readPatientFilters({ ...filters, ...changes }));
  return (
    <FilterBar
      before={ownDoctor === null ? null : <Whose ownDoctor={ownDoctor} filters={filters} onChange={change} />}
      search={search}
      count={countFilters(filters)}
      columns="minmax(200px, 1fr) 110px 150px 190px 175px"
    >
      <NativeSelect
        label={patientTexts.fields.gender}
        data={[{ value: "", label: texts.anyGender }, ...genderOptions]}
        value={filters.gender ?? ""}
        onChange={(event) => change({ gender: event.currentTarget.value })}
      />
      <AgeFilter minAge={filters.minAge} maxAge={filters.maxAge} onChange={change} />
      <DoctorFilter doctorId={filters.doctorId} unassigned={filters.unassigned === true} onChange={change} />
      <NativeSelect
        label={texts.order}
        data={usual === "relevance" ? sortOptions : ordinaryOptions}
        value={filters.sort ?? usual}
        onChange={({ currentTarget: { value } }) => change({ sort: value === usual ? undefined : value })}
      />
    </FilterBar>
  );
}

type WhoseProps = {
  ownDoctor: DoctorId;
  filters: PatientFilters;
  onChange: (changes: { doctorId: DoctorId | undefined }) => void;
};

/** All patients, or those of the reader. */
const Whose = ({ ownDoctor, filters, onChange }: WhoseProps) => (
  <Button.Group aria-label={texts.whose}>
    {([undefined, ownDoctor] as const).map((doctorId) => (
      <Button
        key={doctorId ?? "all"}
        size="xs"
        variant={(filters.doctorId === ownDoctor) === (doctorId === ownDoctor) ? "light" : "default"}
        aria-pressed={(filters.doctorId === ownDoctor) === (doctorId === ownDoctor)}
        onClick={() => onChange({ doctorId })}
      >
        {doctorId === undefined ? patientTexts.all : patientTexts.mine}
      </Button>
    ))}
  </Button.Group>
);
