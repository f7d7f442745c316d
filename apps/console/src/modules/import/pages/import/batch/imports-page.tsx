import { Badge, Stack } from "@mantine/core";
import { useDidUpdate } from "@mantine/hooks";
import { IconTableImport } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Page } from "../../../../../kit/page/page.tsx";
import { PagedList } from "../../../../../kit/section/paged-list.tsx";
import { Row } from "../../../../../kit/section/row.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { api } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatInstant, formatNumber } from "../../../../../words/format/format.ts";
import { ButtonLink, SmallLink } from "../../../../../words/format/links.tsx";
import { Name } from "../../../../../words/format/name.tsx";
import { locale } from "../../../../../words/settings/locale.ts";
import { texts as patientPageTexts } from "../../../../people/pages/patient/page/texts.en.ts";
import { finished, texts as importTexts, open as texts } from "../texts.en.ts";
import { type Batch, filesText, isActive, isOpen, stateText } from "../upload/labels.ts";
import { invalidateImports } from "../upload/use-upload.ts";
import { UndoImportButton } from "./undo-import-button.tsx";

export const ImportsPage = permitted("import:read", Imports);

function Imports() {
  const may = usePermissions();
  const actions = may("import:run") ? (
    <ButtonLink to="/imports/new" leftSection={<IconTableImport size={16} aria-hidden />}>
      {importTexts.importFiles}
    </ButtonLink>
  ) : null;
  return (
    <Page title={importTexts.title} actions={actions} width="reading">
      <Stack>
        {may("import:run") ? <OpenUploads /> : null}
        <ImportList />
      </Stack>
    </Page>
  );
}

/** At most three can be open; finished ones are hidden. */
const limit = 20;

/** Unfinished uploads. Empty without any. */
function OpenUploads() {
  const { data } = useQuery(
    api.import.uploads.queryOptions(
      { limit },
      {
        staleTime: 0,
        refetchInterval: ({ state: { data: page } }) => (page?.items.some(isActive) ? 5_000 : false),
      },
    ),
  );
  const open = data?.items.filter(isOpen) ?? [];
  if (open.length === 0) return null;
  return (
    <Section title={texts.title}>
      <ul style={{ margin: 0, padding: 0 }}>
        {open.map((upload) => (
          <Row
            key={upload.id}
            title={<Name>{filesText(upload.files)}</Name>}
            badge={
              <Badge
                color={upload.problemCount || upload.failure ? "danger" : "gray"}
                role={isActive(upload) ? "status" : undefined}
              >
                {stateText(upload)}
              </Badge>
            }
            facts={importTexts.facts(
              importTexts.rowCount(upload.rows),
              formatInstant(upload.createdAt),
              upload.createdByEmail,
            )}
            actions={
              <SmallLink
                label={upload.problemCount ? texts.fix : texts.continue}
                to="/imports/uploads/$id"
                params={{ id: upload.id }}
                name={(upload.problemCount ? texts.fixOf : texts.continueOf)(filesText(upload.files))}
              />
            }
          />
        ))}
      </ul>
    </Section>
  );
}

const pageSize = 50;

const isUndoing = (pages: readonly { items: readonly Batch[] }[] = []) =>
  pages.some(({ items }) => items.some(({ undoing }) => undoing !== null));

function ImportList() {
  const query = useInfiniteQuery(
    api.import.list.infiniteQueryOptions(
      { limit: pageSize },
      {
        refetchInterval: ({ state: { data } }) => (isUndoing(data?.pages) ? 5_000 : false),
      },
    ),
  );
  const isActive = isUndoing(query.data?.pages);
  // An undo makes other pages stale.
  useDidUpdate(() => {
    if (!isActive) invalidateImports();
  }, [isActive]);
  return (
    <Section title={finished.title} about={finished.about}>
      <PagedList query={query} skeletonHeight={120} empty={finished.empty}>
        {(batch) => <ImportRow key={batch.id} batch={batch} />}
      </PagedList>
    </Section>
  );
}

const sources: Record<string, string> = importTexts.sources;

/** File names. Older imports have none. */
const titleOf = ({ source, files }: Batch): string => {
  if (files.length === 0) return sources[source] ?? source;
  const names = filesText(files.map((file) => ({ file })));
  return source === "synthea" ? importTexts.syntheaFiles(names) : names;
};

const list = new Intl.ListFormat(locale, { type: "unit", style: "short" });

const { records: recordTexts } = patientPageTexts.removalRefused;

function madeText(batch: Batch): string {
  const { patients, doctors, assignments, appointments, clinicalRecords, rowsSkipped } = batch;
  const counts = [
    patients > 0 ? commonTexts.patientCount(patients) : null,
    doctors > 0 ? commonTexts.doctorCount(doctors) : null,
    assignments > 0 ? importTexts.assignmentCount(assignments) : null,
    appointments > 0 ? importTexts.appointmentCount(appointments) : null,
    ...clinicalRecords.map(({ kind, count }) => recordTexts[kind](count)),
    rowsSkipped > 0 ? importTexts.leftOut(rowsSkipped) : null,
  ];
  return list.format(counts.filter((text) => text !== null));
}

function ImportRow({ batch }: { batch: Batch }) {
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
              <SmallLink
                label={finished.duplicates}
                to="/imports/$id/duplicates"
                params={{ id }}
                name={finished.duplicatesOf(when)}
              />
            ) : null}
            {may("import:undo") ? (
              <UndoImportButton id={id} name={finished.undoOf(when)} failure={undoFailure} />
            ) : null}
          </>
        )
      }
    />
  );
}

function StateBadge({ batch: { undoneAt, undoing, undoFailure } }: { batch: Batch }) {
  const text = undoneAt
    ? finished.isUndone(formatInstant(undoneAt))
    : undoing
      ? undoingText(undoing)
      : undoFailure
        ? finished.isNotUndone
        : finished.isImported;
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
