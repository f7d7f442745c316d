import type { RemovedDoctor } from "@caretype/client";
import { Button } from "@mantine/core";
import { formatInstant } from "../../shell/text/format.ts";
import type { Column } from "../../table/column.ts";

export const removedDoctorColumns = (
  restore: (removed: RemovedDoctor) => void,
  restoringId: string | null,
): Column<RemovedDoctor>[] => [
  { id: "name", header: "Name", track: "minmax(120px, 2fr)", cell: ({ record }) => record.name },
  {
    id: "specialization",
    header: "Specialization",
    track: "minmax(110px, 1.5fr)",
    isWideOnly: true,
    cell: ({ record }) => record.specializationLabel,
  },
  {
    id: "removed",
    header: "Removed",
    track: "minmax(170px, 1fr)",
    isWideOnly: true,
    cell: ({ removedAt }) => formatInstant(removedAt),
  },
  {
    id: "by",
    header: "By",
    track: "minmax(120px, 1fr)",
    isWideOnly: true,
    // Whoever works in another practice has no name here.
    cell: ({ removedByName }) => removedByName ?? "Another practice",
  },
  {
    id: "restore",
    header: "Bring back",
    track: "minmax(110px, 130px)",
    cell: (removed) => (
      <Button
        size="compact-sm"
        variant="light"
        aria-label={`Restore ${removed.record.name}`}
        loading={restoringId === removed.record.id}
        onClick={() => restore(removed)}
      >
        Restore
      </Button>
    ),
  },
];
