import { isErrorCode, type NoteKind } from "@caretype/client";
import { Skeleton, Stack, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { fieldErrors } from "../../kit/form/field-messages.ts";
import { focusFirst } from "../../kit/form/field-nodes.ts";
import { FormFrame } from "../../kit/form/form-frame.tsx";
import { ErrorNotice, messageOf } from "../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { QueryStates } from "../../kit/page/query-states.tsx";
import { ConfirmButton } from "../../kit/section/confirm-button.tsx";
import { Row, Rows } from "../../kit/section/row.tsx";
import { PlainButton, SmallButton } from "../../kit/theme/plain-button.tsx";
import { api, caretype, readAgain } from "../../session/client/api.ts";
import { useKeyedChange } from "../../session/form/use-keyed-change.ts";
import { commonTexts } from "../../words/common/common.ts";
import { Name } from "../../words/format/name.tsx";
import { beginningOf } from "./kept-names.ts";
import { editor, kinds as texts } from "./texts.en.ts";

/** The practice's kinds of notes, and the text that each begins with. */
export function KindsDialog({ onClose }: { onClose: () => void }) {
  const query = useQuery(api.noteKind.list.queryOptions({ limit: 200 }, { staleTime: 0 }));
  const [edited, edit] = useState<NoteKind | "new" | null>(null);
  const title = edited === null ? texts.title : edited === "new" ? texts.add : texts.edit;
  return (
    <Dialog onClose={onClose} title={title} size="lg" closeOnClickOutside={edited === null}>
      {edited === null ? (
        <Stack>
          <QueryStates query={query} skeleton={<Skeleton h={120} />}>
            {({ items }) => <Kinds kinds={items} onEdit={edit} />}
          </QueryStates>
          <PlainButton label={texts.add} onClick={() => edit("new")} style={{ alignSelf: "start" }} />
        </Stack>
      ) : (
        <KindForm kind={edited === "new" ? null : edited} onDone={() => edit(null)} />
      )}
    </Dialog>
  );
}

function Kinds({ kinds, onEdit }: { kinds: readonly NoteKind[]; onEdit: (kind: NoteKind) => void }) {
  const byName = kinds.toSorted((one, other) => one.name.localeCompare(other.name));
  return (
    <Rows empty={texts.empty}>
      {byName.map((kind) => (
        <KindRow key={kind.id} kind={kind} onEdit={() => onEdit(kind)} />
      ))}
    </Rows>
  );
}

function KindRow({ kind: { id, name, template, version }, onEdit }: { kind: NoteKind; onEdit: () => void }) {
  const remove = async () => {
    await caretype.noteKind.remove.mutate({ id, expectedVersion: version });
    await readAgain(api.noteKind.list);
  };
  return (
    <Row
      title={<Name>{name}</Name>}
      facts={template === null ? texts.noTemplate : <Name>{beginningOf(template)}</Name>}
      actions={
        <>
          <SmallButton label={commonTexts.edit} name={texts.editOf(name)} onClick={onEdit} />
          <ConfirmButton
            label={commonTexts.remove}
            name={texts.removeOf(name)}
            question={texts.removeQuestion(name)}
            consequence={texts.removeConsequence}
            onConfirm={remove}
          />
        </>
      }
    />
  );
}

type KindFormProps = {
  /** Null for a new one. */
  kind: NoteKind | null;
  onDone: () => void;
};

/** Adds or changes a kind of notes. */
function KindForm({ kind, onDone }: KindFormProps) {
  useEffect(() => focusFirst(["name"]), []);
  const [values, setValues] = useState({ name: kind?.name ?? "", template: kind?.template ?? "" });
  const [isAsked, setAsked] = useState(false);
  const change = useSave(kind, onDone);
  const isMissing = values.name.trim() === "";
  const { error } = change;
  const isTaken = isErrorCode(error, "NOTE_KIND_NAME_TAKEN");
  const refused = fieldErrors(error);
  const isShown = isTaken || Object.keys(refused).length > 0;
  const nameProblem = isAsked && isMissing ? commonTexts.required : isTaken ? messageOf(error) : null;
  const submit = () => {
    setAsked(true);
    if (isMissing) return focusFirst(["name"]);
    change.mutate(values);
  };
  return (
    <FormFrame
      refusal={error && !isShown ? <ErrorNotice error={error} /> : null}
      onSubmit={submit}
      onCancel={onDone}
      submitLabel={commonTexts.save}
      isPending={change.isPending}
    >
      <TextInput
        label={commonTexts.name}
        data-path="name"
        required
        value={values.name}
        error={nameProblem ?? refused.name?.[0]}
        onChange={({ currentTarget: { value: name } }) => setValues({ ...values, name })}
      />
      <Textarea
        label={texts.template}
        description={editor.hint}
        autosize
        minRows={6}
        maxRows={20}
        value={values.template}
        error={refused.template?.[0]}
        onChange={({ currentTarget: { value: template } }) => setValues({ ...values, template })}
      />
    </FormFrame>
  );
}

type Given = { name: string; template: string };

function useSave(kind: NoteKind | null, onDone: () => void) {
  return useKeyedChange({
    run: (given: Given, call) => {
      if (kind === null) return call(given, caretype.noteKind.create.mutate);
      return call({ id: kind.id, expectedVersion: kind.version, ...given }, caretype.noteKind.update.mutate);
    },
    onDone: (saved) => {
      const undo = async () => {
        const { id, version: expectedVersion } = saved;
        if (kind === null) await caretype.noteKind.remove.mutate({ id, expectedVersion });
        else {
          const { name, template } = kind;
          await caretype.noteKind.update.mutate({ id, expectedVersion, name, template });
        }
        await readAgain(api.noteKind.list);
      };
      notifyDone(texts.isSaved(saved.name), saved.version === kind?.version ? undefined : undo);
      onDone();
    },
    onSettled: () => readAgain(api.noteKind.list),
  });
}
