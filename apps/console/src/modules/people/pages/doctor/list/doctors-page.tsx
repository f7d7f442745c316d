import { NativeSelect, Select } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useRef } from "react";
import { Page } from "../../../../../kit/page/page.tsx";
import { FilterBar } from "../../../../../kit/table/filter-bar.tsx";
import type { TableHandle } from "../../../../../kit/table/use-row-focus.ts";
import { TextButton } from "../../../../../kit/theme/plain-button.tsx";
import { genderOptions } from "../../../../../records/record/gender.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { type ListSearch, ListSearchField, useListSearch } from "../../../../../session/list/list-search.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { ButtonLink, PlainLink } from "../../../../../words/format/links.tsx";
import { texts as doctorTexts, list as texts } from "../../../records/doctor/texts.en.ts";
import { useSpecializations } from "../../../records/doctor/use-specializations.ts";
import { type DoctorFilters, type DoctorSort, doctorSorts, readDoctorFilters } from "./doctor-filters.ts";
import { DoctorResults } from "./doctor-results.tsx";

const route = getRouteApi("/signed-in/doctors");

/** The directory of doctors, which all practices on the server share. */
export function DoctorsPage() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const search = useListSearch();
  const table = useRef<TableHandle>(null);
  const setFilters = useCallback(
    (wanted: DoctorFilters) =>
      void navigate({ search: wanted, state: true, replace: true, resetScroll: false }),
    [navigate],
  );
  return (
    <Page title={commonTexts.doctors} actions={<Actions />}>
      <DoctorFilterBar
        filters={filters}
        onChange={setFilters}
        search={search}
        onLeave={() => table.current?.focusFirst()}
      />
      <DoctorResults filters={filters} onChange={setFilters} searched={search.searched} handle={table} />
    </Page>
  );
}

function Actions() {
  const may = usePermissions();
  return (
    <>
      {may("doctor:remove") ? (
        <>
          <PlainLink label={commonTexts.removedDoctors} to="/doctors/removed" visibleFrom="sm" />
          <ButtonLink
            variant="default"
            to="/doctors/removed"
            hiddenFrom="sm"
            px="xs"
            aria-label={commonTexts.removedDoctors}
          >
            <IconTrash size={16} aria-hidden />
          </ButtonLink>
        </>
      ) : null}
      {may("doctor:create") ? (
        <ButtonLink to="/doctors/new" leftSection={<IconPlus size={16} aria-hidden />}>
          {doctorTexts.add}
        </ButtonLink>
      ) : null}
    </>
  );
}

const sortLabels: Record<DoctorSort, string> = texts.sorts;
const sortOptions = doctorSorts.map((value) => ({ value, label: sortLabels[value] }));

type DoctorFilterBarProps = {
  filters: DoctorFilters;
  onChange: (filters: DoctorFilters) => void;
  search: ListSearch;
  onLeave: () => void;
};

function DoctorFilterBar({ filters, onChange, search, onLeave }: DoctorFilterBarProps) {
  // Parse the choice like an address, so that an empty one is no filter.
  const count = [filters.gender, filters.specialization].filter(Boolean).length;
  const change = (changes: Record<string, unknown>) =>
    onChange(readDoctorFilters({ ...filters, ...changes }));
  return (
    <FilterBar
      search={<ListSearchField search={search} placeholder={texts.searchHint} onLeave={onLeave} />}
      count={count}
      columns="minmax(160px, 1fr) minmax(170px, 260px) 130px 160px"
      after={
        count > 0 ? (
          <TextButton
            label={commonTexts.clearFilters(count)}
            onClick={() => change({ gender: undefined, specialization: undefined })}
          />
        ) : null
      }
    >
      <SpecializationFilter
        value={filters.specialization}
        onChange={(specialization) => change({ specialization })}
      />
      <NativeSelect
        label={doctorTexts.fields.gender}
        data={[{ value: "", label: texts.any }, ...genderOptions]}
        value={filters.gender ?? ""}
        onChange={(event) => change({ gender: event.currentTarget.value })}
      />
      <NativeSelect
        label={texts.order}
        data={sortOptions}
        value={filters.sort ?? "name"}
        onChange={(event) => change({ sort: event.currentTarget.value })}
      />
    </FilterBar>
  );
}

type SpecializationFilterProps = {
  value: string | undefined;
  onChange: (specialization: string | undefined) => void;
};

function SpecializationFilter({ value, onChange }: SpecializationFilterProps) {
  const known = useSpecializations().map(({ specialization, label }) => ({ value: specialization, label }));
  // Show a specialization from the address even if it is not in the list.
  const isKnown = value === undefined || known.some((option) => option.value === value);
  const options = isKnown ? known : [{ value, label: value }, ...known];
  return (
    <Select
      label={doctorTexts.fields.specialization}
      placeholder={texts.any}
      searchable
      clearable
      nothingFoundMessage={texts.noSpecialization}
      data={options.map((option) => ({ ...option, label: disambiguate(option, options) }))}
      value={value ?? null}
      onChange={(specialization) => onChange(specialization ?? undefined)}
    />
  );
}

type Option = { value: string; label: string };

/** Adds the code to labels that occur twice: a code and a free text can share one. */
const disambiguate = ({ value, label }: Option, options: readonly Option[]): string =>
  options.filter((option) => option.label === label).length > 1 && value !== label
    ? `${label} (${value})`
    : label;
