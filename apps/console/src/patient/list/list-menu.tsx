import { Menu } from "@mantine/core";
import { IconDownload, IconTrash } from "@tabler/icons-react";
import { usePermissions } from "../../session/use-practice.ts";
import { MenuLink, MoreMenu } from "../../shell/section/more-menu.tsx";

/** The rarer actions of the list. */
export function ListMenu({ onExport }: { onExport: () => void }) {
  const may = usePermissions();
  return (
    <MoreMenu>
      <Menu.Item leftSection={<IconDownload size={16} aria-hidden />} onClick={onExport}>
        Export as CSV
      </Menu.Item>
      {may("patient:remove") ? (
        <MenuLink to="/patients/removed" leftSection={<IconTrash size={16} aria-hidden />}>
          Removed patients
        </MenuLink>
      ) : null}
    </MoreMenu>
  );
}
