import type { Database, DatabaseHandle } from "@caretype/db";
import { errorDefinitions, isErrorCode } from "../../error/definitions.ts";
import { DomainError } from "../../error/domain-error.ts";
import { toDomainError } from "../../error/map.ts";
import type { KeyedMutex } from "../keyed-mutex.ts";
import { type KeptAnswer, type KeyedCall, keepAnswer, lockAndFind } from "./queries.ts";

type Work = {
  /** What the call is for. */
  run(tx: Database): Promise<unknown>;
  /** The call's entry in the audit, also of a replay. */
  append(tx: Database, answer: unknown): Promise<void>;
  /** Hears that the call has been made before, and is not made again. */
  onReplay(): void;
};

type Places = {
  database: Pick<DatabaseHandle, "transaction">;
  mutex: KeyedMutex;
  /** Who takes turns with others for a connection. */
  caller: string;
};

/**
 * Makes a call with a key at most once in 24 hours: its answer is kept in its own transaction, and whoever calls again
 * gets it again. A refusal that shows no record is kept, too, after its transaction. Rejects with
 * `IDEMPOTENCY_KEY_REUSED` when the key was another call's.
 */
export function answerOnce(
  { database, mutex, caller }: Places,
  call: KeyedCall,
  work: Work,
): Promise<unknown> {
  const { accountId, key } = call;
  return mutex(`${accountId} ${key}`, async () => {
    let isFirst = false;
    try {
      return await database.transaction(
        async (tx) => {
          const kept = await lockAndFind(tx, call);
          if (isAnswer(kept)) return replay(tx, kept, work);
          isFirst = true;
          const answer = await work.run(tx);
          await Promise.all([work.append(tx, answer), keepAnswer(tx, call, { outcome: "ok", answer })]);
          return answer;
        },
        { accountId, caller },
      );
    } catch (error) {
      const failure = toDomainError(error);
      if (isFirst && isKept(failure))
        await keepRefusal({ database, caller }, call, failure).catch(() => undefined);
      throw error;
    }
  });
}

/** A code that this version does not know was a refusal, which did nothing: the call is made anew. */
const isAnswer = (kept: KeptAnswer | null): kept is KeptAnswer =>
  kept !== null && (kept.outcome === "ok" || isErrorCode(kept.outcome));

async function replay(tx: Database, kept: KeptAnswer, work: Work): Promise<unknown> {
  const { isSame, outcome, answer } = kept;
  if (!isSame) throw new DomainError("IDEMPOTENCY_KEY_REUSED");
  work.onReplay();
  const said: unknown = answer === null ? undefined : JSON.parse(answer);
  if (isErrorCode(outcome)) throw new DomainError(outcome, Object(said));
  await work.append(tx, said);
  return said;
}

/** Of a refusal's details, those that hold nothing of a record: codes, names of fields, counts and ids. */
const recordless = new Set([
  "errors",
  "blockedByTotal",
  "blockedElsewhere",
  "disclosed",
  "retryAfterSeconds",
]);

/**
 * What will not be otherwise for the same call a moment later, and shows no record: kept after its transaction, that
 * could come after the record's erasure. Nothing was done, so such a call is made anew.
 */
function isKept({ code, details }: DomainError): boolean {
  const { status } = errorDefinitions[code];
  const isLasting = status < 500 && ![401, 403, 429].includes(status);
  return isLasting && Object.keys(details).every((detail) => recordless.has(detail));
}

/** Under the key's lock, so that it never takes the place of a success, nor comes between another's look-up and it. */
async function keepRefusal(
  { database, caller }: Omit<Places, "mutex">,
  call: KeyedCall,
  { code, details }: DomainError,
): Promise<void> {
  const keep = async (tx: Database) => {
    if ((await lockAndFind(tx, call)) === null)
      await keepAnswer(tx, call, { outcome: code, answer: details });
  };
  await database.transaction(keep, { caller });
}
