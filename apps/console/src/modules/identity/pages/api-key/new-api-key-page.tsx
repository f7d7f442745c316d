import type { RouterOutputs } from "@caretype/client";
import { CreateApiKey } from "@caretype/identity/api-key/schema";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Dialog } from "../../../../kit/dialog/dialog.tsx";
import { Page } from "../../../../kit/page/page.tsx";
import { Surface } from "../../../../kit/section/section.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { RecordForm } from "../../../../session/form/record-form.tsx";
import { useRecordForm } from "../../../../session/form/use-record-form.ts";
import { permitted } from "../../../../session/route/permitted.tsx";
import { ApiKeyFields, type ApiKeyValues, withDialect } from "./api-key-fields.tsx";
import { expiryOf } from "./expiry-field.tsx";
import { closesByButton, SecretOnce } from "./secret-once.tsx";
import { texts as apiKeyTexts } from "./texts.en.ts";

export const NewApiKeyPage = permitted("api-key:manage", () => {
  const [created, setCreated] = useState<RouterOutputs["apiKey"]["create"] | null>(null);
  return (
    <Page title={apiKeyTexts.newTitle} width="reading">
      {created ? <CreatedKey created={created} /> : <NewForm onCreated={setCreated} />}
    </Page>
  );
});

function NewForm({ onCreated }: { onCreated: (created: RouterOutputs["apiKey"]["create"]) => void }) {
  const navigate = useNavigate();
  const [expiresAt] = useState(() => expiryOf("90", ""));
  const recordForm = useRecordForm<ApiKeyValues>({
    schema: CreateApiKey,
    initialValues: { name: "", permissions: [], expiresAt, dialect: "" },
    inputOf: withDialect,
    onSubmit: async (values) => {
      onCreated(await caretype.apiKey.create.mutate(withDialect(values)));
      void readAgain(api.apiKey);
    },
  });
  return (
    <Surface>
      <RecordForm
        {...recordForm}
        submitLabel={apiKeyTexts.form.submit}
        onCancel={() => void navigate({ to: "/api-keys" })}
      >
        <ApiKeyFields form={recordForm.form} expiry={{ initial: "90" }} permissions={[]} />
      </RecordForm>
    </Surface>
  );
}

/** Leaves without asking, as the dialog is already closed. */
function CreatedKey({ created: { name, key } }: { created: RouterOutputs["apiKey"]["create"] }) {
  const navigate = useNavigate();
  const proceed = () => void navigate({ to: "/api-keys", ignoreBlocker: true });
  return (
    <Dialog onClose={proceed} title={apiKeyTexts.secret.title(name)} {...closesByButton}>
      <SecretOnce secret={key} onSaved={proceed} />
    </Dialog>
  );
}
