import { Skeleton, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { BackLink } from "../shell/page/back-link.tsx";
import { Page } from "../shell/page/page.tsx";
import { Permitted } from "../shell/route/permitted.tsx";
import { nextPage } from "../shell/section/next-page.ts";
import { Paged } from "../shell/section/paged-list.tsx";
import { formatNumber } from "../shell/text/format.ts";
import { PairRow } from "./pair-row.tsx";

export const PossibleDuplicatesPage = () => (
  <Permitted needs="patient:read">
    <Page
      title="Possible duplicates"
      subtitle="Pairs of patients who may be the same person. The newest patients are compared first."
      back={<BackLink to="/patients">Patients</BackLink>}
      width="reading"
    >
      <Pairs />
    </Page>
  </Permitted>
);

/** As many as the dashboard counts on the first page. */
const pageSize = 200;

function Pairs() {
  const query = useInfiniteQuery(
    api.patient.possibleDuplicates.infiniteQueryOptions(
      { limit: pageSize },
      { ...nextPage, refetchOnWindowFocus: false, trpc: { abortOnUnmount: true } },
    ),
  );
  return (
    <Stack gap="xs" align="start">
      <Paged query={query} skeleton={<Skeleton h={240} />}>
        {(pairs) => (
          <>
            <Text role="status" size="sm">
              {textOf(pairs.length, query.hasNextPage)}
            </Text>
            <Stack component="ul" gap={0} m={0} p={0} w="100%">
              {pairs.map((pair) => (
                <PairRow key={`${pair.newer.id} ${pair.older.id}`} pair={pair} />
              ))}
            </Stack>
          </>
        )}
      </Paged>
    </Stack>
  );
}

/** A page can be empty although others follow. */
function textOf(count: number, hasMore: boolean): string {
  if (hasMore) return `${formatNumber(count)} so far. Older patients have not been compared yet.`;
  return count === 0
    ? "No patient resembles another one."
    : `${formatNumber(count)} in total. All patients have been compared.`;
}
