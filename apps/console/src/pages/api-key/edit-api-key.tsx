import { UpdateApiKey } from "@caretype/api/api-key/schema";
import { type ApiKey, isErrorOf } from "@caretype/client";
import { Alert, Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { notifyDone, type Undo } from "../../kit/notice/notify.tsx";
import { api, caretype, queryClient } from "../../session/client/api.ts";
import { RecordForm } from "../../session/form/record-form.tsx";
import { useRecordForm } from "../../session/form/use-record-form.ts";
import { commonTexts } from "../../words/common/common.ts";
import { ApiKeyFields, type ApiKeyValues } from "./api-key-fields.tsx";
import { isGrantable } from "./permission-groups.ts";
import { texts as apiKeyTexts } from "./texts.en.ts";

const invalidateKeys = () => queryClient.invalidateQueries(api.apiKey.pathFilter());

/** Sets what was before, unless somebody has changed the key since. The server refuses rights that the owner lacks by now. */
const undoOf =
  ({ id, name, permissions, expiresAt }: ApiKey, changed: ApiKey): Undo =>
  async () => {
    const isExpiryChanged = changed.expiresAt !== expiresAt;
    await caretype.apiKey.update.mutate({
      id,
      name,
      permissions: permissions.filter(isGrantable),
      expectedVersion: changed.version,
      ...(isExpiryChanged && { expiresAt }),
    });
    await invalidateKeys();
  };

/** A newer version of the key does not overwrite the form until the user asks for it. */
export function EditApiKey({ apiKey }: { apiKey: ApiKey }) {
  const [shown, setShown] = useState(apiKey);
  return <EditForm key={shown.version} apiKey={shown} onShowNewer={() => setShown(apiKey)} />;
}

function EditForm({ apiKey, onShowNewer }: { apiKey: ApiKey; onShowNewer: () => void }) {
  const navigate = useNavigate();
  const { id, name, version, expiresAt } = apiKey;
  const permissions = apiKey.permissions.filter(isGrantable);
  const update = useMutation(api.apiKey.update.mutationOptions());
  const inputOf = (values: ApiKeyValues) => ({ id, expectedVersion: version, ...values });
  const toList = () => navigate({ to: "/api-keys" });
  const recordForm = useRecordForm<ApiKeyValues>({
    schema: UpdateApiKey,
    initialValues: { name, permissions, expiresAt: undefined },
    inputOf,
    onSubmit: async (values) => {
      try {
        const changed = await update.mutateAsync(inputOf(values));
        notifyDone(
          apiKeyTexts.form.isChanged(changed.name),
          changed.version === version ? undefined : undoOf(apiKey, changed),
        );
      } catch (error) {
        if (isErrorOf(error, "apiKey.update", "STALE_VERSION")) await invalidateKeys();
        throw error;
      }
      void invalidateKeys();
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
          <Button size="xs" variant="default" onClick={onShowNewer}>
            {apiKeyTexts.form.showCurrent}
          </Button>
        </Alert>
      ) : null}
    </RecordForm>
  );
}
