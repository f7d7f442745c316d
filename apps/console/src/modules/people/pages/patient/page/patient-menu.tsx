import type { Patient } from "@caretype/client";
import { Menu } from "@mantine/core";
import { IconCopy, IconPrinter, IconTrash } from "@tabler/icons-react";
import { notifyDone, notifyFailed } from "../../../../../kit/notice/notify.tsx";
import { MoreMenu } from "../../../../../kit/section/more-menu.tsx";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { texts as patientPageTexts } from "./texts.en.ts";

type PatientMenuProps = { patient: Patient; onRemove: () => void; isBusy: boolean };

export function PatientMenu({ patient, onRemove, isBusy }: PatientMenuProps) {
  const may = usePermissions();
  return (
    <MoreMenu isBusy={isBusy}>
      <Menu.Item leftSection={<IconPrinter size={16} aria-hidden />} onClick={printPage}>
        {patientPageTexts.print}
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => copyId(patient)}>
        {patientPageTexts.copyId}
      </Menu.Item>
      {may("patient:remove") ? (
        <Menu.Item
          c="var(--mantine-color-error)"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={onRemove}
        >
          {patientPageTexts.remove}
        </Menu.Item>
      ) : null}
    </MoreMenu>
  );
}

/** After the menu has closed. */
const printPage = () => setTimeout(() => window.print());

function copyId({ id }: Patient): void {
  navigator.clipboard.writeText(id).then(
    () => notifyDone(patientPageTexts.idIsCopied),
    () => notifyFailed(patientPageTexts.idIsNotCopied, patientPageTexts.idIs(id)),
  );
}
