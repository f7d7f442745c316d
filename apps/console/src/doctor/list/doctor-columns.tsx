import type { Doctor } from "@caretype/client";
import { columnOf } from "../../record/column-of.tsx";
import type { Column } from "../../table/column.ts";
import { RowLink } from "../../table/row-link.tsx";
import { doctorFields } from "../field-views.ts";
import { LoadMeter } from "./load-meter.tsx";
import type { Workload } from "./use-workload.ts";

type ByName = { isByName: boolean; sortByName: () => void };

export const doctorColumns = (workload: Workload, { isByName, sortByName }: ByName): Column<Doctor>[] => [
  {
    id: "name",
    header: "Name",
    track: "minmax(120px, 2fr)",
    cell: ({ id, name }) => (
      <RowLink to="/doctors/$id" params={{ id }}>
        {name}
      </RowLink>
    ),
    sort: { direction: isByName ? "ascending" : "none", onChange: sortByName },
  },
  columnOf(doctorFields.specialization, { id: "specialization", track: "minmax(148px, 1.5fr)" }),
  {
    id: "patients",
    header: "Patients here",
    track: "minmax(150px, 1fr)",
    isWideOnly: true,
    cell: ({ id }) => <LoadMeter patients={workload.patients.get(id)} most={workload.most} />,
  },
  {
    id: "limit",
    header: "Daily limit",
    track: "minmax(140px, 1fr)",
    isWideOnly: true,
    cell: ({ maxAppointmentsPerDay: most }) => (most === 1 ? "1 appointment" : `${most} appointments`),
  },
  columnOf(doctorFields.phoneNumber, { id: "phone", track: "minmax(120px, 1fr)", isWideOnly: true }),
];
