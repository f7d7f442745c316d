import type { CurrentRecord, Patient } from "@caretype/client";
import { Name } from "../../../words/format/name.tsx";
import { ErrorDialog } from "../error-dialog.tsx";
import { texts as recordListTexts } from "../texts.en.ts";
import { EditRecord } from "./edit-record.tsx";
import { NewRecord } from "./new-record.tsx";
import type { Asked, FormKind, RecordKind } from "./record-kind.ts";

export type RecordDialogsProps<Item> = {
  asked: Asked;
  patient: Patient;
  items: readonly Item[];
  onClose: () => void;
};

type Props<Kind extends FormKind> = RecordDialogsProps<CurrentRecord<Kind>> & { kind: RecordKind<Kind> };

/** The dialog that is asked for: to add, change or end a record, or to mark it as entered in error. */
export function RecordDialogs<Kind extends FormKind>({ kind, asked, patient, items, onClose }: Props<Kind>) {
  if (asked.what === "add") return <NewRecord kind={kind} patient={patient} onClose={onClose} />;
  const record = items.find(({ id }) => id === asked.id);
  if (!record) return null;
  const name = kind.nameOf(record);
  if (asked.what === "error") {
    const { id, version: expectedVersion } = record;
    return (
      <ErrorDialog
        title={<Name>{recordListTexts.inErrorOf(name)}</Name>}
        done={kind.texts.isInError(name)}
        run={(reason, call) => {
          const input = { id, expectedVersion, reason };
          return call(input, (options) => kind.calls.enterInError(input, options));
        }}
        onClose={onClose}
      />
    );
  }
  return (
    <EditRecord
      kind={kind}
      patient={patient}
      record={record}
      isEnding={asked.what === "end"}
      onClose={onClose}
    />
  );
}
