import { Skeleton, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { BackLink } from "../../../../../kit/page/back-link.tsx";
import { Page } from "../../../../../kit/page/page.tsx";
import { Paged } from "../../../../../kit/section/paged-list.tsx";
import { Surface } from "../../../../../kit/section/section.tsx";
import { api } from "../../../../../session/client/api.ts";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { pairs as texts } from "../merge/texts.en.ts";
import { PairRow } from "./pair-row.tsx";

/** As many as the start page counts. */
const pageSize = 200;

export const PossibleDuplicatesPage = permitted("patient:read", () => {
  const query = useInfiniteQuery(
    api.patient.possibleDuplicates.infiniteQueryOptions(
      { limit: pageSize },
      { refetchOnWindowFocus: false, trpc: { abortOnUnmount: true } },
    ),
  );
  return (
    <Page
      title={patientTexts.possibleDuplicates}
      subtitle={texts.about}
      back={<BackLink to="/patients">{commonTexts.patients}</BackLink>}
    >
      <Stack gap="xs">
        <Paged query={query} skeleton={<Skeleton h={240} />}>
          {(pairs) => (
            <>
              <Text role="status" size="sm">
                {textOf(pairs.length, query.hasNextPage)}
              </Text>
              {pairs.length > 0 ? (
                <Surface>
                  <Stack component="ul" gap={0} m={0} p={0}>
                    {pairs.map((pair) => (
                      <PairRow key={`${pair.newer.id} ${pair.older.id}`} pair={pair} />
                    ))}
                  </Stack>
                </Surface>
              ) : null}
            </>
          )}
        </Paged>
      </Stack>
    </Page>
  );
});

/** A page can be empty although others follow. */
function textOf(count: number, hasMore: boolean): string {
  if (hasMore) return texts.soFar(count);
  return count === 0 ? texts.none : texts.total(count);
}
