import type { Permission } from "@caretype/api";
import { Input, Stack, TextInput } from "@mantine/core";
import type { useRecordForm } from "../../session/form/use-record-form.ts";
import { commonTexts } from "../../words/common/common.ts";
import type { ExpiryChoice } from "./expiry.ts";
import { ExpiryField } from "./expiry-field.tsx";
import { PermissionPicker } from "./permission-picker.tsx";
import { texts as apiKeyTexts } from "./texts.en.ts";

export type ApiKeyValues = {
  name: string;
  permissions: Permission[];
  /** Null: never. Undefined: unchanged. */
  expiresAt: string | null | undefined;
};

type ApiKeyFieldsProps = {
  form: ReturnType<typeof useRecordForm<ApiKeyValues>>["form"];
  expiry: { before?: string | null; initial: ExpiryChoice };
  permissions: readonly Permission[];
};

export function ApiKeyFields({ form, expiry, permissions }: ApiKeyFieldsProps) {
  return (
    <Stack>
      <TextInput
        label={commonTexts.name}
        description={apiKeyTexts.form.nameHint}
        required
        data-autofocus
        maxLength={100}
        key={form.key("name")}
        {...form.getInputProps("name")}
      />
      <ExpiryField
        {...expiry}
        error={form.errors.expiresAt}
        onChange={(expiresAt) => form.setFieldValue("expiresAt", expiresAt)}
      />
      <div>
        <Input.Label required component="p" m={0} mb={4}>
          {apiKeyTexts.form.permissions}
        </Input.Label>
        <PermissionPicker
          initial={permissions}
          error={form.errors.permissions}
          onChange={(given) => form.setFieldValue("permissions", given)}
        />
      </div>
    </Stack>
  );
}
