import type { PatientId } from "@caretype/client";
import { useState } from "react";
import type { ZodType } from "zod";
import { fieldErrors } from "../../kit/form/field-messages.ts";
import { focusFirst } from "../../kit/form/field-nodes.ts";
import type { KeyedCall } from "../../kit/form/idempotency-keys.ts";
import { type PracticeTime, usePracticeTime } from "../practice-time/practice-time.ts";
import type { KeyedChange, useKeyedChange } from "./use-keyed-change.ts";
import { useTypedDraft } from "./use-typed-draft.ts";

type UseChange = <Input, Answer>(
  change: KeyedChange<Input, Answer>,
) => ReturnType<typeof useKeyedChange<Input, Answer>>;

export type Sending<Kept> = {
  practice: PracticeTime;
  call: KeyedCall;
  keep: (changes: Partial<Kept>) => void;
};

type DraftForm<Kept, Answer, Name extends string> = {
  /** The draft's name, unique per patient. */
  name: string;
  patientId: PatientId;
  schema: ZodType<Kept>;
  initial: (timeZone: string) => Kept;
  /** Sends a change, and refetches what shows it. */
  useChange: UseChange;
  problemsOf: (kept: Kept, practice: PracticeTime) => Partial<Record<Name, string>>;
  /** Maps the server's messages to fields. */
  refusedBy: (messages: Record<string, string[]>, kept: Kept) => Partial<Record<Name, string>>;
  /** A field's value. A server's error is shown until the value changes. */
  valueOf: (kept: Kept, name: Name) => unknown;
  /** False to ask something first. Default: true. */
  mayBegin?: (kept: Kept) => boolean;
  send: (kept: Kept, sending: Sending<Kept>) => Promise<Answer>;
  onDone: (answer: Answer) => void;
};

/** State of a form about a patient: values, local and server errors, and its draft in the browser. */
export function useDraftForm<Kept, Answer, Name extends string>(form: DraftForm<Kept, Answer, Name>) {
  const { name, patientId, schema, initial, useChange, refusedBy, mayBegin = () => true } = form;
  const practice = usePracticeTime();
  const draft = useTypedDraft(name, patientId);
  const [restored, setRestored] = useState(() => schema.safeParse(draft.restored?.values).data ?? null);
  const [kept, setKept] = useState(() => restored ?? initial(practice.timeZone));
  /** Fields whose errors are shown until corrected. */
  const [asked, ask] = useState<ReadonlySet<string>>(new Set());
  const keep = (changes: Partial<Kept>) => {
    const next = { ...kept, ...changes };
    setKept(next);
    draft.storeValues(next);
  };
  const change = useChange({
    run: (wanted: Kept, call) => form.send(wanted, { practice, call, keep }),
    onDone: (answer: Answer) => {
      draft.remove();
      form.onDone(answer);
    },
    onError: (error, sent) => focusFirst(Object.keys(refusedBy(fieldErrors(error), sent))),
    keys: draft.keys,
  });
  const sent = change.variables ?? kept;
  const refused = refusedBy(fieldErrors(change.error), sent);
  const problems = form.problemsOf(kept, practice);
  const submit = () => {
    const wrong = Object.keys(problems);
    ask(new Set(wrong));
    if (wrong.length > 0) return focusFirst(wrong);
    if (mayBegin(kept)) change.mutate(kept);
  };
  return {
    kept,
    keep,
    isRestored: restored !== null,
    blocker: draft.blocker,
    problems: {
      ...only(refused, (field) => form.valueOf(sent, field) === form.valueOf(kept, field)),
      ...only(problems, (field) => asked.has(field)),
    },
    /** A refusal that belongs to no field. */
    error: Object.keys(refused).length > 0 ? null : change.error,
    isPending: change.isPending,
    discard: () => {
      draft.remove();
      setRestored(null);
      setKept(initial(practice.timeZone));
      ask(new Set());
      change.reset();
    },
    submit,
  };
}

const only = <Name extends string>(
  problems: Partial<Record<Name, string>>,
  isShown: (field: Name) => boolean,
): Partial<Record<Name, string>> => {
  const shown: Partial<Record<Name, string>> = {};
  for (const field in problems) if (isShown(field)) shown[field] = problems[field];
  return shown;
};
