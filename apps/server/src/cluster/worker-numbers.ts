import type { Worker } from "node:cluster";
import { on } from "node:events";
import { isFromWorker, type ToWorker } from "./messages.ts";

/** Shorter than Prometheus waits by default, and longer than a worker waits for a frozen database. */
const answerMilliseconds = 4_000;

let questions = 0;

/** Resolves to what a worker has measured. Resolves to nothing if it ends or takes too long, so that the rest is told. */
export async function askNumbers(worker: Worker): Promise<string | undefined> {
  questions += 1;
  const message: ToWorker = { kind: "measure", question: questions };
  const answers = on(worker, "message", {
    signal: AbortSignal.timeout(answerMilliseconds),
    close: ["disconnect", "exit"],
  });
  if (!worker.isConnected()) return undefined;
  worker.send(message, () => undefined);
  try {
    for await (const [answer] of answers)
      if (isFromWorker(answer) && answer.kind === "measured" && answer.question === message.question)
        return answer.numbers;
  } catch {
    // It took too long.
  }
  return undefined;
}
