import type { ApiKey, ApiKeyId } from "@caretype/client";
import { Box } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { NotFoundPage } from "../../kit/page/not-found-page.tsx";
import { Page } from "../../kit/page/page.tsx";
import { PageSkeleton } from "../../kit/page/page-skeleton.tsx";
import { api, caretype } from "../../session/client/api.ts";
import { Permitted } from "../../session/route/permitted.tsx";
import { EditApiKey } from "./edit-api-key.tsx";
import { texts as apiKeyTexts } from "./texts.en.ts";

const route = getRouteApi("/signed-in/api-keys/$id");

export function EditApiKeyPage() {
  const { id } = route.useParams();
  return (
    <Permitted needs="api-key:manage">
      <Found key={id} id={id} />
    </Permitted>
  );
}

function Found({ id }: { id: ApiKeyId }) {
  const { data, error, refetch } = useQuery({
    queryKey: [...api.apiKey.pathKey(), "found", id],
    queryFn: () => findKey(id),
  });
  if (data === null || (data && data.revokedAt !== null)) return <NotFoundPage />;
  if (!data && !error) return <PageSkeleton />;
  return (
    <Page title={apiKeyTexts.editTitle}>
      {data ? (
        <Box maw="var(--width-reading)">
          <EditApiKey apiKey={data} />
        </Box>
      ) : (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}

/**
 * Finds a key in the list, as no call returns a single one.
 * Null if there is none with this id.
 */
async function findKey(id: ApiKeyId): Promise<ApiKey | null> {
  for await (const apiKey of caretype.apiKey.list.pages({ limit: 200 })) if (apiKey.id === id) return apiKey;
  return null;
}
