import { Box, Skeleton, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Page } from "../../../../../kit/page/page.tsx";
import { Paged } from "../../../../../kit/section/paged-list.tsx";
import { api } from "../../../../../session/client/api.ts";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { formatNumber } from "../../../../../words/format/format.ts";
import { AnchorLink } from "../../../../../words/format/links.tsx";
import { PairRow } from "../../../../people/pages/patient/possible-duplicates/pair-row.tsx";
import { texts as importTexts, duplicates as texts } from "../texts.en.ts";

const route = getRouteApi("/signed-in/imports/$id/duplicates");

export const ImportDuplicatesPage = permitted("import:run", () => (
  <Page title={texts.title}>
    <AnchorLink to="/imports" size="sm">
      {importTexts.allImports}
    </AnchorLink>
    <Box maw="var(--width-reading)">
      <Duplicates />
    </Box>
  </Page>
));

function Duplicates() {
  const { id } = route.useParams();
  const query = useInfiniteQuery(
    api.import.duplicates.infiniteQueryOptions({ id, limit: 100 }, { trpc: { abortOnUnmount: true } }),
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
              {pairs.map(({ made: newer, there: older, ...pair }) => (
                <PairRow key={`${newer.id} ${older.id}`} pair={{ ...pair, newer, older }} />
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
  if (hasMore) return texts.soFar(formatNumber(count));
  return count === 0 ? texts.none : texts.total(formatNumber(count));
}
