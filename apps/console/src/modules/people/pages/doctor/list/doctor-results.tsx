import type { Doctor } from "@caretype/client";
import { Stack } from "@mantine/core";
import { type Ref, useMemo } from "react";
import { EmptyState } from "../../../../../kit/notice/empty-state.tsx";
import { PhoneText } from "../../../../../kit/phone/contact-links.tsx";
import type { Column } from "../../../../../kit/table/column.ts";
import { ListCount } from "../../../../../kit/table/list-count.tsx";
import { RecordTable } from "../../../../../kit/table/record-table.tsx";
import { RowLink } from "../../../../../kit/table/row-link.tsx";
import { TwoLines } from "../../../../../kit/table/two-lines.tsx";
import { useIsNarrow } from "../../../../../kit/table/use-is-narrow.ts";
import type { TableHandle } from "../../../../../kit/table/use-row-focus.ts";
import { useTableQuery } from "../../../../../kit/table/use-table-query.tsx";
import { columnOf } from "../../../../../records/record/column-of.tsx";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { Parts } from "../../../../../session/module/parts.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { ButtonLink, PlainLink } from "../../../../../words/format/links.tsx";
import { FactList } from "../../../../../words/format/name.tsx";
import { doctorFields } from "../../../records/doctor/field-views.ts";
import { specializationName } from "../../../records/doctor/specialization-name.ts";
import { texts as doctorTexts, list as texts } from "../../../records/doctor/texts.en.ts";
import type { DoctorFilters } from "./doctor-filters.ts";
import { LoadMeter } from "./load-meter.tsx";
import { useDoctorList } from "./use-doctor-list.ts";
import { useWorkload, type Workload } from "./use-workload.ts";

type DoctorResultsProps = {
  filters: DoctorFilters;
  onChange: (filters: DoctorFilters) => void;
  searched: string;
  handle: Ref<TableHandle>;
};

export function DoctorResults({ filters, onChange, searched, handle }: DoctorResultsProps) {
  const query = useDoctorList(filters, searched);
  const { rows: doctors, table, counted, notice } = useTableQuery(query);
  const isSimilar = query.data?.pages[0]?.similar ?? false;
  const workload = useWorkload(doctors);
  const { patients, most } = workload ?? {};
  const isByName = (filters.sort ?? "name") === "name";
  const isNarrow = useIsNarrow() === true;
  const columns = useMemo(() => {
    if (isNarrow) return narrowDoctorColumns;
    const sortByName = () => onChange({ ...filters, sort: isByName ? "newest" : undefined });
    return doctorColumns(patients && { patients, most: most ?? 0 }, { isByName, sortByName });
  }, [isNarrow, patients, most, isByName, filters, onChange]);
  const isFiltered = searched !== "" || Boolean(filters.gender || filters.specialization);
  return (
    <Stack gap={4}>
      <ListCount
        {...counted}
        counted={commonTexts.doctorCount}
        notice={isSimilar ? commonTexts.similarFound : undefined}
      />
      <RecordTable
        {...table}
        label={commonTexts.doctors}
        columns={columns}
        rowKey={({ id }) => id}
        empty={notice ?? <NoDoctors isFiltered={isFiltered} />}
        scrollId="doctors"
        question={JSON.stringify([filters, searched])}
        handle={handle}
        height={isNarrow ? "twoLines" : "comfortable"}
        hasHeader={!isNarrow}
      />
    </Stack>
  );
}

function NoDoctors({ isFiltered }: { isFiltered: boolean }) {
  const may = usePermissions();
  if (isFiltered) {
    return (
      <EmptyState title={texts.noMatch} actions={<PlainLink label={texts.showAll} to="/doctors" replace />}>
        {texts.noMatchHint}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={texts.empty}
      actions={may("doctor:create") ? <ButtonLink to="/doctors/new">{texts.addFirst}</ButtonLink> : null}
    >
      {texts.emptyHint}
    </EmptyState>
  );
}

type ByName = { isByName: boolean; sortByName: () => void };

const link = ({ id, name }: Pick<Doctor, "id" | "name">) => (
  <>
    <RowLink to="/doctors/$id" params={{ id }}>
      {name}
    </RowLink>
    <Parts of="badge" with={{ id }} />
  </>
);

/** The column of a narrow list: the name, and below it specialization and phone. */
const narrowDoctorColumns: readonly Column<Doctor>[] = [
  {
    header: commonTexts.doctor,
    track: "minmax(0, 1fr)",
    cell: ({ id, name, specializationLabel, phoneNumber }) => (
      <TwoLines
        below={
          <FactList
            facts={[
              specializationName(specializationLabel),
              phoneNumber && <PhoneText key="phone" phoneNumber={phoneNumber} />,
            ]}
          />
        }
      >
        {link({ id, name })}
      </TwoLines>
    ),
  },
];

const doctorColumns = (
  workload: Workload | undefined,
  { isByName, sortByName }: ByName,
): Column<Doctor>[] => [
  {
    header: commonTexts.name,
    track: "minmax(120px, 2fr)",
    cell: link,
    sort: { direction: isByName ? "ascending" : "none", onChange: sortByName },
  },
  columnOf(doctorFields.specialization, { track: "minmax(148px, 1.5fr)" }),
  ...(workload
    ? [
        {
          header: doctorTexts.list.patientsHere,
          track: "minmax(120px, 1fr)",
          isWideOnly: true,
          cell: ({ id }: Doctor) => <LoadMeter patients={workload.patients.get(id)} most={workload.most} />,
        },
      ]
    : []),
  {
    header: doctorTexts.list.dailyLimit,
    track: "minmax(140px, 1fr)",
    isWideOnly: true,
    cell: ({ maxAppointmentsPerDay: most }) => doctorTexts.list.appointmentCount(most),
  },
  columnOf(doctorFields.phoneNumber, { track: "minmax(150px, 1fr)", isWideOnly: true }),
];
