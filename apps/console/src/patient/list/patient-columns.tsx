import type { Patient } from "@caretype/client";
import { columnOf } from "../../record/column-of.tsx";
import { formatDay, formatInstant } from "../../shell/text/format.ts";
import type { Column } from "../../table/column.ts";
import { RowLink } from "../../table/row-link.tsx";
import { birthText } from "../birth.ts";
import { patientFields } from "../field-views.ts";
import type { PatientSort } from "./patient-filters.ts";

type Sorting = {
  sort: PatientSort;
  /** The order that there is without one of a column. */
  usual: PatientSort;
  onSort: (sort: PatientSort) => void;
};

/** The columns. A header sorts by its column, or reverses or resets the order. */
export const patientColumns = ({ sort, usual, onSort }: Sorting): Column<Patient>[] => [
  {
    id: "name",
    header: "Name",
    track: "minmax(140px, 2fr)",
    cell: ({ id, name }) => (
      <RowLink to="/patients/$id" params={{ id }}>
        {name}
      </RowLink>
    ),
    sort: {
      direction: sort === "name" ? "ascending" : "none",
      onChange: () => onSort(sort === "name" ? usual : "name"),
    },
  },
  { id: "birth", header: "Born", track: "minmax(140px, 1fr)", cell: birthText },
  columnOf(patientFields.gender, { id: "gender", track: "90px", isWideOnly: true }),
  columnOf(patientFields.phoneNumber, { id: "phone", track: "minmax(140px, 1fr)", isWideOnly: true }),
  {
    id: "added",
    header: "Added",
    track: "120px",
    isWideOnly: true,
    cell: ({ createdAt }) => formatDay(createdAt),
    sort: {
      direction: sort === "newest" ? "descending" : sort === "oldest" ? "ascending" : "none",
      onChange: () => onSort(sort === "newest" ? "oldest" : "newest"),
    },
  },
  {
    id: "changed",
    header: "Changed",
    track: "165px",
    isWideOnly: true,
    cell: ({ updatedAt }) => formatInstant(updatedAt),
    sort: {
      direction: sort === "updated" ? "descending" : "none",
      onChange: () => onSort(sort === "updated" ? usual : "updated"),
    },
  },
];
