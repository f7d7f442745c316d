import type { Permission } from "@caretype/api";
import type { Patient } from "@caretype/client";
import { UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconPencil, IconUserPlus } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useContext } from "react";
import { lazyPart } from "../../../../../kit/connection/load-code.ts";
import type { Column } from "../../../../../kit/table/column.ts";
import classes from "../../../../../kit/table/record-table.module.css";
import { RowLink } from "../../../../../kit/table/row-link.tsx";
import { SelectAll, SelectLabel, SelectRow } from "../../../../../kit/table/selection.tsx";
import { TwoLines } from "../../../../../kit/table/two-lines.tsx";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { columnOf } from "../../../../../records/record/column-of.tsx";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { Parts } from "../../../../../session/module/parts.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatDay, formatInstant } from "../../../../../words/format/format.ts";
import { Name } from "../../../../../words/format/name.tsx";
import { texts as assignmentTexts } from "../../../records/assignment/texts.en.ts";
import { birthText } from "../../../records/patient/birth.ts";
import { patientFields } from "../../../records/patient/field-views.ts";
import { PatientFacts } from "../../../records/patient/patient-line.tsx";
import type { FoundPatient } from "../../../records/patient/patient-search.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { type ColumnName, columnLabels } from "./display.ts";
import type { PatientSort } from "./patient-filters.ts";
import { texts as patientListTexts, columns as texts } from "./texts.en.ts";
import { BesideContext } from "./use-of-patients.ts";

// Loaded with its column, which few users select.
const NextVisitOf = lazyPart(() => import("./next-visit-of.tsx"), "NextVisitOf");

export type Sorting = {
  sort: PatientSort;
  /** The order without a sorted column. */
  usual: PatientSort;
  onSort: (sort: PatientSort) => void;
};

/** Without this permission, a column is neither shown nor exported. */
export const neededFor = (name: ColumnName): Permission =>
  name === "doctor" ? "assignment:read" : name === "visit" ? "appointment:read" : "patient:read";

type PatientColumn = Column<Patient>;
/** Stable, as a new one renders all cells again. */
type ListActions = { onAssign: (patient: Patient) => void };

const select: PatientColumn = {
  header: texts.select,
  headerCell: <SelectAll label={texts.selectAll} />,
  track: "40px",
  isWideOnly: true,
  cell: ({ id, name }) => <SelectRow id={id} name={name} />,
};

const actions = (onAssign: ListActions["onAssign"]): PatientColumn => ({
  header: texts.actions,
  headerCell: <VisuallyHidden>{texts.actions}</VisuallyHidden>,
  track: "var(--actions, 80px)",
  isWideOnly: true,
  cell: (patient) => <PatientRowActions patient={patient} onAssign={onAssign} />,
});

const link = ({ id, name, formerName }: FoundPatient) => (
  <>
    <RowLink to="/patients/$id" params={{ id }}>
      {name}
    </RowLink>
    {formerName === undefined ? null : <Dimmed span> {patientTexts.formerly(formerName)}</Dimmed>}
    <Parts of="badge" with={{ id }} />
  </>
);

/** The column of a narrow list: the name, and below it what distinguishes patients. */
const narrowColumn = (nameOf: PatientColumn["cell"]): PatientColumn => ({
  header: commonTexts.patient,
  track: "minmax(0, 1fr)",
  cell: (patient) => <TwoLines below={<PatientFacts patient={patient} />}>{nameOf(patient)}</TwoLines>,
});

export const narrowColumns: readonly PatientColumn[] = [narrowColumn(link)];

/** The columns of a narrow list in selection mode: a tap anywhere in a row selects it. */
export const narrowSelectColumns: readonly PatientColumn[] = [
  { ...select, isWideOnly: false },
  narrowColumn(({ id, name }) => <SelectLabel id={id}>{name}</SelectLabel>),
];

