import { type CurrentRecord, isErrorCode, type Patient } from "@caretype/client";
import { Alert } from "@mantine/core";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import type { KeyedCall } from "../../../kit/form/idempotency-keys.ts";
import { ReasonForm } from "../../../kit/form/reason-form.tsx";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { useRecordForm } from "../../../session/form/use-record-form.ts";
import { useTypedDraft } from "../../../session/form/use-typed-draft.ts";
import { usePracticeToday } from "../../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { Name } from "../../../words/format/name.tsx";
import { PatientLine } from "../../patient/patient-line.tsx";
import { detailsOf } from "../../record/values.ts";
import { byField } from "../by-field.ts";
import { MoveForm } from "../move-form.tsx";
import { texts as recordListTexts } from "../texts.en.ts";
import { readChartAgain, useChartChange } from "../use-chart-change.ts";
import { EditRecord, parseTyped } from "./edit-record.tsx";
import { KindInputs } from "./kind-inputs.tsx";
import { RecordDialog } from "./record-dialog.tsx";
import type { Asked, FormKind, RecordKind, Values } from "./record-kind.ts";

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
        run={(reason, call) => call({ id, expectedVersion, reason }, kind.calls.enterInError)}
        onClose={onClose}
      />
    );
  }
  if (asked.what === "move")
    return (
      <Dialog
        onClose={onClose}
        title={<Name>{recordListTexts.moveOf(name)}</Name>}
        closeOnClickOutside={false}
      >
        <MoveForm record={record} onDone={onClose} onCancel={onClose} />
      </Dialog>
    );
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

type ErrorDialogProps = {
  title: ReactNode;
  /** Shown when it is done. */
  done: ReactNode;
  run: (reason: string, call: KeyedCall) => Promise<unknown>;
  onClose: () => void;
};

/** Marks a record as entered in error. It asks for a reason, as this cannot be undone. */
function ErrorDialog({ title, done, run, onClose }: ErrorDialogProps) {
  const change = useChartChange({
    run,
    onDone: () => {
      notifyDone(done);
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={title} closeOnClickOutside={false}>
      <ReasonForm
        about={recordListTexts.errorIsFinal}
        label={recordListTexts.reason}
        submitLabel={recordListTexts.inError}
        refusal={change.error ? <ErrorNotice error={change.error} /> : null}
        isPending={change.isPending}
        onSubmit={change.mutate}
        onCancel={onClose}
      />
    </Dialog>
  );
}

type NewRecordProps<Kind extends FormKind> = {
  kind: RecordKind<Kind>;
  patient: Patient;
  onClose: () => void;
};

function NewRecord<Kind extends FormKind>(props: NewRecordProps<Kind>) {
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
  const draft = useTypedDraft(kind.kind, patient.id);
  const today = usePracticeToday();
  const [empty] = useState(() => kind.empty(today));
  const [restored] = useState(() => parseTyped(draft.restored?.values, empty));
  const schema = useMemo(() => byField(kind.schemas.create), [kind]);
  const inputOf = (values: Values) => ({ patientId: patient.id, ...detailsOf(views, values) });
  /** Whether the form shows that the patient has the record already. */
  const isWarned = useRef(false);
  const form = useRecordForm<Values, CurrentRecord<Kind>>({
    schema,
    initialValues: restored ?? empty,
    inputOf,
    kept: draft,
    onSubmit: async (values, call) => {
      const input = { ...inputOf(values), onDuplicates: isWarned.current ? "allow" : "refuse" };
      const added = await call(input, calls.create).catch((error: unknown) => {
        isWarned.current = isErrorCode(error, "DUPLICATE_RECORD");
        throw error;
      });
      // The list has the new version before somebody changes it again.
      await readChartAgain(kind.kind);
      const { id, version: expectedVersion } = added;
      notifyDone(texts.isAdded(nameOf(added)), async () => {
        await calls
          .enterInError({ id, expectedVersion, reason: recordListTexts.undone })
          .finally(readChartAgain);
      });
      onClose();
      return added;
    },
  });
  const again = () => {
    draft.remove();
    onAgain();
  };
  const { error } = form.refusal ?? {};
  const there = isErrorCode(error, "DUPLICATE_RECORD") ? error.data.blockedBy : null;
  return (
    <RecordDialog
      title={texts.addFor(patient.name)}
      form={form}
      isAtRisk={draft.isAtRisk}
      submitLabel={there ? recordListTexts.addAnyway : commonTexts.add}
      onDiscard={restored ? again : null}
      onClose={onClose}
      shownElsewhere={["DUPLICATE_RECORD"]}
    >
      <PatientLine id={patient.id} />
      <KindInputs kind={kind} form={form.form} record={null} />
      {there ? (
        <Alert color="yellow" role="alert" p="xs">
          {recordListTexts.isThere(there.map(({ label }) => label).join(", "))}
        </Alert>
      ) : null}
    </RecordDialog>
  );
}
