import type { Doctor } from "@caretype/client";
import { PhoneText } from "../../../kit/phone/phone-text.tsx";
import type { Column } from "../../../kit/table/column.ts";
import { RowLink } from "../../../kit/table/row-link.tsx";
import { TwoLines } from "../../../kit/table/two-lines.tsx";
import { doctorFields } from "../../../records/doctor/field-views.ts";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import { columnOf } from "../../../records/record/column-of.tsx";
import { commonTexts } from "../../../words/common/common.ts";
import { LoadMeter } from "./load-meter.tsx";
import type { Workload } from "./use-workload.ts";

type ByName = { isByName: boolean; sortByName: () => void };

const link = ({ id, name }: Pick<Doctor, "id" | "name">) => (
  <RowLink to="/doctors/$id" params={{ id }}>
    {name}
  </RowLink>
);

/** The column of a narrow list: the name, and below it specialization and phone. */
export const narrowDoctorColumns: readonly Column<Doctor>[] = [
  {
    id: "name",
    header: commonTexts.doctor,
    track: "minmax(0, 1fr)",
    cell: ({ id, name, specializationLabel, phoneNumber }) => (
      <TwoLines
        below={
          <>
            {specializationLabel}
            {specializationLabel === null || phoneNumber === null ? null : " · "}
            {phoneNumber === null ? null : <PhoneText phoneNumber={phoneNumber} />}
          </>
        }
      >
        {link({ id, name })}
      </TwoLines>
    ),
  },
];

export const doctorColumns = (workload: Workload, { isByName, sortByName }: ByName): Column<Doctor>[] => [
  {
    id: "name",
    header: commonTexts.name,
    track: "minmax(120px, 2fr)",
    cell: link,
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
