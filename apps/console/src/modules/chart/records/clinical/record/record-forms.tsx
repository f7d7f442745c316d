import { type CurrentRecord, isErrorCode, type Patient } from "@caretype/client";
import { Alert } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { z } from "zod";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { changesOf, detailsOf } from "../../../../../records/record/values.ts";
import { AskingDialog } from "../../../../../session/form/asking-dialog.tsx";
import { ConflictDialog } from "../../../../../session/form/conflict-dialog.tsx";
import { RecordForm } from "../../../../../session/form/record-form.tsx";
import { RestoredNotice } from "../../../../../session/form/restored-notice.tsx";
import { useEditForm } from "../../../../../session/form/use-edit-form.ts";
import { useRecordForm } from "../../../../../session/form/use-record-form.ts";
import { useTypedDraft } from "../../../../../session/form/use-typed-draft.ts";
import { usePracticeToday } from "../../../../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatInstant } from "../../../../../words/format/format.ts";
import { PatientLine } from "../../../../people/records/patient/patient-line.tsx";
import { texts as recordListTexts } from "../texts.en.ts";
import { readChartAgain } from "../use-chart-change.ts";
import { KindInputs, type KindInputsProps } from "./kind-inputs.tsx";
import type { FormKind, RecordKind, Values } from "./record-kind.ts";

type NewRecordProps<Kind extends FormKind> = {
  kind: RecordKind<Kind>;
  patient: Patient;
  onClose: () => void;
  /** Resets the form after its input is discarded. */
  onAgain: () => void;
};

