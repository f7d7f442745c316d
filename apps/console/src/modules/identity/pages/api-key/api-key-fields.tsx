import type { Permission } from "@caretype/api";
import type { ApiKey } from "@caretype/client";
import { Checkbox, Fieldset, Group, Input, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Dimmed } from "../../../../kit/theme/dimmed.tsx";
import { SmallButton } from "../../../../kit/theme/plain-button.tsx";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import type { useRecordForm } from "../../../../session/form/use-record-form.ts";
import { Parts } from "../../../../session/module/parts.tsx";
import { commonTexts } from "../../../../words/common/common.ts";
import { texts as permissionTexts } from "../../../../words/permission/texts.en.ts";
import { type ExpiryChoice, ExpiryField } from "./expiry-field.tsx";
import { permissionGroups, presets, requiredBy, withRequired } from "./permission-groups.ts";
import { texts as apiKeyTexts, presets as presetTexts } from "./texts.en.ts";

export type ApiKeyValues = {
  name: string;
  permissions: Permission[];
  /** Null: never. Undefined: unchanged. */
  expiresAt: string | null | undefined;
  /** Empty: the practice's. */
  dialect: NonNullable<ApiKey["dialect"]> | "";
};

/** The form's values as input of a call. */
export const withDialect = <Values extends ApiKeyValues>({ dialect, ...values }: Values) => ({
  ...values,
  dialect: dialect || null,
});

type ApiKeyFieldsProps = {
  form: ReturnType<typeof useRecordForm<ApiKeyValues>>["form"];
  expiry: { before?: string | null; initial: ExpiryChoice };
  permissions: readonly Permission[];
};

export const ApiKeyFields = ({ form, expiry, permissions }: ApiKeyFieldsProps) => (
  <Stack>
    <TextInput
      label={commonTexts.name}
      description={apiKeyTexts.form.nameHint}
      required
      data-autofocus
      key={form.key("name")}
      {...form.getInputProps("name")}
    />
    <ExpiryField
      {...expiry}
      error={form.errors.expiresAt}
      onChange={(expiresAt) => form.setFieldValue("expiresAt", expiresAt)}
    />
    <Parts
      key={form.key("dialect")}
      of="dialectPicker"
      with={{ unset: apiKeyTexts.form.dialectOfPractice, ...form.getInputProps("dialect") }}
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

type PermissionPickerProps = {
  initial: readonly Permission[];
  /** Called with the chosen permissions and those that they require. */
  onChange: (permissions: Permission[]) => void;
  error?: ReactNode;
};

const names = ["read", "desk", "import", "all"] as const;

/** Selects a key's permissions. Required ones are checked and disabled. */
function PermissionPicker({ initial, onChange, error }: PermissionPickerProps) {
  const may = usePermissions();
  const [chosen, setChosen] = useState(initial);
  const needed = requiredBy(chosen);
  const toggle = (permission: Permission) =>
    choose(
      chosen.includes(permission) ? chosen.filter((one) => one !== permission) : [...chosen, permission],
    );
  const choose = (next: readonly Permission[]) => {
    setChosen(next);
    onChange(withRequired(next));
  };
  return (
    <Stack gap="xs" data-path="permissions">
      <Group gap="xs">
        <Dimmed>{presetTexts.label}</Dimmed>
        {names.map((name) => (
          <SmallButton
            key={name}
            label={presetTexts[name]}
            onClick={() => choose(presets[name].filter((permission) => may(permission)))}
          />
        ))}
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {permissionGroups.map(({ label, permissions }) => (
          <Fieldset key={label} legend={label} p="sm">
            <Stack gap="sm">
              {permissions
                .filter((permission) => may(permission) || initial.includes(permission))
                .map((permission) => (
                  <Checkbox
                    key={permission}
                    label={permissionTexts[permission]}
                    description={
                      needed.has(permission) ? apiKeyTexts.form.isRequired(permission) : permission
                    }
                    checked={chosen.includes(permission) || needed.has(permission)}
                    disabled={needed.has(permission)}
                    // Keeps the label readable when disabled.
                    styles={{ label: { color: "var(--mantine-color-text)" } }}
                    onChange={() => toggle(permission)}
                  />
                ))}
            </Stack>
          </Fieldset>
        ))}
      </SimpleGrid>
      {error ? <Input.Error role="alert">{error}</Input.Error> : null}
    </Stack>
  );
}
