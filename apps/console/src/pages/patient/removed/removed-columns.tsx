import type { RemovedPatient } from "@caretype/client";
import type { Column } from "../../../kit/table/column.ts";
import { RowLink } from "../../../kit/table/row-link.tsx";
import { birthText } from "../../../records/patient/birth.ts";
import { nameColumn, RestoreButton, removalColumns } from "../../../records/record/removed-records.tsx";
import { texts as recordTexts } from "../../../records/record/texts.en.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { AnchorLink } from "../../../words/format/links.tsx";
import { texts as patientListTexts } from "../list/texts.en.ts";
import { texts as patientPageTexts } from "../page/texts.en.ts";

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
