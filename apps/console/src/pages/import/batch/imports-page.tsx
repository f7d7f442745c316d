import { Badge, Stack } from "@mantine/core";
import { IconTableImport } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Page } from "../../../kit/page/page.tsx";
import { PagedList } from "../../../kit/section/paged-list.tsx";
import { Row } from "../../../kit/section/row.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { api } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { permitted } from "../../../session/route/permitted.tsx";
import { formatInstant } from "../../../words/format/format.ts";
import { ButtonLink } from "../../../words/format/links.tsx";
import { Name } from "../../../words/format/name.tsx";
import { finished, texts as importTexts, open as texts } from "../texts.en.ts";
import { type Batch, filesText, isActive, isOpen, stateText } from "../upload/labels.ts";
import { invalidateImports } from "../upload/use-upload.ts";
import { ImportRow } from "./import-row.tsx";

export const ImportsPage = permitted("import:read", Imports);

/** Finished imports and open uploads of the practice. */
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

/** At most three can be open; finished ones are not shown. */
const limit = 20;

/** Uploads that are not imported yet. Renders nothing without any. */
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
              <ButtonLink
                variant="default"
                size="xs"
                to="/imports/uploads/$id"
                params={{ id: upload.id }}
                aria-label={(upload.problemCount ? texts.fixOf : texts.continueOf)(filesText(upload.files))}
              >
                {upload.problemCount ? texts.fix : texts.continue}
              </ButtonLink>
            }
          />
        ))}
      </ul>
    </Section>
  );
}

const pageSize = 50;

function ImportList() {
  return (
    <Section title={finished.title} about={finished.about}>
      <AllImports />
    </Section>
  );
}

const isUndoing = (pages: readonly { items: readonly Batch[] }[] = []) =>
  pages.some(({ items }) => items.some(({ undoing }) => undoing !== null));

function AllImports() {
  const query = useInfiniteQuery(
    api.import.list.infiniteQueryOptions(
      { limit: pageSize },
      {
        refetchInterval: ({ state: { data } }) => (isUndoing(data?.pages) ? 5_000 : false),
      },
    ),
  );
  const isActive = isUndoing(query.data?.pages);
  const wasActive = useRef(isActive);
  // Other pages are outdated once an undo has finished.
  useEffect(() => {
    if (wasActive.current && !isActive) invalidateImports();
    wasActive.current = isActive;
  }, [isActive]);
  return (
    <PagedList query={query} skeletonHeight={120} empty={finished.empty}>
      {(batch) => <ImportRow key={batch.id} batch={batch} />}
    </PagedList>
  );
}
