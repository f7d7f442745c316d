import { Badge } from "@mantine/core";
import { Row } from "../../../kit/section/row.tsx";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { formatInstant, formatNumber } from "../../../words/format/format.ts";
import { ButtonLink } from "../../../words/format/links.tsx";
import { Name } from "../../../words/format/name.tsx";
import { locale } from "../../../words/settings/locale.ts";
import { texts as patientPageTexts } from "../../patient/page/texts.en.ts";
import { texts as importTexts, finished as texts } from "../texts.en.ts";
import { type Batch, filesText } from "../upload/labels.ts";
import { UndoImportButton } from "./undo-import-button.tsx";

const sources: Record<string, string> = importTexts.sources;

/** The names of the files. Older imports have none. */
const titleOf = ({ source, files }: Batch): string => {
  if (files.length === 0) return sources[source] ?? source;
  const names = filesText(files.map((file) => ({ file })));
  return source === "synthea" ? importTexts.syntheaFiles(names) : names;
};

const list = new Intl.ListFormat(locale, { type: "unit", style: "short" });

const { records: recordTexts } = patientPageTexts.removalRefused;

function madeText(batch: Batch): string {
  const { patients, doctors, assignments, appointments, clinicalRecords, rowsSkipped } = batch;
  const made = [
    patients > 0 ? commonTexts.patientCount(patients) : null,
    doctors > 0 ? commonTexts.doctorCount(doctors) : null,
    assignments > 0 ? importTexts.assignmentCount(assignments) : null,
    appointments > 0 ? importTexts.appointmentCount(appointments) : null,
    ...clinicalRecords.map(({ kind, count }) => recordTexts[kind](count)),
    rowsSkipped > 0 ? importTexts.leftOut(rowsSkipped) : null,
  ];
  return list.format(made.filter((text) => text !== null));
}

export function ImportRow({ batch }: { batch: Batch }) {
  const may = usePermissions();
  const { id, importedAt, importedByEmail, undoneAt, patients, undoing, undoFailure } = batch;
  const when = formatInstant(importedAt);
  return (
    <Row
      title={<Name>{titleOf(batch)}</Name>}
      badge={<StateBadge batch={batch} />}
      facts={importTexts.facts(madeText(batch), when, importedByEmail)}
      actions={
        undoneAt || undoing ? null : (
          <>
            {patients > 0 && may("import:run") ? (
              <ButtonLink
                variant="default"
                size="xs"
                to="/imports/$id/duplicates"
                params={{ id }}
                aria-label={texts.duplicatesOf(when)}
              >
                {texts.duplicates}
              </ButtonLink>
            ) : null}
            {may("import:undo") ? (
              <UndoImportButton id={id} name={texts.undoOf(when)} failure={undoFailure} />
            ) : null}
          </>
        )
      }
    />
  );
}

function StateBadge({ batch: { undoneAt, undoing, undoFailure } }: { batch: Batch }) {
  const text = undoneAt
    ? texts.isUndone(formatInstant(undoneAt))
    : undoing
      ? undoingText(undoing)
      : undoFailure
        ? texts.isNotUndone
        : texts.isImported;
  return (
    <Badge variant="default" role={undoing ? "status" : undefined}>
      {text}
    </Badge>
  );
}

const undoingText = ({ stage, recordsDone, records }: NonNullable<Batch["undoing"]>) =>
  stage === "removing"
    ? importTexts.undo.removing(formatNumber(recordsDone), formatNumber(records))
    : importTexts.undo.stages[stage];
