import type { RemovedPatient } from "@caretype/client";
import { nameColumn, RestoreButton, removalColumns } from "../../record/removed-records.tsx";
import { AnchorLink } from "../../shell/text/links.tsx";
import type { Column } from "../../table/column.ts";
import { RowLink } from "../../table/row-link.tsx";
import { commonTexts } from "../../texts/common.ts";
import { patientListTexts } from "../../texts/patient-list.ts";
import { patientPageTexts } from "../../texts/patient-page.ts";
import { recordTexts } from "../../texts/record.ts";
import { birthText } from "../birth.ts";

/** A merged patient is restored by undoing the merge, on the page of the patient that was kept. */
export const removedColumns = (onRestore: (patient: RemovedPatient) => void): Column<RemovedPatient>[] => [
  nameColumn<RemovedPatient>(
    ({ record: { id, name } }) => (
      <RowLink to="/patients/$id" params={{ id }}>
        {name}
      </RowLink>
    ),
    ({ record }) => birthText(record),
  ),
  {
    id: "birth",
    header: patientListTexts.columns.born,
    track: "150px",
    isWideOnly: true,
    cell: ({ record }) => birthText(record),
  },
  ...removalColumns(recordTexts.unknownAccount),
  {
    id: "restore",
    header: commonTexts.restore,
    track: "min(160px, 46cqi)",
    cell: (patient) =>
      patient.mergedInto ? (
        <AnchorLink to="/patients/$id" params={{ id: patient.mergedInto }} size="sm">
          {patientPageTexts.removed.merged}
        </AnchorLink>
      ) : (
        <RestoreButton removed={patient} onRestore={onRestore} />
      ),
  },
];
