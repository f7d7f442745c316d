import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api } from "../../api.ts";
import { nextPage } from "../../shell/section/next-page.ts";
import { PagedList } from "../../shell/section/paged-list.tsx";
import { Section } from "../../shell/section/section.tsx";
import type { Batch } from "../upload/labels.ts";
import { readAnew } from "../upload/use-upload.ts";
import { ImportRow } from "./import-row.tsx";

const pageSize = 50;

export function ImportList() {
  return (
    <Section
      title="Imported"
      about="Each import can be undone as long as nothing that it has made was changed since."
    >
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
        ...nextPage,
        refetchInterval: ({ state: { data } }) => (isUndoing(data?.pages) ? 5_000 : false),
      },
    ),
  );
  const isAtIt = isUndoing(query.data?.pages);
  const wasAtIt = useRef(isAtIt);
  // What the console shows elsewhere is old when an undoing has ended.
  useEffect(() => {
    if (wasAtIt.current && !isAtIt) readAnew();
    wasAtIt.current = isAtIt;
  }, [isAtIt]);
  return (
    <PagedList
      query={query}
      skeletonHeight={120}
      empty="Nothing was imported yet. Patients and doctors of another program can be brought here as CSV, and the files of a Synthea export."
    >
      {(batch) => <ImportRow key={batch.id} batch={batch} />}
    </PagedList>
  );
}
