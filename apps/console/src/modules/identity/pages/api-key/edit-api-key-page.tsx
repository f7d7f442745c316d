import { type ApiKey, type ApiKeyId, isErrorOf } from "@caretype/client";
import { UpdateApiKey } from "@caretype/identity/api-key/schema";
import { Alert } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Undo } from "../../../../kit/notice/last-change.ts";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { NotFoundPage } from "../../../../kit/page/not-found-page.tsx";
import { Page } from "../../../../kit/page/page.tsx";
import { ReadPage } from "../../../../kit/page/read-page.tsx";
import { Surface } from "../../../../kit/section/section.tsx";
import { SmallButton } from "../../../../kit/theme/plain-button.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { RecordForm } from "../../../../session/form/record-form.tsx";
import { useRecordForm } from "../../../../session/form/use-record-form.ts";
import { permitted } from "../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../words/common/common.ts";
import { ApiKeyFields, type ApiKeyValues, withDialect } from "./api-key-fields.tsx";
import { isGrantable } from "./permission-groups.ts";
import { texts as apiKeyTexts } from "./texts.en.ts";

const route = getRouteApi("/signed-in/api-keys/$id");

export const EditApiKeyPage = permitted("api-key:manage", () => {
  const { id } = route.useParams();
  const queryKey = [...api.apiKey.pathKey(), "found", id];
  const query = useQuery({ queryKey, queryFn: () => findKey(id) });
  return (
    <ReadPage query={query} title={apiKeyTexts.editTitle} notFound="API_KEY_NOT_FOUND">
      {(apiKey) =>
        apiKey === null || apiKey.revokedAt !== null ? (
          <NotFoundPage />
        ) : (
          <Page title={apiKeyTexts.editTitle} width="reading">
            <Surface>
              <EditApiKey apiKey={apiKey} />
            </Surface>
          </Page>
        )
      }
    </ReadPage>
  );
});

/** Finds a key in the list, as no call returns a single one. Null if not found. */
async function findKey(id: ApiKeyId): Promise<ApiKey | null> {
  for await (const apiKey of caretype.apiKey.list.pages({ limit: 200 })) if (apiKey.id === id) return apiKey;
  return null;
}

/**
 * Restores the previous values, unless the key has changed since. The server rejects permissions that the owner no
 * longer has.
 */
const undoOf =
  ({ id, name, permissions, dialect, expiresAt }: ApiKey, changed: ApiKey): Undo =>
  async () => {
    const isExpiryChanged = changed.expiresAt !== expiresAt;
    await caretype.apiKey.update.mutate({
      id,
      name,
      permissions: permissions.filter(isGrantable),
      dialect,
      expectedVersion: changed.version,
      ...(isExpiryChanged && { expiresAt }),
    });
    await readAgain(api.apiKey);
  };

/** A newer version does not overwrite the form until the user requests it. */
function EditApiKey({ apiKey }: { apiKey: ApiKey }) {
  const [shown, setShown] = useState(apiKey);
  return <EditForm key={shown.version} apiKey={shown} onShowNewer={() => setShown(apiKey)} />;
}

function EditForm({ apiKey, onShowNewer }: { apiKey: ApiKey; onShowNewer: () => void }) {
  const navigate = useNavigate();
  const { id, name, version, dialect, expiresAt } = apiKey;
  const permissions = apiKey.permissions.filter(isGrantable);
  const inputOf = (values: ApiKeyValues) => ({ id, expectedVersion: version, ...withDialect(values) });
  const toList = () => navigate({ to: "/api-keys" });
  const recordForm = useRecordForm<ApiKeyValues>({
    schema: UpdateApiKey,
    initialValues: { name, permissions, expiresAt: undefined, dialect: dialect ?? "" },
    inputOf,
    onSubmit: async (values, call) => {
      try {
        const input = inputOf(values);
        const changed = await call(input, caretype.apiKey.update.mutate);
        notifyDone(
          apiKeyTexts.form.isChanged(changed.name),
          changed.version === version ? undefined : undoOf(apiKey, changed),
        );
      } catch (error) {
        if (isErrorOf(error, "apiKey.update", "STALE_VERSION")) await readAgain(api.apiKey);
        throw error;
      }
      void readAgain(api.apiKey);
    },
    onSaved: () => toList(),
  });
  return (
    <RecordForm
      {...recordForm}
      submitLabel={commonTexts.save}
      onCancel={() => void toList()}
      shownElsewhere={["STALE_VERSION"]}
    >
      <ApiKeyFields
        form={recordForm.form}
        expiry={{ before: expiresAt, initial: "same" }}
        permissions={permissions}
      />
      {isErrorOf(recordForm.refusal?.error, "apiKey.update", "STALE_VERSION") ? (
        <Alert color="yellow" role="alert" title={apiKeyTexts.form.isOutdated}>
          <SmallButton label={apiKeyTexts.form.showCurrent} onClick={onShowNewer} />
        </Alert>
      ) : null}
    </RecordForm>
  );
}
