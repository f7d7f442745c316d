import type { RouterOutputs } from "@caretype/client";
import { usePermissions } from "../session/use-practice.ts";
import { Row } from "../shell/section/row.tsx";
import { formatDate } from "../shell/text/format.ts";
import { AnchorLink, ButtonLink } from "../shell/text/links.tsx";
import { Name } from "../shell/text/name.tsx";
import { DistinctButton } from "./distinct-button.tsx";

type Pair = RouterOutputs["patient"]["possibleDuplicates"]["items"][number];
type Brief = Pair["newer"];

const birthOf = ({ dateOfBirth, dateOfBirthApproximate }: Brief) => {
  if (dateOfBirth === null) return "";
  return dateOfBirthApproximate ? `, about ${dateOfBirth.slice(0, 4)}` : `, ${formatDate(dateOfBirth)}`;
};

/** Two patients who may be the same person. A merge keeps the older record. */
export function PairRow({ pair: { newer, older, score, reasons } }: { pair: Pair }) {
  const may = usePermissions();
  return (
    <Row
      title={
        <>
          <AnchorLink to="/patients/$id" params={{ id: newer.id }} underline="always">
            <Name>{newer.name}</Name>
          </AnchorLink>
          {birthOf(newer)}
        </>
      }
      facts={
        <>
          May be{" "}
          <AnchorLink to="/patients/$id" params={{ id: older.id }} size="sm" underline="always">
            <Name>{older.name}</Name>
          </AnchorLink>
          {birthOf(older)}: {reasons.join(", ")} ({score} of 100 points)
        </>
      }
      actions={
        may("patient:merge") ? (
          <>
            <DistinctButton one={newer} other={older} />
            <ButtonLink
              variant="default"
              size="xs"
              to="/patients/$id/merge/$otherId"
              params={{ id: older.id, otherId: newer.id }}
              aria-label={`Compare and merge ${newer.name} with ${older.name}`}
            >
              Compare and merge
            </ButtonLink>
          </>
        ) : null
      }
    />
  );
}
