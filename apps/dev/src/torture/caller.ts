import { setTimeout as pause } from "node:timers/promises";
import {
  type Client,
  createClient,
  errorCode,
  type Fetch,
  isErrorCode,
  isNetworkError,
  memoryStore,
  type Tokens,
} from "@caretype/client";
import { type AccountId, asId } from "@caretype/core/kernel/field/ids";
import type { Random } from "@caretype/testing/random";
import { type Action, chooseAction } from "./actions.ts";
import type { KnownRecord, KnownRecords } from "./known-records.ts";
import { type Call, type Ledger, requestIdOf, type Seen } from "./ledger.ts";

/** One account with its practice, shared by several callers. */
export type Member = { accountId: AccountId; tokens: Tokens; known: KnownRecords };

type CallerOptions = {
  name: string;
  member: Member;
  /** Whether its client retries unanswered calls. */
  retries: boolean;
  random: Random;
  ledger: Ledger;
  fetch: Fetch;
};

/** Errors that a correct call may get. */
const refusals = [
  "STALE_VERSION",
  "PATIENT_NOT_FOUND",
  "DOCTOR_NOT_FOUND",
  "ASSIGNMENT_NOT_FOUND",
  "PATIENT_OR_DOCTOR_NOT_FOUND",
  "PATIENT_HAS_ASSIGNMENTS",
  "DOCTOR_HAS_ASSIGNMENTS",
  "ALREADY_ASSIGNED",
  "RESTORE_BLOCKED",
  "APPOINTMENT_NOT_FOUND",
  "APPOINTMENT_STATE",
  "PATIENT_BOOKED",
  "PATIENT_HAS_APPOINTMENTS",
  "DOCTOR_HAS_APPOINTMENTS",
  "PATIENT_HAS_RECORDS",
  "SIGNED_CONTENT_CHANGED",
] as const;

/** Calls in a loop while `running`, and records the outcomes. */
export async function runCaller(options: CallerOptions, running: () => boolean): Promise<void> {
  const { name, member, retries, random, ledger } = options;
  const { client, attempt } = clientOf(options);
  while (running()) {
    const action = chooseAction(random, member.known);
    const call = ledger.open({ ...toCall(action), accountId: member.accountId, retries }, name);
    attempt(call);
    try {
      ledger.acknowledge(call, await action.send(client, call.id));
      learn(member.known, action, call);
    } catch (error) {
      note(error, call, options);
      if (call.outcome === "unknown") await pause(50);
      else learnFromRefusal(member.known, action, error);
    }
  }
}

const toCall = ({ name, expectedVersion }: Action) => ({
  action: name,
  expectedVersion: expectedVersion === "any" ? undefined : expectedVersion,
});

/** Returns a client whose requests have ids that identify their call. */
function clientOf({ member, retries, fetch }: CallerOptions) {
  let current: Call | undefined;
  const headers = () => {
    if (!current) throw new Error("nothing is called");
    current.attempts++;
    return { "x-request-id": requestIdOf(current) };
  };
  const client: Client = createClient({
    url: "http://server",
    store: memoryStore(member.tokens),
    fetch,
    headers,
    retry: retries && { attempts: 60, firstDelayMs: 20 },
    timeoutMs: retries ? 120_000 : 30_000,
  });
  return {
    client,
    attempt: (call: Call) => {
      current = call;
    },
  };
}

function note(error: unknown, call: Call, { ledger }: CallerOptions): void {
  if (isErrorCode(error, ...refusals)) call.outcome = error.data.code;
  else {
    call.outcome = "unknown";
    const isExplained = isNetworkError(error) || errorCode(error) === "SERVICE_UNAVAILABLE";
    if (!isExplained) ledger.unexpectedErrors.push({ call, error });
  }
}

/** Not a part of a note. */
const isRecord = (seen: Seen | undefined): seen is KnownRecord & Seen =>
  seen !== undefined && !["draft", "signature", "addendum"].includes(seen.type);

function learn(known: KnownRecords, { name, target, signs }: Action, { seen }: Call): void {
  const [record] = seen;
  if (signs) known.addNote(signs);
  else if (record?.type === "draft") known.addDraft(asId(record.id));
  else if (/\.(create|restore|book)$/.test(name) && isRecord(record)) known.add(record);
  else if (name === "appointment.cancel" && target) known.forget(target.id);
  else if (name.endsWith(".remove") && target) known.markRemoved(target);
  else for (const { id, version } of seen) known.setVersion(id, version);
}

function learnFromRefusal(known: KnownRecords, { name, target }: Action, error: unknown): void {
  if (!target) return;
  if (name.endsWith(".restore")) known.markRemoved(target);
  else if (isErrorCode(error, "STALE_VERSION")) {
    const version: unknown = Reflect.get(Object(error.data.current), "version");
    if (typeof version === "number") known.setVersion(target.id, version);
  } else if (/_NOT_FOUND$|^APPOINTMENT_STATE$/.test(errorCode(error) ?? "")) known.forget(target.id);
}
