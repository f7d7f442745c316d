import { createHmac, hkdfSync } from "node:crypto";
import { type Database, type DatabaseHandle, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { DomainError } from "../error/domain-error.ts";
import { type AccountId, asId } from "../field/ids.ts";
import { limiterOver } from "../procedure/rate-limit/in-database.ts";
import { networkOf } from "../procedure/rate-limit/in-memory.ts";
import { FailureCounter } from "./failure-counter.ts";

/** Somebody claims to be an account, and gives something that is to prove it. */
type Guess = {
  /** The name that was typed where nobody has it: counted like an account, so that nothing tells the two apart. */
  whose: { accountId: AccountId } | { name: string };
  address: string;
  of: "password" | "code";
  /**
   * `right`: and more is to come, such as a second factor after the password; `complete`: nothing more is. Only that
   * clears the account's failures.
   */
  found: "wrong" | "right" | "complete";
  /** It came with a second factor that was right: no delay of the account's holds it up. */
  secondFactor?: boolean;
};

/**
 * Failures of log-ins, and of everything else that proves who somebody is. They are counted once it is known what a
 * guess is worth and before anybody is told, under the account's lock: of twenty at once, those are told that come
 * before the delay, and no others. Points taken before the check would do as well, and refuse the eleventh of eleven
 * that are right.
 */
/** Why somebody is not to be kept from trying, though others have failed from the same address. */
type Passing = { whose: Guess["whose"]; bringsFactor: boolean };

export type LoginLimits = {
  /**
   * Before anything costly is done for an address. Rejects with `RATE_LIMITED` while a delay of its own runs, but for who
   * may be one of its owners: whoever brings a second factor along, or was let in by a mail. `judge` decides on them.
   */
  admit(address: string, passing?: Passing): Promise<void>;
  /**
   * Resolves to whether the guess counts as right: while the account's delay runs, none does. Part of the transaction
   * that the log-in goes on with, which has to be committed for what is wrong as well, or nothing is counted. Whoever
   * judges one of the same account or address waits until it ends. Rejects with `RATE_LIMITED` like `admit`.
   */
  judge(tx: Database, guess: Guess): Promise<boolean>;
  /** All of it, in a transaction of its own, which what happens to the caller's does not touch. */
  attempt(guess: Omit<Guess, "found">, check: () => Promise<boolean>): Promise<boolean>;
  /**
   * Its owner has been heard from by mail: the account's failures are forgotten, and for an hour ten tries from the
   * owner's address are held up by none. So nobody can shut the owner out for good.
   */
  letIn(tx: Database, owner: { accountId: AccountId; address: string }): Promise<void>;
};

type Settings = {
  database: DatabaseHandle;
  secretKey: string;
  /** How many failures bring the first delay; 0: none ever comes. */
  most?: { account: number; address: number } | undefined;
  /** Part of the transaction in which a delay of an account begins. Should it fail, that is as if it had not been. */
  onDelay(tx: Database, accountId: AccountId): Promise<void>;
  onFailure(error: unknown): void;
};

const defaultMost = { account: 10, address: 30 };

export function createLoginLimits(settings: Settings): LoginLimits {
  const { database, secretKey, most = defaultMost } = settings;
  const { accountKey, addressKey, passKey } = createKeys(secretKey);
  const addresses = (db: Database) => new FailureCounter(db, { kind: "address", most: most.address });
  const accounts = (db: Database, of: Guess["of"]) =>
    new FailureCounter(db, { kind: of, most: most.account });

  async function refuseDelayed(db: Database, address: string): Promise<void> {
    const retryAfterSeconds = await addresses(db).delayOf(addressKey(address));
    if (retryAfterSeconds > 0) throw new DomainError("RATE_LIMITED", { retryAfterSeconds });
  }

  async function forget(tx: Database, account: string): Promise<void> {
    await Promise.all([accounts(tx, "password").clear(account), accounts(tx, "code").clear(account)]);
  }

  async function judge(tx: Database, guess: Guess): Promise<boolean> {
    const { whose, address, found } = guess;
    const [account, network] = [accountKey(whose), addressKey(address)];
    // Whatever is guessed at, this is the account's lock; and always before the address's, so that no two wait for
    // each other.
    await accounts(tx, "password").hold(account);
    await addresses(tx).hold(network);
    const failures = accounts(tx, guess.of);
    const isHeldUp = (await failures.delayOf(account)) > 0;
    const networkDelay = await addresses(tx).delayOf(network);
    // What others have failed with from the same address is no matter to who has a second factor that is right.
    const provesMore = found !== "wrong" && (guess.secondFactor === true || guess.of === "code");
    const passes = (isHeldUp || networkDelay > 0) && (await usePass(tx, passKey(whose, address)));
    if (networkDelay > 0 && !provesMore && !passes)
      throw new DomainError("RATE_LIMITED", { retryAfterSeconds: networkDelay });
    const isDelayed = isHeldUp && !passes;
    if (found !== "wrong" && (!isDelayed || guess.secondFactor === true)) {
      if (found === "complete") await forget(tx, account);
      return true;
    }
    await addresses(tx).add(network);
    const beginsDelay = !isDelayed && (await failures.add(account));
    if (beginsDelay) await tellOwner(tx, settings, "accountId" in whose ? whose.accountId : nobody);
    await sweep(tx);
    return false;
  }

  return {
    async admit(address, passing) {
      if (passing?.bringsFactor === true) return;
      const pass = passing && passKey(passing.whose, address);
      if (pass !== undefined && (await hasPass(database.reader, pass))) return;
      await refuseDelayed(database.reader, address);
    },
    judge,
    async attempt(guess, check) {
      await refuseDelayed(database.reader, guess.address);
      // A password alone need not be all that guards the account: it makes nothing forgotten.
      const found = (await check()) ? "right" : "wrong";
      return database.transaction((tx) => judge(tx, { ...guess, found }));
    },
    async letIn(tx, { accountId, address }) {
      const whose = { accountId };
      await accounts(tx, "password").hold(accountKey(whose));
      await forget(tx, accountKey(whose));
      await passesOver(tx).set(passKey(whose, address), 0, passSeconds);
    },
  };
}

/** The failure is counted whatever becomes of the mail: without that, whoever broke the mail could guess for ever. */
async function tellOwner(
  tx: Database,
  { onDelay, onFailure }: Pick<Settings, "onDelay" | "onFailure">,
  accountId: AccountId,
): Promise<void> {
  await tx.execute(sql`savepoint telling`);
  try {
    await onDelay(tx, accountId);
  } catch (error) {
    await tx.execute(sql`rollback to savepoint telling`);
    onFailure(error);
  }
}

/** Keys say nothing of whose they are: people type their passwords into the field for the name. */
function createKeys(secretKey: string) {
  const key = Buffer.from(hkdfSync("sha256", secretKey, "caretype", "login failure v1", 32));
  const keyOf = (...parts: string[]) =>
    createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url");
  const accountKey = (whose: Guess["whose"]) =>
    "accountId" in whose ? keyOf("account", whose.accountId) : keyOf("name", normalised(whose.name));
  const addressKey = (address: string) => keyOf("address", networkOf(address));
  const passKey = (whose: Guess["whose"], address: string) =>
    keyOf("pass", accountKey(whose), addressKey(address));
  return { accountKey, addressKey, passKey };
}

const longestName = 254;

/** A longer one is nobody's, however it is written, and takes seconds to normalise. */
const normalised = (name: string) =>
  name.length > longestName ? name : name.normalize("NFKC").toLowerCase();

/** An id that no account has. */
export const nobody = asId<AccountId>("00000000-0000-0000-0000-000000000000");

const passSeconds = 3_600;
const triesOfPass = 10;

const passesOver = (tx: Database) =>
  limiterOver(tx, { kind: "pass", points: triesOfPass, seconds: passSeconds });

async function hasPass(db: Database, key: string): Promise<boolean> {
  const pass = await passesOver(db).get(key);
  return pass !== null && pass.consumedPoints < triesOfPass;
}

async function usePass(tx: Database, key: string): Promise<boolean> {
  if (!(await hasPass(tx, key))) return false;
  await passesOver(tx).penalty(key);
  return true;
}

/** So many go with each failure, when they have been of no use for an hour. */
const sweptAtOnce = 100;

/** The last statement of its transaction, and it waits for nobody: others may wait for what it holds. */
async function sweep(tx: Database): Promise<void> {
  const { loginFailure } = schema;
  await tx.execute(sql`
    delete from ${loginFailure} where key in (
      select key from ${loginFailure} where expire < ${Date.now() - 3_600_000}::bigint
      limit ${sweptAtOnce} for update skip locked
    )`);
}
