import type { Doctor } from "@caretype/client";
import { PhoneText } from "../../phone/phone-text.tsx";
import type { Column } from "../../table/column.ts";
import { RowLink } from "../../table/row-link.tsx";
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
  {
    id: "specialization",
    header: "Specialization",
    track: "minmax(148px, 1.5fr)",
    cell: ({ specializationLabel }) => specializationLabel,
  },
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
  {
    id: "phone",
    header: "Phone",
    track: "minmax(120px, 1fr)",
    isWideOnly: true,
    cell: ({ phoneNumber }) => <PhoneText phoneNumber={phoneNumber} />,
  },
];