/** The columns. A header sorts by its column, then reverses, then resets the order. */
export function patientColumns(
  names: readonly ColumnName[],
  sorting: Sorting,
  { onAssign }: ListActions,
): PatientColumn[] {
  const { sort, usual, onSort } = sorting;
  const name: PatientColumn = {
    header: commonTexts.name,
    track: "minmax(190px, 2fr)",
    cell: link,
    sort: {
      direction: sort === "name" ? "ascending" : "none",
      onChange: () => onSort(sort === "name" ? usual : "name"),
    },
  };
  const chosen = chooseColumns(sorting);
  return [select, name, ...names.map((each) => chosen[each]), actions(onAssign)];
}

const chooseColumns = ({ sort, usual, onSort }: Sorting): Record<ColumnName, PatientColumn> => ({
  born: { header: columnLabels.born, track: "150px", cell: birthText },
  gender: columnOf(patientFields.gender, { track: "90px", isWideOnly: true }),
  phone: columnOf(patientFields.phoneNumber, { track: "minmax(155px, 1fr)", isWideOnly: true }),
  email: columnOf(patientFields.email, { track: "minmax(160px, 1fr)", isWideOnly: true }),
  address: columnOf(patientFields.address, { track: "minmax(180px, 2fr)", isWideOnly: true }),
  language: columnOf(patientFields.preferredLanguage, { track: "110px", isWideOnly: true }),
  doctor: {
    header: columnLabels.doctor,
    track: "minmax(140px, 1fr)",
    isWideOnly: true,
    cell: ({ id }) => <DoctorsOf id={id} />,
  },
  visit: {
    header: columnLabels.visit,
    track: "minmax(185px, 1fr)",
    isWideOnly: true,
    cell: ({ id }) => <NextVisitOf id={id} />,
  },
  added: {
    header: columnLabels.added,
    track: "120px",
    isWideOnly: true,
    cell: ({ createdAt }) => formatDay(createdAt),
    sort: {
      direction: sort === "newest" ? "descending" : sort === "oldest" ? "ascending" : "none",
      onChange: () => onSort(sort === "newest" ? "oldest" : "newest"),
    },
  },
  changed: {
    header: columnLabels.changed,
    track: "165px",
    isWideOnly: true,
    cell: ({ updatedAt }) => formatInstant(updatedAt),
    sort: {
      direction: sort === "updated" ? "descending" : "none",
      onChange: () => onSort(sort === "updated" ? usual : "updated"),
    },
  },
});

/** A patient's newest doctor, and the number of others. */
function DoctorsOf({ id }: { id: string }) {
  const [first, ...others] = useContext(BesideContext).doctors.get(id)?.doctors ?? [];
  if (!first) return null;
  const title = [first, ...others].map(({ name }) => name).join(", ");
  return (
    <span title={others.length > 0 ? title : undefined}>
      <Name>{first.name}</Name>
      {others.length > 0 ? ` +${others.length}` : ""}
    </span>
  );
}

type PatientRowActionsProps = { patient: Patient; onAssign: (patient: Patient) => void };

/** A row's actions, shown on hover or focus: assign a doctor, and edit. */
function PatientRowActions({ patient, onAssign }: PatientRowActionsProps) {
  const may = usePermissions();
  const navigate = useNavigate();
  const { id, name } = patient;
  return (
    <div className={classes.actions}>
      {may("assignment:create") ? (
        <RowAction
          aria-label={patientListTexts.assignTo(name)}
          title={assignmentTexts.assignDoctor}
          onClick={() => onAssign(patient)}
        >
          <IconUserPlus size={16} aria-hidden />
        </RowAction>
      ) : null}
      {may("patient:update") ? (
        <RowAction
          aria-label={patientListTexts.editName(name)}
          title={commonTexts.edit}
          onClick={() => void navigate({ to: "/patients/$id/edit", params: { id } })}
        >
          <IconPencil size={16} aria-hidden />
        </RowAction>
      ) : null}
    </div>
  );
}

type RowActionProps = { "aria-label": string; title: string; onClick: () => void; children: ReactNode };

const RowAction = (props: RowActionProps) => <UnstyledButton {...props} className={classes.action} />;
