import type { DoctorId } from "@caretype/client";
import { Button, NativeSelect } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { patientTexts } from "../../texts/patient.ts";
import { patientListTexts } from "../../texts/patient-list.ts";
import { tableTexts } from "../../texts/table.ts";
import { genderOptions } from "../gender.ts";
import { AgeFilter } from "./age-filter.tsx";
import { DoctorFilter } from "./doctor-filter.tsx";
import classes from "./filter-bar.module.css";
import { countFilters, defaultSort, type PatientFilters, readPatientFilters } from "./patient-filters.ts";

type FilterBarProps = {
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

/** Search, filters and order. Filters are behind a button on narrow screens. */
export function FilterBar({ filters, onChange, searched, ownDoctor, search }: FilterBarProps) {
  const [isOpen, { toggle }] = useDisclosure();
  const id = useId();
  const usual = defaultSort(searched);
  const count = countFilters(filters);
  // Parse the choice like an address, so that an empty one is no filter.
  const change = (changes: Record<string, unknown>) =>
    onChange(readPatientFilters({ ...filters, ...changes }));
  return (
    <search className={classes.bar}>
      {ownDoctor === null ? null : (
        <Button.Group className={classes.whose} aria-label={texts.whose}>
          {([undefined, ownDoctor] as const).map((doctorId) => (
            <Button
              key={doctorId ?? "all"}
              size="xs"
              variant={(filters.doctorId === ownDoctor) === (doctorId === ownDoctor) ? "light" : "default"}
              aria-pressed={(filters.doctorId === ownDoctor) === (doctorId === ownDoctor)}
              onClick={() => change({ doctorId })}
            >
              {doctorId === undefined ? patientTexts.all : patientTexts.mine}
            </Button>
          ))}
        </Button.Group>
      )}
      <div className={classes.search}>{search}</div>
      <Button
        variant="default"
        className={classes.toggle}
        leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={toggle}
      >
        {tableTexts.filters(count)}
      </Button>
      <div className={classes.filters} id={id} data-open={isOpen}>
        <NativeSelect
          label={patientTexts.fields.gender}
          data={[{ value: "", label: texts.anyGender }, ...genderOptions]}
          value={filters.gender ?? ""}
          onChange={(event) => change({ gender: event.currentTarget.value })}
        />
        <AgeFilter minAge={filters.minAge} maxAge={filters.maxAge} onChange={change} />
        <DoctorFilter
          doctorId={filters.doctorId}
          unassigned={filters.unassigned === true}
          onChange={change}
        />
        <NativeSelect
          label={texts.order}
          data={usual === "relevance" ? sortOptions : ordinaryOptions}
          value={filters.sort ?? usual}
          onChange={({ currentTarget: { value } }) => change({ sort: value === usual ? undefined : value })}
        />
      </div>
    </search>
  );
}
