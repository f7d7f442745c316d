import type { RemovedPatient } from "@caretype/client";
import type { Column } from "../../../kit/table/column.ts";
import { RowLink } from "../../../kit/table/row-link.tsx";
import { birthText } from "../../../records/patient/birth.ts";
import { nameColumn, RestoreButton, removalColumns } from "../../../records/record/removed-records.tsx";
import { AnchorLink } from "../../../words/format/links.tsx";
import { commonTexts } from "../../../words/texts/common.ts";
import { patientListTexts } from "../../../words/texts/patient-list.ts";
import { patientPageTexts } from "../../../words/texts/patient-page.ts";
import { recordTexts } from "../../../words/texts/record.ts";

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
