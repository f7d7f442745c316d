import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Page } from "../../kit/page/page.tsx";
import { PagedList } from "../../kit/section/paged-list.tsx";
import { Section } from "../../kit/section/section.tsx";
import { api } from "../../session/client/api.ts";
import { permitted } from "../../session/route/permitted.tsx";
import { ButtonLink } from "../../words/format/links.tsx";
import { ApiKeyRow } from "./api-key-row.tsx";
import { texts as apiKeyTexts } from "./texts.en.ts";

export const ApiKeysPage = permitted("api-key:manage", ApiKeys);

function ApiKeys() {
  const query = useInfiniteQuery(api.apiKey.list.infiniteQueryOptions({ limit: 100 }));
  const toNew = (
    <ButtonLink to="/api-keys/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {apiKeyTexts.create}
    </ButtonLink>
  );
  return (
    <Page title={apiKeyTexts.title} actions={toNew} width="reading">
      <Section title={apiKeyTexts.list.title} about={apiKeyTexts.list.about}>
        <PagedList query={query} skeletonHeight={120} empty={apiKeyTexts.list.empty}>
          {(apiKey) => <ApiKeyRow key={apiKey.id} apiKey={apiKey} />}
        </PagedList>
      </Section>
    </Page>
  );
}
