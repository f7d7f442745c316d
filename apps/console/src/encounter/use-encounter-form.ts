import type { Encounter } from "@caretype/client";
import { type FormEvent, useState } from "react";
import { type PracticeTime, usePracticeTime } from "../appointment/practice-time.ts";
import { fieldErrors } from "../form/field-messages.ts";
import { focusFirst } from "../form/field-nodes.ts";
import type { KeyedCall } from "../form/idempotency-keys.ts";
import { type EncounterValues, type Problems, problemsOf } from "./encounter-values.ts";
import { useChange } from "./use-change.ts";

type EncounterForm = {
  initial: (timeZone: string) => EncounterValues;
  /** The times that are asked for. */
  times: readonly ("startedAt" | "endedAt")[];
  send: (values: EncounterValues, practice: PracticeTime, call: KeyedCall) => Promise<Encounter>;
  onDone: (encounter: Encounter) => void;
};

/** The values of a form for an encounter, with what is wrong with them, here or by the server. */
export function useEncounterForm({ initial, times, send, onDone }: EncounterForm) {
  const practice = usePracticeTime();
  const [values, setValues] = useState(() => initial(practice.timeZone));
  const [problems, setProblems] = useState<Problems>({});
  const change = useChange({
    run: (wanted: EncounterValues, call) => send(wanted, practice, call),
    onDone,
  });
  const refused = refusedFields(change.error, times);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = problemsOf(values, times, practice);
    setProblems(found);
    const wrong = Object.keys(found);
    if (wrong.length > 0) return focusFirst(wrong);
    change.mutate(values);
  };
  return {
    values,
    change: (changes: Partial<EncounterValues>) => setValues((before) => ({ ...before, ...changes })),
    problems: { ...refused, ...problems },
    /** A refusal that no field shows. */
    error: Object.keys(refused).length > 0 ? null : change.error,
    isPending: change.isPending,
    submit,
  };
}

/** What the server says about the shown fields. */
function refusedFields(error: unknown, times: EncounterForm["times"]): Problems {
  const messages = fieldErrors(error);
  const found = (["reason", ...times] as const).flatMap((name) => {
    const [message] =
      Object.entries(messages).find(([path]) => path === name || path.startsWith(`${name}.`))?.[1] ?? [];
    return message === undefined ? [] : [[name, message] as const];
  });
  return Object.fromEntries(found);
}
