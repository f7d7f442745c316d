import { Badge } from "@mantine/core";
import { usePermissions } from "../../session/use-practice.ts";
import { Row } from "../../shell/section/row.tsx";
import { formatInstant, formatNumber } from "../../shell/text/format.ts";
import { ButtonLink } from "../../shell/text/links.tsx";
import { Name } from "../../shell/text/name.tsx";
import { type Batch, counted, filesText, undoStageLabels } from "../upload/labels.ts";
import { UndoImportButton } from "./undo-import-button.tsx";

const sources: Record<string, string> = { synthea: "Synthea export", table: "Table" };

/** The names of the files. Older imports have none. */
const titleOf = ({ source, files }: Batch): string => {
  if (files.length === 0) return sources[source] ?? source;
  const names = filesText(files.map((file) => ({ file })));
  return source === "synthea" ? `${sources.synthea}: ${names}` : names;
};

function madeText({ patients, doctors, assignments, rowsSkipped }: Batch): string {
  const made = [
    patients > 0 ? counted(patients, ["patient", "patients"]) : null,
    doctors > 0 ? counted(doctors, ["doctor", "doctors"]) : null,
    assignments > 0 ? counted(assignments, ["assignment", "assignments"]) : null,
    rowsSkipped > 0 ? `${counted(rowsSkipped, ["row", "rows"])} left out` : null,
  ];
  return made.filter((text) => text !== null).join(", ");
}

export function ImportRow({ batch }: { batch: Batch }) {
  const may = usePermissions();
  const { id, importedAt, importedByEmail, undoneAt, patients, undoing, undoFailure } = batch;
  const when = formatInstant(importedAt);
  return (
    <Row
      title={<Name>{titleOf(batch)}</Name>}
      badge={<StateBadge batch={batch} />}
      facts={`${madeText(batch)}, ${when}, ${importedByEmail}`}
      actions={
        undoneAt || undoing ? null : (
          <>
            {patients > 0 && may("import:run") ? (
              <ButtonLink
                variant="default"
                size="xs"
                to="/imports/$id/duplicates"
                params={{ id }}
                aria-label={`Duplicates of the import of ${when}`}
              >
                Duplicates
              </ButtonLink>
            ) : null}
            {may("import:undo") ? (
              <UndoImportButton id={id} name={`Undo the import of ${when}`} failure={undoFailure} />
            ) : null}
          </>
        )
      }
    />
  );
}

function StateBadge({ batch: { undoneAt, undoing, undoFailure } }: { batch: Batch }) {
  const text = undoneAt
    ? `Undone ${formatInstant(undoneAt)}`
    : undoing
      ? undoingText(undoing)
      : undoFailure
        ? "Imported, could not be undone"
        : "Imported";
  return (
    <Badge variant="default" tt="none" role={undoing ? "status" : undefined}>
      {text}
    </Badge>
  );
}

const undoingText = ({ stage, recordsDone, records }: NonNullable<Batch["undoing"]>) =>
  stage === "removing"
    ? `${undoStageLabels[stage]}: ${formatNumber(recordsDone)} of ${formatNumber(records)}`
    : undoStageLabels[stage];
