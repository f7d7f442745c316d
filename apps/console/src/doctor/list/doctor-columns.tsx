import type { Doctor } from "@caretype/client";
import { columnOf } from "../../record/column-of.tsx";
import type { Column } from "../../table/column.ts";
import { RowLink } from "../../table/row-link.tsx";
import { commonTexts } from "../../texts/common.ts";
import { doctorTexts } from "../../texts/doctor.ts";
import { doctorFields } from "../field-views.ts";
import { LoadMeter } from "./load-meter.tsx";
import type { Workload } from "./use-workload.ts";

type ByName = { isByName: boolean; sortByName: () => void };

export const doctorColumns = (workload: Workload, { isByName, sortByName }: ByName): Column<Doctor>[] => [
  {
    id: "name",
    header: commonTexts.name,
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
    header: doctorTexts.list.patientsHere,
    track: "minmax(150px, 1fr)",
    isWideOnly: true,
    cell: ({ id }) => <LoadMeter patients={workload.patients.get(id)} most={workload.most} />,
  },
  {
    id: "limit",
    header: doctorTexts.list.dailyLimit,
    track: "minmax(140px, 1fr)",
    isWideOnly: true,
    cell: ({ maxAppointmentsPerDay: most }) => doctorTexts.list.appointmentCount(most),
  },
  columnOf(doctorFields.phoneNumber, { id: "phone", track: "minmax(120px, 1fr)", isWideOnly: true }),
];
