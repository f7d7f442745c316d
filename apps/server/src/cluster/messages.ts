import type { Settings } from "../settings/settings.ts";
import type { SharedResources } from "../start/shared-resources.ts";

// Between the primary process and its workers. What a worker needs to know goes this way and by no other: neither
// its arguments nor its environment nor a file holds the key or the database's password.

/** What a worker serves. */
export type Assignment = { settings: Settings; shared: SharedResources };

export type ToWorker<Work = Assignment> = { kind: "start"; work: Work } | { kind: "stop" };

export type FromWorker =
  /** It hears messages from here on. */
  | { kind: "hello" }
  | { kind: "ready"; url: string }
  /** Its start failed; the message is for people. */
  | { kind: "failed"; message: string };

const isKind = (message: unknown, kinds: readonly string[]): boolean =>
  typeof message === "object" &&
  message !== null &&
  "kind" in message &&
  typeof message.kind === "string" &&
  kinds.includes(message.kind);

/** Each end is ours, so the kind says the rest. */
export const isToWorker = (message: unknown): message is ToWorker => isKind(message, ["start", "stop"]);

export const isFromWorker = (message: unknown): message is FromWorker =>
  isKind(message, ["hello", "ready", "failed"]);
