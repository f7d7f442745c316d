import type { RemovedDoctor } from "@caretype/client";
import { RestoreButton, removalColumns } from "../../record/removed-records.tsx";
import type { Column } from "../../table/column.ts";

export const removedDoctorColumns = (onRestore: (doctor: RemovedDoctor) => void): Column<RemovedDoctor>[] => [
  { id: "name", header: "Name", track: "minmax(120px, 2fr)", cell: ({ record }) => record.name },
  {
    id: "specialization",
    header: "Specialization",
    track: "minmax(110px, 1.5fr)",
    isWideOnly: true,
    cell: ({ record }) => record.specializationLabel,
  },
  // Names of accounts in other practices are not available.
  ...removalColumns("Another practice"),
  {
    id: "restore",
    header: "Restore",
    track: "130px",
    cell: (removed) => <RestoreButton removed={removed} onRestore={onRestore} />,
  },
];
