import { createHmac, hkdfSync } from "node:crypto";
import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { type AccountId, asId } from "@caretype/core/kernel/field/ids";
import { limiterOver } from "@caretype/core/kernel/procedure/rate-limit/in-database";
import { networkOf } from "@caretype/core/kernel/procedure/rate-limit/in-memory";
import type { Database, DatabaseHandle } from "@caretype/db";
import { loginFailure } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import type { RateLimiterPostgres } from "rate-limiter-flexible";

/** An attempt to prove the identity of an account. */
type Guess = {
  /** The typed name if it is unknown. It is counted like an account, so that the two cannot be distinguished. */
  whose: { accountId: AccountId } | { name: string };
  address: string;
  of: "password" | "code";
  /**
   * `right`: correct, but another proof is required, such as a second factor. `complete`: fully proved, which alone
   * clears the account's failures.
   */
  found: "wrong" | "right" | "complete";
  /** A correct second factor was sent along, so the account's delay does not apply. */
  secondFactor?: boolean;
};

/**
 * Failures are counted after the check and before the answer, under the account's lock. With twenty concurrent
 * guesses, only those before the delay get an answer. Charging points before the check would refuse the eleventh of
 * eleven correct ones.
 */
/** Exempts a caller from the delay of their address. */
type Exemption = { whose: Guess["whose"]; bringsFactor: boolean };

export type LoginLimits = {
  /**
   * Call before costly work for an address. Rejects with `RATE_LIMITED` while the address is delayed, except for
   * possible owners: callers with a second factor or an unlock email. `judge` decides about these.
   */
  admit(address: string, passing?: Exemption): Promise<void>;
  /**
   * Counts a guess, and resolves to whether it is accepted: during the account's delay, none is. Runs in the sign-in's
   * transaction, which must be committed even for a wrong guess. Locks the account and address until its end. Rejects
   * with `RATE_LIMITED` like `admit`.
   */
  judge(tx: Database, guess: Guess): Promise<boolean>;
  /** Takes the locks of `judge`. Call it before anything else is locked. */
  hold(tx: Database, guess: Pick<Guess, "whose" | "address">): Promise<void>;
  /** Does all of this in a separate transaction, which a rollback of the caller's does not affect. */
  attempt(guess: Omit<Guess, "found">, check: () => Promise<boolean>): Promise<boolean>;
  /**
   * After an unlock email: clears the account's failures, and exempts ten attempts from the owner's address from
   * delays for an hour. An attacker therefore cannot lock the owner out permanently.
   */
  exemptOwner(tx: Database, owner: { accountId: AccountId; address: string }): Promise<void>;
};

type Settings = {
  database: DatabaseHandle;
  secretKey: string;
  /** Failures before the first delay. 0: no delays. */
  most?: { account: number; address: number } | undefined;
  /** Runs in the transaction in which an account's delay starts. Its failure is ignored. */
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

  async function hold(tx: Database, { whose, address }: Pick<Guess, "whose" | "address">): Promise<void> {
    // Locks the account, whatever is guessed, and always before the address, to avoid deadlocks.
    await accounts(tx, "password").hold(accountKey(whose));
    await addresses(tx).hold(addressKey(address));
  }

  async function judge(tx: Database, guess: Guess): Promise<boolean> {
    const { whose, address, found } = guess;
    const [account, network] = [accountKey(whose), addressKey(address)];
    await hold(tx, guess);
    const failures = accounts(tx, guess.of);
    const isAccountDelayed = (await failures.delayOf(account)) > 0;
    const networkDelay = await addresses(tx).delayOf(network);
    // A correct second factor exempts from delays caused by others at the same address.
    const provesMore = found !== "wrong" && (guess.secondFactor === true || guess.of === "code");
    const passes = (isAccountDelayed || networkDelay > 0) && (await usePass(tx, passKey(whose, address)));
    if (networkDelay > 0 && !provesMore && !passes)
      throw new DomainError("RATE_LIMITED", { retryAfterSeconds: networkDelay });
    const isDelayed = isAccountDelayed && !passes;
    if (found !== "wrong" && (!isDelayed || guess.secondFactor === true)) {
      if (found === "complete") await forget(tx, account);
      return true;
    }
    await addresses(tx).add(network);
    const beginsDelay = !isDelayed && (await failures.add(account));
    if (beginsDelay) await notifyOwner(tx, settings, "accountId" in whose ? whose.accountId : nobody);
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
    hold,
    judge,
    async attempt(guess, check) {
      await refuseDelayed(database.reader, guess.address);
      // The password may not be the account's only protection, so it clears no failures.
      const found = (await check()) ? "right" : "wrong";
      return database.transaction((tx) => judge(tx, { ...guess, found }));
    },
    async exemptOwner(tx, { accountId, address }) {
      const whose = { accountId };
      await accounts(tx, "password").hold(accountKey(whose));
      await forget(tx, accountKey(whose));
      await passesOver(tx).set(passKey(whose, address), 0, passSeconds);
    },
  };
}

/** Counts the failure even if the email fails. Otherwise breaking the email would allow unlimited guesses. */
async function notifyOwner(
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

/** Hashes the keys, because people type passwords into the name field. */
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

const maxNameLength = 254;

/** A longer name cannot exist, and would take seconds to normalize. */
const normalised = (name: string) =>
  name.length > maxNameLength ? name : name.normalize("NFKC").toLowerCase();

/** An id that belongs to no account. */
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

/** Expired rows deleted per failure, an hour after expiry. */
const sweptAtOnce = 100;

/** Must be the transaction's last statement. Skips locked rows, as others may wait for this transaction's locks. */
async function sweep(tx: Database): Promise<void> {
  await tx.execute(sql`
    delete from ${loginFailure} where key in (
      select key from ${loginFailure} where expire < ${Date.now() - 3_600_000}::bigint
      limit ${sweptAtOnce} for update skip locked
    )`);
}

const forgottenAfterSeconds = 86_400;
const maxDelaySeconds = 900;

type Counted = {
  kind: string;
  /** Failures before the first delay of a second. Each further failure doubles it. 0: no delays. */
  most: number;
};

/** Counts failures by key, and the delays that result. */
class FailureCounter {
  readonly #failures: RateLimiterPostgres;
  readonly #delays: RateLimiterPostgres;
  readonly #most: number;

  constructor(db: Database, { kind, most }: Counted) {
    this.#failures = limiterOver(db, { kind, points: most, seconds: forgottenAfterSeconds });
    this.#delays = limiterOver(db, { kind: `${kind} delay`, points: 1, seconds: maxDelaySeconds });
    this.#most = most;
  }

  /** Locks the key until the transaction ends. */
  async hold(key: string): Promise<void> {
    await this.#failures.penalty(key, 0);
  }

  /** Remaining seconds of the current delay, or 0. */
  async delayOf(key: string): Promise<number> {
    const delay = await this.#delays.get(key);
    return delay === null ? 0 : Math.ceil(delay.msBeforeNext / 1000);
  }

  /** Resolves to whether this failure starts a delay. */
  async add(key: string): Promise<boolean> {
    const { consumedPoints } = await this.#failures.penalty(key);
    if (this.#most === 0 || consumedPoints < this.#most) return false;
    const seconds = Math.min(2 ** (consumedPoints - this.#most), maxDelaySeconds);
    await this.#delays.set(key, 1, seconds);
    return true;
  }

  async clear(key: string): Promise<void> {
    await Promise.all([this.#failures.delete(key), this.#delays.delete(key)]);
  }
}
