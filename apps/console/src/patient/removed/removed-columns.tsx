import type { RemovedPatient } from "@caretype/client";
import { Button } from "@mantine/core";
import { formatInstant } from "../../shell/text/format.ts";
import { AnchorLink } from "../../shell/text/links.tsx";
import type { Column } from "../../table/column.ts";
import { RowLink } from "../../table/row-link.tsx";
import { birthText } from "../birth.ts";

/** Who was merged into another comes back by undoing that, on the page of who has stayed. */
export const removedColumns = (onRestore: (patient: RemovedPatient) => void): Column<RemovedPatient>[] => [
  {
    id: "name",
    header: "Name",
    track: "minmax(120px, 2fr)",
    cell: ({ record: { id, name } }) => (
      <RowLink to="/patients/$id" params={{ id }}>
        {name}
      </RowLink>
    ),
  },
  { id: "birth", header: "Born", track: "150px", isWideOnly: true, cell: ({ record }) => birthText(record) },
  {
    id: "removedAt",
    header: "Removed",
    track: "170px",
    isWideOnly: true,
    cell: ({ removedAt }) => formatInstant(removedAt),
  },
  {
    id: "by",
    header: "By",
    track: "minmax(120px, 1fr)",
    isWideOnly: true,
    cell: ({ removedByName }) => removedByName ?? "Somebody who is not in the practice",
  },
  {
    id: "restore",
    header: "Bring back",
    track: "130px",
    cell: (patient) =>
      patient.mergedInto ? (
        <AnchorLink to="/patients/$id" params={{ id: patient.mergedInto }} size="sm">
          Was merged
        </AnchorLink>
      ) : (
        <Button
          size="compact-sm"
          variant="light"
          aria-label={`Restore ${patient.record.name}`}
          onClick={() => onRestore(patient)}
        >
          Restore
        </Button>
      ),
  },
];
