import type { RemovedDoctor } from "@caretype/client";
import type { Column } from "../../../kit/table/column.ts";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import { nameColumn, RestoreButton, removalColumns } from "../../../records/record/removed-records.tsx";
import { commonTexts } from "../../../words/common/common.ts";

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
