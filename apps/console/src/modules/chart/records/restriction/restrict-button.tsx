import { IconShieldLock } from "@tabler/icons-react";
import { useState } from "react";
import { lazyPart } from "../../../../kit/connection/load-code.ts";
import { Dialog } from "../../../../kit/dialog/dialog.tsx";
import { IconButton } from "../../../../kit/section/icon-button.tsx";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import { Name } from "../../../../words/format/name.tsx";
import { type RestrictableRecord, useRestrictionOf } from "./restricted.tsx";
import { texts } from "./texts.en.ts";

const RestrictionForm = lazyPart(() => import("./restriction-form.tsx"), "RestrictionForm");

type RestrictButtonProps = {
  record: RestrictableRecord;
  /** Describes the record, such as a note with its time. */
  label: string;
};

/** Restricts a record, or changes its readers. Hidden without the permission. */
export function RestrictButton(props: RestrictButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <RestrictIcon {...props} onAsk={() => setOpen(true)} />
      {isOpen ? <RestrictionDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

type RestrictionDialogProps = RestrictButtonProps & { onClose: () => void };

export const RestrictionDialog = ({ record, label, onClose }: RestrictionDialogProps) => (
  <Dialog onClose={onClose} title={<Name>{texts.titleOf(label)}</Name>} size="lg" closeOnClickOutside={false}>
    <RestrictionForm record={record} onDone={onClose} onCancel={onClose} />
  </Dialog>
);

/** Icon for a table row. The row shows the dialog. */
export function RestrictIcon({ record, label, onAsk }: RestrictButtonProps & { onAsk: () => void }) {
  const may = usePermissions();
  const found = useRestrictionOf(record);
  if (!(may("clinical:restricted") && found)) return null;
  const text = found.effective ? texts.change : texts.restrict;
  return <IconButton icon={IconShieldLock} title={text} name={texts.actionOf(text, label)} onClick={onAsk} />;
}
