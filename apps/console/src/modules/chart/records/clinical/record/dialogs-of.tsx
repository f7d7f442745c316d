import type { CurrentRecord, Patient } from "@caretype/client";
import { type ReactNode, useState } from "react";
import { z } from "zod";
import { Dialog } from "../../../../../kit/dialog/dialog.tsx";
import type { KeyedCall } from "../../../../../kit/form/idempotency-keys.ts";
import { ReasonForm } from "../../../../../kit/form/reason-form.tsx";
import { notifyThen } from "../../../../../kit/notice/notify.tsx";
import { everybody } from "../../../../../records/record/field-view.ts";
import { conflictGroupsOf, emptyValues, valuesOf } from "../../../../../records/record/values.ts";
import { caretype } from "../../../../../session/client/api.ts";
import { Name } from "../../../../../words/format/name.tsx";
import { MoveForm } from "../move-form.tsx";
import { texts as recordListTexts } from "../texts.en.ts";
import { useChartChange } from "../use-chart-change.ts";
import { EditRecord, NewRecord } from "./record-forms.tsx";
import type { Asked, FormKind, RecordKind, Values } from "./record-kind.ts";

type Mutations<Kind extends FormKind> = {
  [Name in keyof RecordKind<Kind>["calls"]]: { mutate: RecordKind<Kind>["calls"][Name] };
};

const mutations: { [Kind in FormKind]: Mutations<Kind> } = caretype;

type OwnOf<Kind extends FormKind> = Omit<RecordKind<Kind>, "empty" | "valuesOf" | "groups" | "calls"> & {
  /** Initial values of a new record. `today`: in the practice's time zone. */
  begunWith: (today: string) => Values;
};

/** Creates the dialogs for a kind of record. */
export function dialogsOf<Kind extends FormKind>({ begunWith, schemas, ...own }: OwnOf<Kind>) {
  const { create, update, enterInError } = mutations[own.kind];
  const kind: RecordKind<Kind> = {
    ...own,
    schemas: { ...schemas, create: byField(schemas.create), update: byField(schemas.update) },
    empty: (today) => ({ ...emptyValues(own.views, everybody), ...begunWith(today) }),
    valuesOf: (record) => valuesOf(own.views, record, everybody),
    groups: conflictGroupsOf(own.views),
    calls: { create: create.mutate, update: update.mutate, enterInError: enterInError.mutate },
  };
  return (props: RecordDialogsProps<CurrentRecord<Kind>>) => <RecordDialogs kind={kind} {...props} />;
}

/** Checks by a schema of the API, but reports problems at the form's own fields: `substance` for `substance.text`. */
const byField = (schema: z.ZodType): z.ZodType =>
  z.unknown().superRefine((input, context) => {
    const { error } = schema.safeParse(input);
    for (const { path, message } of error?.issues ?? [])
      context.addIssue({ code: "custom", message, path: path.slice(0, 1) });
  });

export type RecordDialogsProps<Item> = {
  asked: Asked;
  patient: Patient;
  items: readonly Item[];
  onClose: () => void;
};

type Props<Kind extends FormKind> = RecordDialogsProps<CurrentRecord<Kind>> & { kind: RecordKind<Kind> };

/** The requested dialog: add, change, end, or mark as entered in error. */
function RecordDialogs<Kind extends FormKind>({ kind, asked, patient, items, onClose }: Props<Kind>) {
  // A new key remounts the form.
  const [round, setRound] = useState(0);
  const form = { kind, patient, onClose, onAgain: () => setRound(round + 1) };
  if (asked.what === "add") return <NewRecord key={round} {...form} />;
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
  return <EditRecord key={round} {...form} record={record} isEnding={asked.what === "end"} />;
}

type ErrorDialogProps = {
  title: ReactNode;
  /** The success notification. */
  done: ReactNode;
  run: (reason: string, call: KeyedCall) => Promise<unknown>;
  onClose: () => void;
};

/** Marks a record as entered in error. Asks for a reason, as this cannot be undone. */
function ErrorDialog({ title, done, run, onClose }: ErrorDialogProps) {
  const change = useChartChange({
    run,
    onDone: notifyThen(done, onClose),
  });
  return (
    <Dialog onClose={onClose} title={title} closeOnClickOutside={false}>
      <ReasonForm
        about={recordListTexts.errorIsFinal}
        label={recordListTexts.reason}
        submitLabel={recordListTexts.inError}
        change={change}
        onSubmit={change.mutate}
        onCancel={onClose}
      />
    </Dialog>
  );
}
