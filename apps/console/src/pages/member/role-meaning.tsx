import type { Role } from "@caretype/api";
import { Text } from "@mantine/core";
import { texts as roleTexts } from "../../words/role/texts.en.ts";

/** Describes the chosen role. Screen readers announce changes. */
export const RoleMeaning = ({ role }: { role: Role }) => (
  <Text size="sm" c="dimmed" role="status" flex="1 1 220px">
    {roleTexts[role].meaning}
  </Text>
);
