import type { RemovedPatient } from "@caretype/client";
import { RestoreButton, removalColumns } from "../../record/removed-records.tsx";
import { AnchorLink } from "../../shell/text/links.tsx";
import type { Column } from "../../table/column.ts";
import { RowLink } from "../../table/row-link.tsx";
import { birthText } from "../birth.ts";

/** A merged patient is restored by undoing the merge, on the page of the patient that was kept. */
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
  ...removalColumns("Unknown account"),
  {
    id: "restore",
    header: "Restore",
    track: "130px",
    cell: (patient) =>
      patient.mergedInto ? (
        <AnchorLink to="/patients/$id" params={{ id: patient.mergedInto }} size="sm">
          Merged
        </AnchorLink>
      ) : (
        <RestoreButton removed={patient} onRestore={onRestore} />
      ),
  },
];
