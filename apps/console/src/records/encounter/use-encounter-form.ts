import type { Encounter, PatientId } from "@caretype/client";
import { type FormEvent, useState } from "react";
import type { ZodType } from "zod";
import { fieldErrors } from "../../kit/form/field-messages.ts";
import { focusFirst } from "../../kit/form/field-nodes.ts";
import type { KeyedCall } from "../../kit/form/idempotency-keys.ts";
import { useTypedDraft } from "../../session/form/use-typed-draft.ts";
import { type PracticeTime, usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { type EncounterValues, type Problems, problemsOf } from "./encounter-values.ts";
import type { EncounterMoment } from "./field-views.ts";
import { useChange } from "./use-change.ts";

type Times = readonly EncounterMoment[];

/** The values, and what else the form begins again with after a closed tab. */
type Kept = { values: EncounterValues };

type Sending<K extends Kept> = {
  practice: PracticeTime;
  call: KeyedCall;
  keep: (changes: Partial<K>) => void;
};

type EncounterForm<K extends Kept> = {
  /** The draft's name, among those of the patient. */
  name: string;
  patientId: PatientId;
  schema: ZodType<K>;
  initial: (timeZone: string) => K;
  times: (kept: K) => Times;
  send: (kept: K, sending: Sending<K>) => Promise<Encounter>;
  onDone: (encounter: Encounter) => void;
};

/** What a form for an encounter holds, with what is wrong with it, here or by the server, and its draft in the browser. */
export function useEncounterForm<K extends Kept>(form: EncounterForm<K>) {
  const { name, patientId, schema, initial, send, onDone } = form;
  const practice = usePracticeTime();
  const draft = useTypedDraft(name, patientId);
  const [restored, setRestored] = useState(() => schema.safeParse(draft.restored?.values).data ?? null);
  const [kept, setKept] = useState(() => restored ?? initial(practice.timeZone));
  const [problems, setProblems] = useState<Problems>({});
  const keep = (changes: Partial<K>) => {
    const next = { ...kept, ...changes };
    setKept(next);
    draft.storeValues(next);
  };
  const change = useChange({
    run: (wanted: K, call) => send(wanted, { practice, call, keep }),
    onDone: (encounter) => {
      draft.remove();
      onDone(encounter);
    },
    keys: draft.keys,
  });
  const times = form.times(kept);
  const refused = refusedFields(change.error, times);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = problemsOf(kept.values, times, practice);
    setProblems(found);
    const wrong = Object.keys(found);
    if (wrong.length > 0) return focusFirst(wrong);
    change.mutate(kept);
  };
  return {
    kept,
    times,
    isRestored: restored !== null,
    blocker: draft.blocker,
    keep,
    problems: { ...refused, ...problems },
    /** A refusal that no field shows. */
    error: Object.keys(refused).length > 0 ? null : change.error,
    isPending: change.isPending,
    discard: () => {
      draft.remove();
      setRestored(null);
      setKept(initial(practice.timeZone));
      setProblems({});
      change.reset();
    },
    submit,
  };
}

/** What the server says about the shown fields. */
function refusedFields(error: unknown, times: Times): Problems {
  const messages = fieldErrors(error);
  const found = (["reason", ...times] as const).flatMap((name) => {
    const [message] =
      Object.entries(messages).find(([path]) => path === name || path.startsWith(`${name}.`))?.[1] ?? [];
    return message === undefined ? [] : [[name, message] as const];
  });
  return Object.fromEntries(found);
}
