import type { Patient } from "@caretype/client";
import { columnOf } from "../../record/column-of.tsx";
import { formatDay, formatInstant } from "../../shell/text/format.ts";
import type { Column } from "../../table/column.ts";
import { RowLink } from "../../table/row-link.tsx";
import { birthText } from "../birth.ts";
import { patientFields } from "../field-views.ts";
import type { PatientSort } from "./patient-filters.ts";

type Sorting = { sort: PatientSort; onSort: (sort: PatientSort) => void };

/** A column's header asks for its order, and when it has that already, for the other one there is. */
export const patientColumns = ({ sort, onSort }: Sorting): Column<Patient>[] => [
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
      onChange: () => onSort(sort === "name" ? "newest" : "name"),
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
      onChange: () => onSort(sort === "updated" ? "newest" : "updated"),
    },
  },
];
