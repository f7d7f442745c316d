import { Textarea, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { Choice } from "../../kit/form/choice.tsx";
import { fieldErrors } from "../../kit/form/field-messages.ts";
import { focusFirst } from "../../kit/form/field-nodes.ts";
import { FormFrame } from "../../kit/form/form-frame.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { caretype } from "../../session/client/api.ts";
import { useUnsaved } from "../../session/client/unsaved.ts";
import { forgetKept, type KeptPlace, keepInput, readKept } from "../../session/form/kept-input.ts";
import { useKeptOwner } from "../../session/form/use-kept-owner.ts";
import { commonTexts } from "../../words/common/common.ts";
import { additionName } from "./kept-names.ts";
import { ReviewView } from "./review-view.tsx";
import { SignRefusal } from "./sign-refusal.tsx";
import { Signer, useIsNoDoctor } from "./signer.tsx";
import { done, texts as noteTexts, amendForm as texts } from "./texts.en.ts";
import { type NoteFormProps, useNoteChange } from "./use-note-change.ts";

const kinds = ["addendum", "correction"] as const;
type Addition = { kind: (typeof kinds)[number]; text: string; reason: string };

/** Adds an addendum or a correction to a note, with a reason. */
export function AmendNote({ note: { id, patientId }, review, onDone }: NoteFormProps) {
  useEffect(() => focusFirst(["text"]), []);
  const { values, change, forget } = useKeptAddition({ ...useKeptOwner(patientId), name: additionName(id) });
  const [isAsked, setAsked] = useState(false);
  const call = useNoteChange({
    id,
    run: (given: Addition, send) => {
      const input = { id, hash: review.hash, ...given };
      return send(input, (options) => caretype.note.amend.mutate(input, options));
    },
    onDone: (_note, { kind }) => {
      forget();
      notifyDone(done[kind]);
      onDone();
    },
  });
  const missing = (["text", "reason"] as const).filter((name) => values[name].trim() === "");
  const refused = fieldErrors(call.error);
  const problemOf = (name: "text" | "reason") =>
    isAsked && missing.includes(name) ? commonTexts.required : refused[name]?.[0];
  const submit = () => {
    setAsked(true);
    if (missing.length > 0) return focusFirst(missing);
    call.mutate(values);
  };
  const cancel = () => {
    forget();
    onDone();
  };
  return (
    <>
      <ReviewView review={review} />
      <FormFrame
        refusal={Object.keys(refused).length > 0 ? null : <SignRefusal error={call.error} />}
        onSubmit={submit}
        onCancel={cancel}
        submitLabel={texts.submit[values.kind]}
        isPending={call.isPending}
        isDisabled={useIsNoDoctor()}
      >
        <Fields values={values} problemOf={problemOf} onChange={change} />
        <Signer />
      </FormFrame>
    </>
  );
}

type FieldsProps = {
  values: Addition;
  problemOf: (name: "text" | "reason") => string | undefined;
  onChange: (changes: Partial<Addition>) => void;
};

const Fields = ({ values, problemOf, onChange }: FieldsProps) => (
  <>
    <Choice
      label={texts.kind}
      value={values.kind}
      onChange={(kind) => onChange({ kind })}
      options={kinds.map((value) => ({ value, label: texts.kinds[value] }))}
    />
    <Textarea
      label={texts.text}
      description={noteTexts.editor.hint}
      data-path="text"
      required
      autosize
      minRows={3}
      maxRows={15}
      value={values.text}
      error={problemOf("text")}
      onChange={({ currentTarget: { value } }) => onChange({ text: value })}
    />
    <TextInput
      label={texts.reason}
      data-path="reason"
      required
      value={values.reason}
      error={problemOf("reason")}
      onChange={({ currentTarget: { value } }) => onChange({ reason: value })}
    />
  </>
);

/** What is typed stays on this device until it is signed or cancelled. */
function useKeptAddition(place: KeptPlace) {
  const [values, setValues] = useState(() => parseAddition(readKept(place)));
  useUnsaved(() => values.text !== "" || values.reason !== "");
  const change = (changes: Partial<Addition>) => {
    const next = { ...values, ...changes };
    setValues(next);
    keepInput(place, next);
  };
  return { values, change, forget: () => forgetKept(place) };
}

function parseAddition(stored: unknown): Addition {
  const { kind, text, reason }: Partial<Record<keyof Addition, unknown>> = Object(stored);
  return {
    kind: kinds.find((each) => each === kind) ?? "addendum",
    text: typeof text === "string" ? text : "",
    reason: typeof reason === "string" ? reason : "",
  };
}
