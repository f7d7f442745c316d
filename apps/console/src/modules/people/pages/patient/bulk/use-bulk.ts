import type { Patient } from "@caretype/client";
import { type ReactNode, useRef, useState } from "react";
import { messageOf } from "../../../../../kit/notice/error-notice.tsx";
import { notifyDone, notifyFailed } from "../../../../../kit/notice/notify.tsx";
import { invalidatePatients } from "../../../records/patient/patient-cache.ts";
import { type Outcome, runForEach } from "./run-for-each.ts";
import { texts as patientBulkTexts } from "./texts.en.ts";

export type Job<Result> = {
  /** Shown while running, such as "Removing patients". */
  title: string;
  patients: readonly Patient[];
  /** Null: nothing to change. */
  work: (patient: Patient) => Promise<Result | null>;
  /** The outcome, such as "3 patients are removed". */
  done: (count: number) => ReactNode;
  /** Why some were unchanged, such as "2 were already assigned". */
  unchanged?: (count: number) => string;
  undo: (result: Result) => Promise<unknown>;
};

export type Running = { title: string; finished: number; total: number };
export type Failures = Pick<Outcome<unknown>, "failed" | "left">;

/** Runs an action for all selected patients. Patients for whom it failed stay selected. */
export function useBulk(select: (ids: readonly string[]) => void) {
  const [running, setRunning] = useState<Running | null>(null);
  const [failures, setFailures] = useState<Failures | null>(null);
  const stopping = useRef(new AbortController());
  const run = async <Result>(job: Job<Result>): Promise<void> => {
    stopping.current = new AbortController();
    const { title, patients } = job;
    const show = (finished: number) => setRunning({ title, finished, total: patients.length });
    show(0);
    const outcome = await runForEach(patients, job.work, {
      onProgress: show,
      signal: stopping.current.signal,
    });
    setRunning(null);
    select([...outcome.failed.map(({ patient }) => patient.id), ...outcome.left.map(({ id }) => id)]);
    if (outcome.failed.length + outcome.left.length > 0) setFailures(outcome);
    report(job, outcome);
    void invalidatePatients();
  };
  return {
    run,
    running,
    failures,
    stop: () => stopping.current.abort(),
    closeFailures: () => setFailures(null),
  };
}

function report<Result>({ done, unchanged, undo }: Job<Result>, outcome: Outcome<Result>): void {
  const count = outcome.unchanged.length;
  const rest = count > 0 && unchanged ? unchanged(count) : "";
  if (outcome.done.length === 0) {
    if (rest) notifyDone(rest);
    return;
  }
  const results = new Map(outcome.done.map(({ patient, result }) => [patient.id, result]));
  const text = done(outcome.done.length);
  notifyDone(rest ? patientBulkTexts.bulk.both(text, rest) : text, async () => {
    const undone = await runForEach(
      outcome.done.map(({ patient }) => patient),
      async ({ id }) => {
        const result = results.get(id);
        return result === undefined ? null : ((await undo(result)) ?? true);
      },
    );
    await invalidatePatients();
    const [first] = undone.failed;
    if (!first) return;
    const names = undone.failed.map(({ patient }) => patient.name).join(", ");
    notifyFailed(
      patientBulkTexts.bulk.areNotUndone(undone.failed.length),
      `${names}. ${messageOf(first.error)}`,
    );
  });
}
