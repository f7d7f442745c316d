import type { Encounter, Patient } from "@caretype/client";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { fieldErrors } from "../../kit/form/field-messages.ts";
import { focusFirst } from "../../kit/form/field-nodes.ts";
import { api, caretype } from "../../session/client/api.ts";
import { useKeyedChange } from "../../session/form/use-keyed-change.ts";
import { useTypedDraft } from "../../session/form/use-typed-draft.ts";
import { usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { isAdultOn } from "./is-adult.ts";
import {
  filledSigns,
  isExchanged,
  nowPicked,
  observationsOf,
  type Problems,
  problemsOf,
  refusedFields,
  VitalsValues,
} from "./vitals-values.ts";

type VitalsFormOptions = { patient: Patient; encounters: readonly Encounter[]; onDone: () => void };

/** The values of the form, what is wrong with them, and their draft in the browser. */
export function useVitalsForm({ patient, encounters, onDone }: VitalsFormOptions) {
  const practice = usePracticeTime();
  const queries = useQueryClient();
  const draft = useTypedDraft("vitals", patient.id);
  const [restored, setRestored] = useState(() => VitalsValues.safeParse(draft.restored?.values).data ?? null);
  const empty = (): VitalsValues => ({
    typed: {},
    measuredAt: nowPicked(practice.timeZone),
    encounterId: encounters.find(({ status }) => status === "in-progress")?.id ?? null,
  });
  const [values, setValues] = useState(() => restored ?? empty());
  const [problems, setProblems] = useState<Problems>({});
  const [isEmpty, setEmpty] = useState(false);
  const exchanged = useExchanged(values);
  const change = useKeyedChange({
    run: (wanted: VitalsValues, call) => {
      const observations = observationsOf(
        wanted,
        { patientId: patient.id, isAdult: isAdultOn(wanted.measuredAt.slice(0, 10), patient) },
        practice,
      );
      return call(observations, (options) =>
        caretype.observation.createMany.mutate({ observations }, options),
      );
    },
    onDone: () => {
      draft.remove();
      onDone();
    },
    onError: (error, sent) => focusFirst(Object.keys(refusedFields(fieldErrors(error), sent))),
    onSettled: () =>
      Promise.all([api.chart, api.observation].map((each) => queries.invalidateQueries(each.pathFilter()))),
    keys: draft.keys,
  });
  const refused = refusedFields(fieldErrors(change.error), change.variables ?? values);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = problemsOf(values, practice);
    setProblems(found);
    setEmpty(filledSigns(values).length === 0);
    const wrong = Object.keys(found);
    if (wrong.length > 0) return focusFirst(wrong);
    if (exchanged.state === "seen") return exchanged.ask();
    if (filledSigns(values).length > 0) change.mutate(values);
  };
  return {
    values,
    isEmpty,
    exchanged: exchanged.state,
    isRestored: restored !== null,
    blocker: draft.blocker,
    problems: { ...refused, ...problems },
    /** A refusal that no field shows. */
    error: Object.keys(refused).length > 0 ? null : change.error,
    isPending: change.isPending,
    change: (changes: Partial<VitalsValues>) => {
      const next = { ...values, ...changes };
      setValues(next);
      draft.storeValues(next);
    },
    discard: () => {
      draft.remove();
      setRestored(null);
      setValues(empty());
      setProblems({});
      change.reset();
    },
    submit,
  };
}

/** Whether two pressures seem exchanged. `asked`: another submission says that they are right. */
function useExchanged(values: VitalsValues) {
  const [asked, setAsked] = useState<string | null>(null);
  const pressures = JSON.stringify([values.typed.systolic, values.typed.diastolic]);
  const state = isExchanged(values) ? (asked === pressures ? "asked" : "seen") : null;
  return { state, ask: () => setAsked(pressures) } as const;
}
