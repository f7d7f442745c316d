import type { Database, DatabaseHandle, TransactionOptions } from "@caretype/db";
import { errorDefinitions, isErrorCode } from "../../error/definitions.ts";
import { DomainError } from "../../error/domain-error.ts";
import { toDomainError } from "../../error/map.ts";
import type { KeyedMutex } from "../keyed-mutex.ts";
import { type KeptAnswer, type KeyedCall, keepAnswer, lockAndFind } from "./queries.ts";

type Work = {
  run(tx: Database): Promise<unknown>;
  /** Appends the call's audit entry, also for a replay. */
  append(tx: Database, answer: unknown): Promise<void>;
  /** Called when the answer is replayed. */
  onReplay(): void;
};

type Places = {
  database: Pick<DatabaseHandle, "transaction">;
  mutex: KeyedMutex;
  /** Of the transaction. Its account is the call's. */
  options: TransactionOptions;
};

/**
 * Runs a call with an idempotency key at most once in 24 hours. The answer is stored in its transaction and replayed
 * to later calls. A refusal that shows no record is stored after its transaction. Rejects with
 * `IDEMPOTENCY_KEY_REUSED` if the key was used for another call.
 */
export function answerOnce(
  { database, mutex, options }: Places,
  call: KeyedCall,
  work: Work,
): Promise<unknown> {
  const { accountId, key } = call;
  const run = async () => {
    let isFirst = false;
    try {
      return await database.transaction(async (tx) => {
        const kept = await lockAndFind(tx, call);
        if (isAnswer(kept)) return replay(tx, kept, work);
        isFirst = true;
        const answer = await work.run(tx);
        await Promise.all([work.append(tx, answer), keepAnswer(tx, call, { outcome: "ok", answer })]);
        return answer;
      }, options);
    } catch (error) {
      const failure = toDomainError(error);
      if (isFirst && isKept(failure))
        await keepRefusal({ database, options }, call, failure).catch(() => undefined);
      throw error;
    }
  };
  return mutex(`${accountId} ${key}`, run, options.client);
}

/** An outcome unknown to this version was a refusal, which changed nothing. The call runs again. */
const isAnswer = (kept: KeptAnswer | null): kept is KeptAnswer =>
  kept !== null && (kept.outcome === "ok" || isErrorCode(kept.outcome));

async function replay(tx: Database, kept: KeptAnswer, work: Work): Promise<unknown> {
  const { isSame, outcome, answer } = kept;
  if (!isSame) throw new DomainError("IDEMPOTENCY_KEY_REUSED");
  work.onReplay();
  const result: unknown = answer === null ? undefined : JSON.parse(answer);
  if (isErrorCode(outcome)) throw new DomainError(outcome, Object(result));
  await work.append(tx, result);
  return result;
}

/** Details of a refusal that contain no record: codes, field names, counts and ids. */
const safeDetails = new Set([
  "errors",
  "blockedByTotal",
  "blockedElsewhere",
  "disclosed",
  "retryAfterSeconds",
]);

/**
 * True for lasting refusals that show no record. Records must not be stored here: this runs after the transaction,
 * possibly after the record's erasure. Running a refused call again is safe.
 */
function isKept({ code, details }: DomainError): boolean {
  const { status } = errorDefinitions[code];
  const isLasting = status < 500 && ![401, 403, 429].includes(status);
  return isLasting && Object.keys(details).every((detail) => safeDetails.has(detail));
}

/** Takes the key's lock, so that a refusal never replaces a success. */
async function keepRefusal(
  { database, options: { caller } }: Pick<Places, "database" | "options">,
  call: KeyedCall,
  { code, details }: DomainError,
): Promise<void> {
  const keep = async (tx: Database) => {
    if ((await lockAndFind(tx, call)) === null)
      await keepAnswer(tx, call, { outcome: code, answer: details });
  };
  await database.transaction(keep, { caller });
}
