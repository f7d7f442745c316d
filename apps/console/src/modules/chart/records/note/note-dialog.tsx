import type { Note } from "@caretype/client";
import { Skeleton, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { z } from "zod";
import { Dialog } from "../../../../kit/dialog/dialog.tsx";
import { Choice } from "../../../../kit/form/choice.tsx";
import { fieldErrors } from "../../../../kit/form/field-messages.ts";
import { focusFirst } from "../../../../kit/form/field-nodes.ts";
import { FormFrame } from "../../../../kit/form/form-frame.tsx";
import { ReasonForm } from "../../../../kit/form/reason-form.tsx";
import { notifyDone, notifyThen } from "../../../../kit/notice/notify.tsx";
import { QueryStates } from "../../../../kit/page/query-states.tsx";
import { api, caretype } from "../../../../session/client/api.ts";
import { useUnsaved } from "../../../../session/client/unsaved.ts";
import { forgetKept, type KeptPlace, keepInput, readKept } from "../../../../session/form/kept-input.ts";
import { useKeptOwner } from "../../../../session/form/use-kept-owner.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { additionName } from "./kept-names.ts";
import { ReviewView } from "./review-view.tsx";
import { Signer, SignRefusal, useIsNoDoctor } from "./signer.tsx";
import { amendForm as amendFormTexts, done, texts } from "./texts.en.ts";
import { type NoteFormProps, type NoteStep, useNoteChange } from "./use-note-change.ts";

/** Cosigns a colleague's note. */
function SignNote({ note: { id }, review, onDone }: NoteFormProps) {
  const change = useNoteChange({
    id,
    run: (hash: string, call) => call({ id, hash }, caretype.note.sign.mutate),
    onDone: notifyThen(texts.done.sign, onDone),
  });
  return (
    <FormFrame
      refusal={<SignRefusal error={change.error} />}
      onSubmit={() => change.mutate(review.hash)}
      onCancel={onDone}
      submitLabel={texts.steps.sign}
      isPending={change.isPending}
      isDisabled={useIsNoDoctor()}
    >
      <Text size="sm">{texts.review.about}</Text>
      <ReviewView review={review} />
      <Signer />
    </FormFrame>
  );
}

/** Marks a note as entered in error, with a signed reason. */
function NoteInError({ note: { id }, review, onDone }: NoteFormProps) {
  const change = useNoteChange({
    id,
    run: (reason: string, call) => call({ id, hash: review.hash, reason }, caretype.note.enterInError.mutate),
    onDone: notifyThen(texts.done.enterInError, onDone),
  });
  return (
    <>
      <ReviewView review={review} />
      <Signer />
      <ReasonForm
        about={texts.errorForm.about}
        label={texts.errorForm.reason}
        submitLabel={texts.steps.enterInError}
        refusal={<SignRefusal error={change.error} />}
        change={change}
        isDisabled={useIsNoDoctor()}
        onSubmit={change.mutate}
        onCancel={onDone}
      />
    </>
  );
}

const forms = { sign: SignNote, amend: AmendNote, enterInError: NoteInError };

/** Asks for a signature. Shows the current note, so that no one signs what they have not seen. */
export function NoteDialog({ note, step, onClose }: { note: Note; step: NoteStep; onClose: () => void }) {
  const { id } = note;
  const query = useQuery(api.note.review.queryOptions({ id }, { staleTime: 0, gcTime: 0 }));
  const Form = forms[step];
  return (
    <Dialog onClose={onClose} title={texts.steps[step]} size="xl" closeOnClickOutside={false}>
      <Stack>
        <QueryStates query={query} skeleton={<Skeleton h={240} />}>
          {(review) => <Form note={note} review={review} onDone={onClose} />}
        </QueryStates>
      </Stack>
    </Dialog>
  );
}

const kinds = ["addendum", "correction"] as const;
/** Replaces stored values of another version by the defaults. */
const Addition = z.object({
  kind: z.enum(kinds).catch("addendum"),
  text: z.string().catch(""),
  reason: z.string().catch(""),
});
type Addition = z.output<typeof Addition>;

/** Adds an addendum or a correction to a note, with a reason. */
function AmendNote({ note: { id, patientId }, review, onDone }: NoteFormProps) {
  useEffect(() => focusFirst(["text"]), []);
  const { values, change, forget } = useKeptAddition({ ...useKeptOwner(patientId), name: additionName(id) });
  const [isAsked, setAsked] = useState(false);
  const call = useNoteChange({
    id,
    run: (given: Addition, send) => send({ id, hash: review.hash, ...given }, caretype.note.amend.mutate),
    onDone: (_note, { kind }) => {
      forget();
      notifyDone(done[kind]);
      onDone();
    },
  });
  const missing = (["text", "reason"] as const).filter((name) => values[name].trim() === "");
  const refused = fieldErrors(call.error);
  const problemOf = (name: "text" | "reason") =>
    isAsked && missing.includes(name)
      ? commonTexts.required
      : call.variables?.[name] === values[name]
        ? refused[name]?.[0]
        : undefined;
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
        submitLabel={amendFormTexts.submit[values.kind]}
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
      label={amendFormTexts.kind}
      value={values.kind}
      onChange={(kind) => onChange({ kind })}
      options={kinds.map((value) => ({ value, label: amendFormTexts.kinds[value] }))}
    />
    <Textarea
      label={amendFormTexts.text}
      description={texts.editor.hint}
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
      label={amendFormTexts.reason}
      data-path="reason"
      required
      value={values.reason}
      error={problemOf("reason")}
      onChange={({ currentTarget: { value } }) => onChange({ reason: value })}
    />
  </>
);

/** The input stays on this device until it is signed or cancelled. */
function useKeptAddition(place: KeptPlace) {
  const [values, setValues] = useState(() => Addition.parse(Object(readKept(place))));
  useUnsaved(() => values.text !== "" || values.reason !== "");
  const change = (changes: Partial<Addition>) => {
    const next = { ...values, ...changes };
    setValues(next);
    keepInput(place, next);
  };
  return { values, change, forget: () => forgetKept(place) };
}
