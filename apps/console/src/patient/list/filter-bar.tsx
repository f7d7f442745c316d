import { Button, NativeSelect } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { genderOptions } from "../gender.ts";
import { AgeFilter } from "./age-filter.tsx";
import { DoctorFilter } from "./doctor-filter.tsx";
import classes from "./filter-bar.module.css";
import { countFilters, type PatientFilters, readPatientFilters, sortLabels } from "./patient-filters.ts";

type FilterBarProps = {
  filters: PatientFilters;
  onChange: (filters: PatientFilters) => void;
  /** The field to search by, which is in view on every screen. */
  search: ReactNode;
};

const sortOptions = Object.entries(sortLabels).map(([value, label]) => ({ value, label }));

/** What the list shows, and in which order. On a narrow screen all but the search is behind a button. */
export function FilterBar({ filters, onChange, search }: FilterBarProps) {
  const [isOpen, { toggle }] = useDisclosure();
  const id = useId();
  const count = countFilters(filters);
  // What is chosen is read as what an address says is: an empty choice is no filter.
  const change = (changes: Record<string, unknown>) =>
    onChange(readPatientFilters({ ...filters, ...changes }));
  return (
    <search className={classes.bar}>
      <div className={classes.search}>{search}</div>
      <Button
        variant="default"
        className={classes.toggle}
        leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={toggle}
      >
        {count > 0 ? `Filters (${count})` : "Filters"}
      </Button>
      <div className={classes.filters} id={id} data-open={isOpen}>
        <NativeSelect
          label="Gender"
          data={[{ value: "", label: "Any" }, ...genderOptions]}
          value={filters.gender ?? ""}
          onChange={(event) => change({ gender: event.currentTarget.value })}
        />
        <AgeFilter minAge={filters.minAge} maxAge={filters.maxAge} onChange={change} />
        <DoctorFilter doctorId={filters.doctorId} onChange={(doctorId) => change({ doctorId })} />
        <NativeSelect
          label="Order"
          data={sortOptions}
          value={filters.sort ?? "newest"}
          onChange={(event) => change({ sort: event.currentTarget.value })}
        />
      </div>
    </search>
  );
}
