import type { RemovedDoctor } from "@caretype/client";
import { nameColumn, RestoreButton, removalColumns } from "../../record/removed-records.tsx";
import type { Column } from "../../table/column.ts";
import { commonTexts } from "../../texts/common.ts";
import { doctorTexts } from "../../texts/doctor.ts";

export const removedDoctorColumns = (onRestore: (doctor: RemovedDoctor) => void): Column<RemovedDoctor>[] => [
  nameColumn<RemovedDoctor>(
    ({ record }) => record.name,
    ({ record }) => record.specializationLabel,
  ),
  {
    id: "specialization",
    header: doctorTexts.fields.specialization,
    track: "minmax(110px, 1.5fr)",
    isWideOnly: true,
    cell: ({ record }) => record.specializationLabel,
  },
  // Names of accounts in other practices are not available.
  ...removalColumns(doctorTexts.removal.anotherPractice),
  {
    id: "restore",
    header: commonTexts.restore,
    track: "130px",
    cell: (removed) => <RestoreButton removed={removed} onRestore={onRestore} />,
  },
];
