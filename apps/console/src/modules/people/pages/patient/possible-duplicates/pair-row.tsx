import type { RouterOutputs } from "@caretype/client";
import type { ReactNode } from "react";
import { Row } from "../../../../../kit/section/row.tsx";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatDate } from "../../../../../words/format/format.ts";
import { AnchorLink, SmallLink } from "../../../../../words/format/links.tsx";
import { Name } from "../../../../../words/format/name.tsx";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { texts as mergeTexts } from "../merge/texts.en.ts";
import { DistinctButton } from "./distinct-button.tsx";

type Pair = RouterOutputs["patient"]["possibleDuplicates"]["items"][number];
type Brief = Pair["newer"];

/** The patient, with the birth date if known. */
const withBirth = (patient: ReactNode, { dateOfBirth, dateOfBirthApproximate }: Brief): ReactNode => {
  if (dateOfBirth === null) return patient;
  const birth = dateOfBirthApproximate
    ? patientTexts.birth.about(Number(dateOfBirth.slice(0, 4)))
    : formatDate(dateOfBirth);
  return mergeTexts.pairs.withBirth(patient, birth);
};

/** Two patients who may be the same person. A merge keeps the older record. */
export function PairRow({ pair: { newer, older, score, reasons } }: { pair: Pair }) {
  const may = usePermissions();
  return (
    <Row
      title={withBirth(
        <AnchorLink to="/patients/$id" params={{ id: newer.id }} underline="always">
          <Name>{newer.name}</Name>
        </AnchorLink>,
        newer,
      )}
      facts={mergeTexts.pairs.mayBe({
        older: withBirth(
          <AnchorLink to="/patients/$id" params={{ id: older.id }} size="sm" underline="always">
            <Name>{older.name}</Name>
          </AnchorLink>,
          older,
        ),
        reasons: reasons.map((reason) => commonTexts.duplicateReasons[reason]),
        score,
      })}
      actions={
        may("patient:merge") ? (
          <>
            <DistinctButton one={newer} other={older} />
            <SmallLink
              label={mergeTexts.duplicates.compareAndMerge}
              to="/patients/$id/merge/$otherId"
              params={{ id: older.id, otherId: newer.id }}
              name={mergeTexts.duplicates.compareAndMergeBoth(newer.name, older.name)}
            />
          </>
        ) : null
      }
    />
  );
}
