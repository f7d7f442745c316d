import type { CurrentRecord, Patient } from "@caretype/client";
import { useMemo, useState } from "react";
import { z } from "zod";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { ConflictDialog } from "../../../session/form/conflict-dialog.tsx";
import { useEditForm } from "../../../session/form/use-edit-form.ts";
import { useTypedDraft } from "../../../session/form/use-typed-draft.ts";
import { usePracticeToday } from "../../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { formatInstant } from "../../../words/format/format.ts";
import { changesOf, conflictGroupsOf } from "../../record/values.ts";
import { byField } from "../by-field.ts";
import { texts as recordListTexts } from "../texts.en.ts";
import { readChartAgain } from "../use-chart-change.ts";
import { KindInputs } from "./kind-inputs.tsx";
import { RecordDialog } from "./record-dialog.tsx";
import type { FormKind, RecordKind, Values } from "./record-kind.ts";

type EditRecordProps<Kind extends FormKind> = {
  kind: RecordKind<Kind>;
  patient: Patient;
  record: CurrentRecord<Kind>;
  /** Begins with the values that end what is current. */
  isEnding: boolean;
  onClose: () => void;
};

/** Changes a clinical record. A conflict with somebody else's change shows both. */
export function EditRecord<Kind extends FormKind>(props: EditRecordProps<Kind>) {
  const [round, setRound] = useState(0);
  return <EditForm key={round} {...props} onAgain={() => setRound(round + 1)} />;
}

function EditForm<Kind extends FormKind>(props: EditRecordProps<Kind> & { onAgain: () => void }) {
  const { kind, patient, record, onClose, onAgain } = props;
  const ending = props.isEnding ? kind.ending : undefined;
  const { draft, restored, edit } = useRecordEdit(props, ending);
  const groups = useMemo(() => conflictGroupsOf(kind.views), [kind]);
  const again = () => {
    draft.remove();
    onAgain();
  };
  return (
    <>
      <RecordDialog
        title={(ending?.titleFor ?? kind.texts.editFor)(patient.name)}
        form={edit}
        isAtRisk={draft.isAtRisk}
        submitLabel={commonTexts.save}
        onDiscard={restored ? again : null}
        onClose={onClose}
      >
        <KindInputs kind={kind} form={edit.form} record={record} />
      </RecordDialog>
      <ConflictDialog
        conflict={edit.conflict}
        groups={groups}
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
  const schema = useMemo(() => byField(kind.schemas.update), [kind]);
  const changed = (after: Values, base: CurrentRecord<Kind>) => ({
    id: base.id,
    expectedVersion: base.version,
    ...changesOf(views, after, valuesOf(base)),
  });
  const edit = useEditForm<Kind, Values, ReturnType<typeof changed>>({
    kind: kind.kind,
    schema,
    record,
    valuesOf,
    begun: restored ?? ended,
    kept: draft,
    inputOf: changed,
    send: async (input, options, base) => {
      const saved = await calls.update(input, options);
      // The list has the new version before somebody changes it again.
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

/** Reads the values of a form as they were stored. Null for what another version of the console has stored. */
export function parseTyped(stored: unknown, empty: Values): Values | null {
  const { data } = Typed.safeParse(stored);
  if (!data) return null;
  return Object.fromEntries(Object.entries(empty).map(([name, text]) => [name, data[name] ?? text]));
}

/** A change that was begun: the version that it began with, and what was typed. */
type Begun<Kind extends FormKind> = { base: CurrentRecord<Kind>; values: Values };

/** Reads a change as it was stored. */
function parseBegun<Kind extends FormKind>(
  stored: unknown,
  { schemas, valuesOf }: RecordKind<Kind>,
): Begun<Kind> | null {
  const { base, values }: { base?: unknown; values?: unknown } = Object(stored);
  const record = schemas.record.safeParse(base).data;
  const typed = record && parseTyped(values, valuesOf(record));
  return record && typed ? { base: record, values: typed } : null;
}
