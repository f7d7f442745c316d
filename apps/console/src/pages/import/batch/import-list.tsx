import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { PagedList } from "../../../kit/section/paged-list.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { api } from "../../../session/client/api.ts";
import { finished as texts } from "../texts.en.ts";
import type { Batch } from "../upload/labels.ts";
import { invalidateImports } from "../upload/use-upload.ts";
import { ImportRow } from "./import-row.tsx";

const pageSize = 50;

export function ImportList() {
  return (
    <Section title={texts.title} about={texts.about}>
      <Imports />
    </Section>
  );
}

const isUndoing = (pages: readonly { items: readonly Batch[] }[] = []) =>
  pages.some(({ items }) => items.some(({ undoing }) => undoing !== null));

function Imports() {
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
    <PagedList query={query} skeletonHeight={120} empty={texts.empty}>
      {(batch) => <ImportRow key={batch.id} batch={batch} />}
    </PagedList>
  );
}
