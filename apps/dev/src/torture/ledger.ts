import type { ErrorCode } from "@caretype/client";
import type { AccountId } from "@caretype/core/kernel/field/ids";

export type RecordType = "patient" | "doctor" | "assignment" | "appointment";
/** A draft of a note, its first signature, and an addendum with its own signature. */
export type NotePart = "draft" | "signature" | "addendum";

/**
 * A record in an answer. `mark` is the text of its last change or its signature. `within` is a signature's note,
 * which all entries name. Only the signature's own entry also names the signature.
 */
export type Seen = {
  type: RecordType | NotePart;
  id: string;
  version: number;
  mark: string | null;
  within?: string;
};

export type Call = {
  /** Also the mark in the record that it creates or changes. */
  id: string;
  /** The action's name in the audit. */
  action: string;
  accountId: AccountId;
  retries: boolean;
  expectedVersion: number | undefined;
  /** `unknown`: no answer arrived, or the server was unavailable. The call may have taken effect. */
  outcome: "open" | "ok" | "unknown" | ErrorCode;
  /** The number of requests. Each has its own id. */
  attempts: number;
  seen: readonly Seen[];
};

export const requestIdOf = ({ id, attempts }: Call): string => `${id}.${attempts}`;
export const callIdOf = (requestId: string): string => requestId.split(".")[0] ?? "";

export const isMutation = (action: string): boolean =>
  /\.(create|update|remove|restore|book|cancel|sign|amend)$/.test(action);
const isAnswered = ({ outcome }: Call): boolean => outcome !== "open" && outcome !== "unknown";

export class Ledger {
  readonly calls = new Map<string, Call>();
  /** Errors that no fault explains. */
  readonly unexpectedErrors: { call: Call; error: unknown }[] = [];
  readonly acknowledgedWrites = { total: 0, retrying: 0 };

  open(call: Pick<Call, "action" | "accountId" | "retries" | "expectedVersion">, worker: string): Call {
    const opened: Call = {
      ...call,
      id: `${worker}-${this.calls.size}`,
      outcome: "open",
      attempts: 0,
      seen: [],
    };
    this.calls.set(opened.id, opened);
    return opened;
  }

  acknowledge(call: Call, seen: readonly Seen[]): void {
    call.seen = seen;
    call.outcome = "ok";
    if (!isMutation(call.action)) return;
    this.acknowledgedWrites.total++;
    if (call.retries) this.acknowledgedWrites.retrying++;
  }

  /** A snapshot: later answers are not included. */
  answered(): Call[] {
    return this.where(isAnswered);
  }

  where(condition: (call: Call) => boolean): Call[] {
    return [...this.calls.values()].filter(condition);
  }
}
