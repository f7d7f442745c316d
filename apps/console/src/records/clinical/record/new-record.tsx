import type { CurrentRecord, Patient } from "@caretype/client";
import { useMemo, useState } from "react";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { useRecordForm } from "../../../session/form/use-record-form.ts";
import { useTypedDraft } from "../../../session/form/use-typed-draft.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { detailsOf } from "../../record/values.ts";
import { byField } from "../by-field.ts";
import { texts as recordListTexts } from "../texts.en.ts";
import { useReadAgain } from "../use-chart-change.ts";
import { parseTyped } from "./begun.ts";
import { KindInputs } from "./kind-inputs.tsx";
import { RecordDialog } from "./record-dialog.tsx";
import type { FormKind, RecordKind, Values } from "./record-kind.ts";

type NewRecordProps<Kind extends FormKind> = {
  kind: RecordKind<Kind>;
  patient: Patient;
  onClose: () => void;
};

/** Adds a clinical record. */
export function NewRecord<Kind extends FormKind>(props: NewRecordProps<Kind>) {
  const [round, setRound] = useState(0);
  return <NewForm key={round} {...props} onAgain={() => setRound(round + 1)} />;
}

function NewForm<Kind extends FormKind>({
  kind,
  patient,
  onClose,
  onAgain,
}: NewRecordProps<Kind> & { onAgain: () => void }) {
  const { texts, calls, views, nameOf } = kind;
  const readAgain = useReadAgain();
  const draft = useTypedDraft(kind.kind, patient.id);
  const [empty] = useState(kind.empty);
  const [restored] = useState(() => parseTyped(draft.restored?.values, empty));
  const schema = useMemo(() => byField(kind.schemas.create), [kind]);
  const inputOf = (values: Values) => ({ patientId: patient.id, ...detailsOf(views, values) });
  const form = useRecordForm<Values, CurrentRecord<Kind>>({
    schema,
    initialValues: restored ?? empty,
    inputOf,
    kept: draft,
    onSubmit: async (values, call) => {
      const input = inputOf(values);
      const added = await call(input, (options) => calls.create(input, options));
      // The list has the new version before somebody changes it again.
      await readAgain(kind.kind);
      const { id, version: expectedVersion } = added;
      notifyDone(texts.isAdded(nameOf(added)), async () => {
        await calls
          .enterInError({ id, expectedVersion, reason: recordListTexts.undone })
          .finally(() => readAgain());
      });
      onClose();
      return added;
    },
  });
  const again = () => {
    draft.remove();
    onAgain();
  };
  return (
    <RecordDialog
      title={texts.addFor(patient.name)}
      form={form}
      isAtRisk={draft.isAtRisk}
      submitLabel={commonTexts.add}
      onDiscard={restored ? again : null}
      onClose={onClose}
    >
      <KindInputs kind={kind} form={form.form} record={null} />
    </RecordDialog>
  );
}
