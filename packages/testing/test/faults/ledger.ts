import type { AccountId } from "@caretype/api/field/ids";
import type { ErrorCode } from "@caretype/client";

export type RecordType = "patient" | "doctor" | "assignment";

/** What an answer showed of a record. `mark`: the text that the change before it left there. */
export type Seen = { type: RecordType; id: string; version: number; mark: string | null };

export type Call = {
  /** Also the text that it leaves in a record that it makes or changes. */
  id: string;
  /** As the audit names it. */
  action: string;
  accountId: AccountId;
  retries: boolean;
  /** The version that the caller had seen, where it said so. */
  expectedVersion: number | undefined;
  /** `unknown`: no answer came, or that the server was not available, and whether it was done nobody has said. */
  outcome: "open" | "ok" | "unknown" | ErrorCode;
  /** Each is a request with an id of its own. */
  attempts: number;
  seen: readonly Seen[];
};

export const requestIdOf = ({ id, attempts }: Call): string => `${id}.${attempts}`;
export const callIdOf = (requestId: string): string => requestId.split(".")[0] ?? "";

export const isMutation = (action: string): boolean => /\.(create|update|remove|restore)$/.test(action);
const isAnswered = ({ outcome }: Call): boolean => outcome !== "open" && outcome !== "unknown";

/** All that was asked of the server, and what was heard of it. */
export class Ledger {
  readonly calls = new Map<string, Call>();
  /** Errors that no fault explains. */
  readonly surprises: unknown[] = [];
  readonly acknowledgedWrites = { ofAll: 0, ofThoseWhoRetry: 0 };

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
    this.acknowledgedWrites.ofAll++;
    if (call.retries) this.acknowledgedWrites.ofThoseWhoRetry++;
  }

  /** As of now: what is answered later is not in it. */
  answered(): Call[] {
    return this.where(isAnswered);
  }

  where(condition: (call: Call) => boolean): Call[] {
    return [...this.calls.values()].filter(condition);
  }
}