export function NewRecord<Kind extends FormKind>({ kind, patient, onClose, onAgain }: NewRecordProps<Kind>) {
  const { texts, calls, views, nameOf } = kind;
  const draft = useTypedDraft(kind.kind, patient.id);
  const today = usePracticeToday();
  const [empty] = useState(() => kind.empty(today));
  const [restored] = useState(() => parseTyped(draft.restored?.values, empty));
  const inputOf = (values: Values) => ({ patientId: patient.id, ...detailsOf(views, values) });
  /** Whether the form shows that the patient has this record already. */
  const isWarned = useRef(false);
  const form = useRecordForm<Values, CurrentRecord<Kind>>({
    schema: kind.schemas.create,
    initialValues: restored ?? empty,
    inputOf,
    kept: draft,
    onSubmit: async (values, call) => {
      const onDuplicates = isWarned.current ? "allow" : "refuse";
      const input = { ...inputOf(values), ...kind.asks, onDuplicates };
      const added = await call(input, calls.create).catch((error: unknown) => {
        isWarned.current = isErrorCode(error, ...askedAgain);
        throw error;
      });
      // Refetch, so that the next change has the new version.
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
  const { error } = form.refusal ?? {};
  const isRefused = isErrorCode(error, ...askedAgain);
  return (
    <RecordDialog
      title={texts.addFor(patient.name)}
      form={form}
      draft={draft}
      submitLabel={isRefused ? recordListTexts.addAnyway : commonTexts.add}
      onAgain={restored && onAgain}
      onClose={onClose}
    >
      <PatientLine id={patient.id} />
      <WarnedInputs kind={kind} patient={patient} error={error} form={form.form} record={null} />
    </RecordDialog>
  );
}

/** Refusals that the form shows itself, and after which it can be sent again. */
const askedAgain = ["DUPLICATE_RECORD", "DRUG_WARNING"] as const;

type WarnedInputsProps<Kind extends FormKind> = Omit<KindInputsProps<Kind>, "isWarned"> & {
  patient: Patient;
  error: unknown;
};

/** The inputs and their warnings. */
function WarnedInputs<Kind extends FormKind>({ patient, error, ...inputs }: WarnedInputsProps<Kind>) {
  const { Beside } = inputs.kind;
  const isWarned = isErrorCode(error, "DRUG_WARNING");
  const blockedBy = isErrorCode(error, ...askedAgain) ? error.data.blockedBy : null;
  const describe = isWarned ? recordListTexts.isWarned : recordListTexts.isThere;
  const warning = useRef<HTMLDivElement>(null);
  // Long forms scroll while their buttons stay visible.
  useEffect(() => {
    if (blockedBy) warning.current?.scrollIntoView({ block: "center" });
  }, [blockedBy]);
  return (
    <>
      {Beside ? <Beside patientId={patient.id} /> : null}
      <KindInputs {...inputs} isWarned={isWarned} />
      {blockedBy ? (
        <Alert ref={warning} color="yellow" role="alert" p="xs">
          {describe(blockedBy.map(({ label }) => label).join(", "))}
        </Alert>
      ) : null}
    </>
  );
}

type EditRecordProps<Kind extends FormKind> = NewRecordProps<Kind> & {
  record: CurrentRecord<Kind>;
  /** Initial values that end a current record. */
  isEnding: boolean;
};

/** Changes a clinical record. On a conflict, shows both versions. */
export function EditRecord<Kind extends FormKind>(props: EditRecordProps<Kind>) {
  const { kind, patient, record, onClose, onAgain } = props;
  const ending = props.isEnding ? kind.ending : undefined;
  const { draft, restored, edit } = useRecordEdit(props, ending);
  return (
    <>
      <RecordDialog
        title={(ending?.titleFor ?? kind.texts.editFor)(patient.name)}
        form={edit}
        draft={draft}
        submitLabel={commonTexts.save}
        onAgain={restored && onAgain}
        onClose={onClose}
      >
        <WarnedInputs
          kind={kind}
          patient={patient}
          error={edit.refusal?.error}
          form={edit.form}
          record={record}
        />
      </RecordDialog>
      <ConflictDialog
        conflict={edit.conflict}
        groups={kind.groups}
        changed={({ updatedAt }) => recordListTexts.wasSaved(formatInstant(updatedAt))}
      />
    </>
  );
}

function useRecordEdit<Kind extends FormKind>(
  { kind, patient, record, onClose }: EditRecordProps<Kind>,
  ending: RecordKind<Kind>["ending"],
) {
  const { texts, calls, views, nameOf, valuesOf } = kind;
  const today = usePracticeToday();
  const draft = useTypedDraft(`${kind.kind}.${record.id}${ending ? ".end" : ""}`, patient.id);
  const [restored] = useState(() => parseBegun(draft.restored?.values, kind));
  const [ended] = useState(
    () => ending && { base: record, values: { ...valuesOf(record), ...ending.values(today) } },
  );
  const changed = (after: Values, base: CurrentRecord<Kind>) => ({
    id: base.id,
    expectedVersion: base.version,
    ...changesOf(views, after, valuesOf(base)),
  });
  const edit = useEditForm<Kind, Values, ReturnType<typeof changed>>({
    kind: kind.kind,
    schema: kind.schemas.update,
    record,
    valuesOf,
    begun: restored ?? ended,
    kept: draft,
    inputOf: changed,
    send: async (input, options, base) => {
      const saved = await calls.update({ ...input, ...kind.asks }, options);
      // Refetch, so that the next change has the new version.
      await readChartAgain(kind.kind);
      const undo = async () => {
        await calls.update(changed(valuesOf(base), saved)).finally(readChartAgain);
      };
      notifyDone(texts.isSaved(nameOf(saved)), saved.version === base.version ? undefined : undo);
      onClose();
      return saved;
    },
  });
  return { draft, restored, edit };
}

const Typed = z.record(z.string(), z.string());

/** Parses stored form values. Null if another version of the console stored them. */
function parseTyped(stored: unknown, empty: Values): Values | null {
  const { data } = Typed.safeParse(stored);
  if (!data) return null;
  return Object.fromEntries(Object.entries(empty).map(([name, text]) => [name, data[name] ?? text]));
}

/** An unfinished change: the base version and the form values. */
type Begun<Kind extends FormKind> = { base: CurrentRecord<Kind>; values: Values };

function parseBegun<Kind extends FormKind>(
  stored: unknown,
  { schemas, valuesOf }: RecordKind<Kind>,
): Begun<Kind> | null {
  const { base, values }: { base?: unknown; values?: unknown } = Object(stored);
  const record = schemas.record.safeParse(base).data;
  const typed = record && parseTyped(values, valuesOf(record));
  return record && typed ? { base: record, values: typed } : null;
}

type RecordDialogProps = {
  title: ReactNode;
  form: Omit<ReturnType<typeof useRecordForm>, "form">;
  draft: Pick<ReturnType<typeof useTypedDraft>, "isAtRisk" | "remove">;
  submitLabel: string;
  /** Null if nothing was restored. */
  onAgain: (() => void) | null;
  onClose: () => void;
  children: ReactNode;
};

/** A record's form above the page. Closing it keeps the input, or asks if it cannot be kept. */
function RecordDialog({ title, form, draft, onAgain, onClose, children, ...frame }: RecordDialogProps) {
  const discard = () => {
    draft.remove();
    onAgain?.();
  };
  return (
    <AskingDialog
      title={title}
      size="lg"
      isAtRisk={draft.isAtRisk}
      isSaving={form.isSaving}
      onClose={onClose}
    >
      {(close) => (
        <RecordForm
          {...form}
          {...frame}
          shownElsewhere={askedAgain}
          cancelLabel={commonTexts.close}
          onCancel={close}
        >
          {onAgain ? <RestoredNotice onDiscard={discard} /> : null}
          {children}
        </RecordForm>
      )}
    </AskingDialog>
  );
}
