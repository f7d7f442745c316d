import type { ApiKey, ApiKeyId } from "@caretype/client";
import { Box } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api, caretype } from "../api.ts";
import { ErrorNotice } from "../shell/notice/error-notice.tsx";
import { Page } from "../shell/page/page.tsx";
import { PageSkeleton } from "../shell/page/page-skeleton.tsx";
import { NotFoundPage } from "../shell/route/not-found-page.tsx";
import { Permitted } from "../shell/route/permitted.tsx";
import { apiKeyTexts } from "../texts/api-key.ts";
import { EditApiKey } from "./edit-api-key.tsx";

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
