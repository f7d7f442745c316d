import { isErrorCode, type NoteKind } from "@caretype/client";
import { Textarea, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { fieldErrors } from "../../kit/form/field-messages.ts";
import { focusFirst } from "../../kit/form/field-nodes.ts";
import { FormFrame } from "../../kit/form/form-frame.tsx";
import { ErrorNotice, messageOf } from "../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { api, caretype, readAgain } from "../../session/client/api.ts";
import { useKeyedChange } from "../../session/form/use-keyed-change.ts";
import { commonTexts } from "../../words/common/common.ts";
import { editor, kinds as texts } from "./texts.en.ts";

type KindFormProps = {
  /** Null for a new one. */
  kind: NoteKind | null;
  onDone: () => void;
};

/** Adds or changes a kind of notes. */
export function KindForm({ kind, onDone }: KindFormProps) {
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
      if (kind === null) return call(given, (options) => caretype.noteKind.create.mutate(given, options));
      const input = { id: kind.id, expectedVersion: kind.version, ...given };
      return call(input, (options) => caretype.noteKind.update.mutate(input, options));
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
