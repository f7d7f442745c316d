import { Menu } from "@mantine/core";
import { IconDownload, IconTrash } from "@tabler/icons-react";
import { usePermissions } from "../../session/use-practice.ts";
import { MenuLink, MoreMenu } from "../../shell/section/more-menu.tsx";
import { commonTexts } from "../../texts/common.ts";
import { patientListTexts } from "../../texts/patient-list.ts";

/** The rarer actions of the list. */
export function ListMenu({ onExport }: { onExport: () => void }) {
  const may = usePermissions();
  return (
    <MoreMenu>
      <Menu.Item leftSection={<IconDownload size={16} aria-hidden />} onClick={onExport}>
        {patientListTexts.csv.action}
      </Menu.Item>
      {may("patient:remove") ? (
        <MenuLink to="/patients/removed" leftSection={<IconTrash size={16} aria-hidden />}>
          {commonTexts.removedPatients}
        </MenuLink>
      ) : null}
    </MoreMenu>
  );
}
