import type { Permission, Role } from "@caretype/api";
import { permissions, rolePermissions, roles } from "@caretype/api/declared";
import { Stack, Table, Text, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconMinus } from "@tabler/icons-react";
import { Section, Surface } from "../../../../kit/section/section.tsx";
import { isOffered } from "../../../../kit/settings/offered-permissions.ts";
import { permitted } from "../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../words/common/common.ts";
import { texts as permissionTexts } from "../../../../words/permission/texts.en.ts";
import { texts as roleTexts } from "../../../../words/role/texts.en.ts";
import { language } from "../../../../words/settings/locale.ts";
import { roles as texts } from "./texts.en.ts";

const inList = new Intl.ListFormat(language, { type: "unit", style: "short" });

/** Omits permissions of every account or of no role, which do not distinguish roles. */
const listed = permissions.filter(
  (permission) =>
    permission !== "account:self" &&
    permission !== "practice:create" &&
    isOffered(permission) &&
    roles.some((role) => rolePermissions[role].has(permission)),
);

export const Roles = permitted("member:read", () => (
  <Stack>
    <Surface>
      <Stack component="dl" gap="xs" m={0}>
        {roles.map((role) => (
          <div key={role}>
            <Text component="dt" fw={600} size="sm">
              {roleTexts[role].label}
            </Text>
            <Text component="dd" size="sm" m={0}>
              {roleTexts[role].meaning}
            </Text>
          </div>
        ))}
      </Stack>
    </Surface>
    <Section title={texts.ofEach}>
      <Matrix />
    </Section>
  </Stack>
));

const Matrix = () => (
  <Table verticalSpacing={6} aria-label={texts.ofEach}>
    <Table.Thead>
      <Table.Tr>
        <Table.Th>{texts.what}</Table.Th>
        {roles.map((role) => (
          <Table.Th key={role} visibleFrom="sm" ta="center">
            {roleTexts[role].label}
          </Table.Th>
        ))}
        <Table.Th hiddenFrom="sm" w={110}>
          {texts.who}
        </Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {listed.map((permission) => (
        <Table.Tr key={permission}>
          <Table.Th scope="row" fw={400}>
            {permissionTexts[permission]}
          </Table.Th>
          {roles.map((role) => (
            <Table.Td key={role} visibleFrom="sm" ta="center">
              <Mark isAllowed={rolePermissions[role].has(permission)} />
            </Table.Td>
          ))}
          <Table.Td hiddenFrom="sm">{whoMay(permission)}</Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
);

const Mark = ({ isAllowed }: { isAllowed: boolean }) => (
  <>
    {isAllowed ? (
      <IconCheck size={18} aria-hidden />
    ) : (
      <IconMinus size={14} aria-hidden color="var(--mantine-color-dimmed)" />
    )}
    <VisuallyHidden>{isAllowed ? commonTexts.yes : commonTexts.no}</VisuallyHidden>
  </>
);

/** Lists the roles in one column on narrow screens. */
function whoMay(permission: Permission): string {
  const able: Role[] = roles.filter((role) => rolePermissions[role].has(permission));
  return able.length === roles.length
    ? texts.everybody
    : inList.format(able.map((role) => roleTexts[role].many));
}
