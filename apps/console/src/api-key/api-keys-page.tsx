import { Box, Skeleton, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { ErrorNotice } from "../shell/notice/error-notice.tsx";
import { Page } from "../shell/page/page.tsx";
import { Permitted } from "../shell/route/permitted.tsx";
import { MoreButton } from "../shell/section/more-button.tsx";
import { Section } from "../shell/section/section.tsx";
import { ButtonLink } from "../shell/text/links.tsx";
import { ApiKeyRow } from "./api-key-row.tsx";

/** What speaks for the practice without a person: each with a name, what it may do, and until when. */
export function ApiKeysPage() {
  const toNew = (
    <ButtonLink to="/api-keys/new" leftSection={<IconPlus size={16} aria-hidden />}>
      Make a key
    </ButtonLink>
  );
  return (
    <Permitted needs="api-key:manage">
      <Page title="API keys" actions={toNew}>
        <Box maw={820}>
          <Section
            title="Keys of this practice"
            about="A program that has one works in this practice by its own name, and is found by it in histories and in the audit."
          >
            <Keys />
          </Section>
        </Box>
      </Page>
    </Permitted>
  );
}

function Keys() {
  const query = useInfiniteQuery(
    api.apiKey.list.infiniteQueryOptions(
      { limit: 100 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  if (query.isError && !query.data)
    return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton h={120} />;
  const keys = query.data.pages.flatMap(({ items }) => items);
  if (keys.length === 0)
    return <Text size="sm">There are none. Make one for each program that works with this practice.</Text>;
  return (
    <Stack gap="xs" align="start">
      <Stack component="ul" gap={0} m={0} p={0} w="100%">
        {keys.map((apiKey) => (
          <ApiKeyRow key={apiKey.id} apiKey={apiKey} />
        ))}
      </Stack>
      <MoreButton query={query} />
    </Stack>
  );
}
