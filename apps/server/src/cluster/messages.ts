import type { Settings } from "../settings/settings.ts";
import type { SharedResources } from "../start/shared-resources.ts";

// Messages between the primary process and its workers. Secrets reach a worker only this way: its arguments,
// environment and files never hold the key or the database's password.

export type Assignment = { settings: Settings; shared: SharedResources };

export type ToWorker<Work = Assignment> =
  | { kind: "start"; work: Work }
  | { kind: "stop" }
  /** Requests the worker's metrics. */
  | { kind: "measure"; question: number };

export type FromWorker =
  /** The worker now receives messages. */
  | { kind: "hello" }
  | { kind: "ready"; url: string }
  | { kind: "measured"; question: number; numbers: string }
  /** The worker failed to start. The message is for people. */
  | { kind: "failed"; message: string };

const isKind = (message: unknown, kinds: readonly string[]): boolean =>
  typeof message === "object" &&
  message !== null &&
  "kind" in message &&
  typeof message.kind === "string" &&
  kinds.includes(message.kind);

/** Both ends are our code, so the kind determines the other fields. */
export const isToWorker = (message: unknown): message is ToWorker =>
  isKind(message, ["start", "stop", "measure"]);

export const isFromWorker = (message: unknown): message is FromWorker =>
  isKind(message, ["hello", "ready", "measured", "failed"]);
