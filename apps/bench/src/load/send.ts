import type { Dispatcher } from "undici";
import type { Call } from "./messages.ts";
import type { Recorder } from "./recorder.ts";

/** Sends one call through undici's lowest-level interface. Calls `done` with the outcome in any case. */
export function send(
  client: Dispatcher,
  call: Call,
  { recorder, done }: { recorder: Recorder; done: () => void },
) {
  const sentAt = performance.now();
  let status = 0;
  client.dispatch(
    { method: call.method, path: call.path, headers: call.headers, body: call.body ?? null },
    {
      onRequestStart: () => undefined,
      onResponseStart: (_controller, statusCode) => {
        status = statusCode;
      },
      onResponseData: () => undefined,
      onResponseEnd: () => {
        recorder.answered(status, performance.now() - sentAt);
        done();
      },
      onResponseError: () => {
        recorder.failed();
        done();
      },
    },
  );
}

/** Returns the calls of a load in sequence, repeatedly. */
export function roundRobin(calls: readonly Call[], first = 0): () => Call {
  let number = first;
  return () => {
    const call = calls[number % calls.length];
    if (!call) throw new RangeError("A load needs a call.");
    number += 1;
    return call;
  };
}
