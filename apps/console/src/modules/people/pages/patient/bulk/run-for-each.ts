import type { Patient } from "@caretype/client";

/** The outcome of calls for several patients. A null result means no change. */
export type Outcome<Result> = {
  done: { patient: Patient; result: Result }[];
  unchanged: Patient[];
  failed: { patient: Patient; error: unknown }[];
  /** Not started, as it was stopped. */
  left: Patient[];
};

type Options = {
  /** Called after each patient with the number of finished ones. */
  onProgress?: (finished: number) => void;
  signal?: AbortSignal;
};

const atOnce = 4;

/** Calls `work` for each patient, a few at a time. A failure does not stop the others. */
export async function runForEach<Result>(
  patients: readonly Patient[],
  work: (patient: Patient) => Promise<Result | null>,
  { onProgress, signal }: Options = {},
): Promise<Outcome<Result>> {
  const outcome: Outcome<Result> = { done: [], unchanged: [], failed: [], left: [] };
  const waiting = [...patients];
  let finished = 0;
  const runNext = async (): Promise<void> => {
    const patient = signal?.aborted ? undefined : waiting.shift();
    if (!patient) return;
    try {
      const result = await work(patient);
      if (result === null) outcome.unchanged.push(patient);
      else outcome.done.push({ patient, result });
    } catch (error) {
      outcome.failed.push({ patient, error });
    }
    finished += 1;
    onProgress?.(finished);
    return runNext();
  };
  await Promise.all(Array.from({ length: atOnce }, runNext));
  outcome.left = waiting;
  return outcome;
}
