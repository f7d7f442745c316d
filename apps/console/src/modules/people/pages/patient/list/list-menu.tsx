import { Menu } from "@mantine/core";
import { IconDownload, IconListCheck, IconTrash } from "@tabler/icons-react";
import { MenuLink, MoreMenu } from "../../../../../kit/section/more-menu.tsx";
import { useIsNarrow } from "../../../../../kit/table/use-is-narrow.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { texts as patientListTexts } from "./texts.en.ts";

type ListMenuProps = {
  onExport: () => void;
  /** Shows the checkboxes of a narrow list. A wide one always has them. */
  onSelect: () => void;
};

export function ListMenu({ onExport, onSelect }: ListMenuProps) {
  const may = usePermissions();
  const isNarrow = useIsNarrow();
  return (
    <MoreMenu>
      {/* Mantine focuses the first entry. If that is hidden, no entry gets the focus. */}
      {isNarrow ? (
        <Menu.Item leftSection={<IconListCheck size={16} aria-hidden />} onClick={onSelect}>
          {patientListTexts.selection.start}
        </Menu.Item>
      ) : null}
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
