import type { Encounter, Patient } from "@caretype/client";
import { useState } from "react";
import { type Undo, undoEach } from "../../kit/notice/last-change.ts";
import { caretype } from "../../session/client/api.ts";
import { useDraftForm } from "../../session/form/use-draft-form.ts";
import { texts as recordListTexts } from "../clinical/texts.en.ts";
import { readChartAgain, useChartChange } from "../clinical/use-chart-change.ts";
import { isAdultOn } from "./is-adult.ts";
import {
  isExchanged,
  nowPicked,
  observationsOf,
  problemsOf,
  refusedFields,
  VitalsValues,
} from "./vitals-values.ts";

type VitalsFormOptions = { patient: Patient; encounters: readonly Encounter[]; onDone: (undo: Undo) => void };

const pressuresIn = ({ typed }: VitalsValues) => JSON.stringify([typed.systolic, typed.diastolic]);

/** The form of the vital signs. Once, it asks whether two pressures are exchanged. */
export function useVitalsForm({ patient, encounters, onDone }: VitalsFormOptions) {
  const [asked, ask] = useState<string | null>(null);
  const exchangedIn = (values: VitalsValues) =>
    isExchanged(values) ? (asked === pressuresIn(values) ? "asked" : "seen") : null;
  const form = useDraftForm({
    name: "vitals",
    patientId: patient.id,
    schema: VitalsValues,
    initial: (timeZone): VitalsValues => ({
      typed: {},
      measuredAt: nowPicked(timeZone),
      encounterId: encounters.find(({ status }) => status === "in-progress")?.id ?? null,
    }),
    useChange: useChartChange,
    problemsOf,
    refusedBy: refusedFields,
    mayBegin: (values) => {
      const isSure = exchangedIn(values) !== "seen";
      if (!isSure) ask(pressuresIn(values));
      return isSure;
    },
    send: (values, { practice, call }) => {
      const subject = { patientId: patient.id, isAdult: isAdultOn(values.measuredAt.slice(0, 10), patient) };
      const observations = observationsOf(values, subject, practice);
      return call(observations, (options) =>
        caretype.observation.createMany.mutate({ observations }, options),
      );
    },
    onDone: ({ items }) => {
      const undo = undoEach(items, ({ id, version: expectedVersion }) =>
        caretype.observation.enterInError.mutate({ id, expectedVersion, reason: recordListTexts.undone }),
      );
      onDone(() => undo().finally(readChartAgain));
    },
  });
  return { ...form, exchanged: exchangedIn(form.kept) };
}
