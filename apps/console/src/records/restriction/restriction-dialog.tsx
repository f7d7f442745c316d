import { Dialog } from "../../kit/dialog/dialog.tsx";
import { Name } from "../../words/format/name.tsx";
import type { RestrictableRecord } from "./restricted.tsx";
import { RestrictionForm } from "./restriction-form.tsx";
import { texts } from "./texts.en.ts";

type RestrictionDialogProps = { record: RestrictableRecord; label: string; onClose: () => void };

export const RestrictionDialog = ({ record, label, onClose }: RestrictionDialogProps) => (
  <Dialog onClose={onClose} title={<Name>{texts.titleOf(label)}</Name>} size="lg" closeOnClickOutside={false}>
    <RestrictionForm record={record} onDone={onClose} onCancel={onClose} />
  </Dialog>
);
