import type { Permission } from "@caretype/api";
import { Checkbox, Fieldset, Input, SimpleGrid, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { meaningOf } from "../member/permission-labels.ts";
import { usePermissions } from "../session/use-practice.ts";
import { comesWith, givenBy, permissionGroups } from "./permission-groups.ts";

type PermissionPickerProps = {
  initial: readonly Permission[];
  /** With what comes with the chosen ones. */
  onChange: (permissions: Permission[]) => void;
  error?: ReactNode;
};

/** What a key may do. What the answers show besides is ticked by itself, and cannot be left out. */
export function PermissionPicker({ initial, onChange, error }: PermissionPickerProps) {
  const may = usePermissions();
  const [chosen, setChosen] = useState(initial);
  const needed = comesWith(chosen);
  const toggle = (permission: Permission) => {
    const next = chosen.includes(permission)
      ? chosen.filter((one) => one !== permission)
      : [...chosen, permission];
    setChosen(next);
    onChange(givenBy(next));
  };
  return (
    <Stack gap="xs" data-path="permissions">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {permissionGroups.map(({ label, permissions }) => (
          <Fieldset key={label} legend={label} p="sm">
            <Stack gap="sm">
              {permissions
                .filter((permission) => may(permission) || initial.includes(permission))
                .map((permission) => (
                  <Checkbox
                    key={permission}
                    label={meaningOf(permission)}
                    description={
                      needed.has(permission) ? `${permission}, comes with what else is chosen` : permission
                    }
                    checked={chosen.includes(permission) || needed.has(permission)}
                    disabled={needed.has(permission)}
                    // To be read all the same.
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
