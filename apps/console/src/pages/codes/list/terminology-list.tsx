import { Badge } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../../kit/section/confirm-button.tsx";
import { nextPage } from "../../../kit/section/next-page.ts";
import { PagedList } from "../../../kit/section/paged-list.tsx";
import { Row } from "../../../kit/section/row.tsx";
import { Section } from "../../../kit/section/section.tsx";
import type { Terminology } from "../../../records/codes/codes.ts";
import { api, caretype, queryClient } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { formatInstant } from "../../../words/format/format.ts";
import { Name } from "../../../words/format/name.tsx";
import { texts } from "../texts.en.ts";

const pageSize = 50;

/** All versions that were imported, newest first. */
export function TerminologyList() {
  const query = useInfiniteQuery(api.codes.list.infiniteQueryOptions({ limit: pageSize }, nextPage));
  return (
    <Section title={texts.imported.title} about={texts.imported.about}>
      <PagedList query={query} skeletonHeight={120} empty={texts.imported.empty}>
        {(terminology) => <TerminologyRow key={terminology.id} terminology={terminology} />}
      </PagedList>
    </Section>
  );
}

function TerminologyRow({ terminology }: { terminology: Terminology }) {
  const may = usePermissions();
  const { id, kind, uri, version, title, concepts, createdAt } = terminology;
  const name = title ?? uri;
  const facts = [
    texts.kinds[kind],
    ...(title === null ? [] : [uri]),
    texts.version(version),
    texts.count(concepts),
    formatInstant(createdAt),
  ];
  const undo = async () => {
    await caretype.codes.undo.mutate({ id });
    notifyDone(texts.undo.isDone(name, version));
    await queryClient.invalidateQueries(api.codes.pathFilter());
  };
  return (
    <Row
      title={<Name>{name}</Name>}
      badge={<StateBadge terminology={terminology} />}
      facts={<Name>{facts.join(" · ")}</Name>}
      actions={
        may("import:undo") ? (
          <ConfirmButton
            label={texts.undo.label}
            name={texts.undo.of(name, version)}
            question={texts.undo.question(name, version)}
            consequence={texts.undo.consequence}
            onConfirm={undo}
          />
        ) : null
      }
    />
  );
}

function StateBadge({ terminology: { isComplete, isLatest } }: { terminology: Terminology }) {
  const { states } = texts;
  return (
    <Badge variant="default" tt="none">
      {isComplete ? (isLatest ? states.latest : states.older) : states.unfinished}
    </Badge>
  );
}
