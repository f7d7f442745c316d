import type { Encounter, PatientId } from "@caretype/client";
import type { ZodType } from "zod";
import { type Sending, useDraftForm } from "../../../../session/form/use-draft-form.ts";
import { type EncounterValues, type Problems, problemsOf } from "./encounter-values.ts";
import type { EncounterMoment } from "./field-views.ts";
import { useChange } from "./use-change.ts";

type Times = readonly EncounterMoment[];

/** The values, and what else is restored after the tab was closed. */
type Kept = { values: EncounterValues };

type EncounterForm<K extends Kept> = {
  name: string;
  patientId: PatientId;
  schema: ZodType<K>;
  initial: (timeZone: string) => K;
  times: (kept: K) => Times;
  send: (kept: K, sending: Sending<K>) => Promise<Encounter>;
  onDone: (encounter: Encounter) => void;
};

/** The form of an encounter, with the requested times. */
export function useEncounterForm<K extends Kept>({ times: timesOf, ...form }: EncounterForm<K>) {
  const shown = useDraftForm({
    ...form,
    useChange,
    problemsOf: (kept: K, practice) => problemsOf(kept.values, timesOf(kept), practice),
    refusedBy: (messages, kept: K) => refusedFields(messages, timesOf(kept)),
    valueOf: ({ values }: K, name) => values[name],
  });
  return { ...shown, times: timesOf(shown.kept) };
}

/** The server's messages about the shown fields. */
function refusedFields(messages: Record<string, string[]>, times: Times): Problems {
  const found = (["reason", ...times] as const).flatMap((name) => {
    const [message] =
      Object.entries(messages).find(([path]) => path === name || path.startsWith(`${name}.`))?.[1] ?? [];
    return message === undefined ? [] : [[name, message] as const];
  });
  return Object.fromEntries(found);
}
