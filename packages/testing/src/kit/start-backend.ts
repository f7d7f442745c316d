import { type Account, type Client, createClient, type ErrorCode } from "@caretype/client";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import type { DatabaseHandle } from "@caretype/db";
import { loginFailure, refreshToken, session } from "@caretype/db/schema";
import { moveClockStatement, prepareDatabase } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { requireOptions } from "../require-known.ts";
import { warmUpPasswords } from "../service-settings.ts";
import { startCaretype } from "../start-caretype.ts";
import type { BackendClock } from "./clock.ts";
import { ensureCluster } from "./cluster.ts";
import type { FailureOptions } from "./failure-options.ts";
import { Faults } from "./faults.ts";
import { createMailbox, type Mailbox } from "./mailbox.ts";
import type { ClockMove } from "./movable-clock.ts";
import { MovableClock } from "./movable-clock.ts";
import { createPractice, type PracticeHost, type TestPractice } from "./practice.ts";

export type { ClinicalFactories } from "./clinical-factories.ts";
export type { BackendClock, Duration } from "./clock.ts";
export type { Factories } from "./factories.ts";
export type { FailureOptions, ProcedureName } from "./failure-options.ts";
export type { Mail, Mailbox, MailQuery } from "./mailbox.ts";
export type { Role, TestPractice } from "./practice.ts";

/** The settings of a backend. All have defaults. */
export type BackendOptions = {
  /** The seed of the factories. The same seed gives the same values in each run. Default: 1. */
  seed?: number;
  /** The port on 127.0.0.1. Default: a free one. */
  port?: number;
  /** Origins whose pages may call the backend, such as that of your development server. Default: none. */
  corsOrigins?: readonly string[];
  /** Whether every account needs a second factor. Default: `optional`. */
  secondFactor?: "optional" | "required";
};

/** A running backend: the real server with its own PostgreSQL database. */
export type Backend = TestPractice & {
  /** Its address, such as `http://127.0.0.1:40123`. REST is at `/api`. */
  readonly url: string;
  /** The database, for direct access with all privileges. Changes with `reset`. */
  readonly databaseUrl: string;
  /** A new client, not signed in. */
  anonymous(): Client;
  /** Creates another practice with its own owner. */
  practice(): Promise<TestPractice>;
  readonly mails: Mailbox;
  readonly clock: BackendClock;
  /**
   * Fails the next call with this code, over the typed client or REST. The call changes nothing, and is not in the
   * audit. The client retries `SERVICE_UNAVAILABLE`: raise `times`, or create the client with `retry: false`.
   *
   * @example
   * backend.failNext("RATE_LIMITED", { procedure: "patient.create" });
   */
  failNext(code: ErrorCode, options?: FailureOptions): void;
  /** Delays every call by this many milliseconds, until it is set to 0. */
  latency(milliseconds: number): void;
  /**
   * Starts over with an empty database at the same address, for tests that cannot change the address. Signs out
   * existing clients.
   */
  reset(): Promise<void>;
  /** Stops the server and removes its database. `await using` calls it. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** No email leaves the machine. */
const mail = { smtpUrl: null, from: "Caretype <no-reply@example.org>" };

/**
 * Starts the real server on a temporary PostgreSQL database. The first call of a process starts PostgreSQL, too.
 * Everything is removed when the process ends, even after a crash.
 *
 * @example
 * await using backend = await startBackend();
 * const patient = await backend.create.patient({ name: "Jane Roe" });
 * const reception = await backend.as("reception");
 * await reception.patient.byId.query({ id: patient.id });
 */
export async function startBackend(options: BackendOptions = {}): Promise<Backend> {
  requireOptions(options, { seed: 1, port: 1, corsOrigins: 1, secondFactor: 1 });
  warmUpPasswords();
  await ensureCluster();
  const faults = new Faults();
  const clock = new MovableClock();
  const { port = 0, ...others } = options;
  const start = (at: number) => startServer(others, { faults, clock, port: at });
  let current = await start(port);
  const stop = () => current.server.stop();
  return {
    url: current.server.url,
    get databaseUrl() {
      return current.server.databaseUrl;
    },
    get client() {
      return current.practice.client;
    },
    as: (role) => current.practice.as(role),
    get create() {
      return current.practice.create;
    },
    anonymous: () => createClient({ url: current.server.url }),
    practice: () => current.anotherPractice(),
    get mails() {
      return current.mails;
    },
    clock,
    failNext: (code, failure = {}) => faults.fail(code, failure),
    latency: (milliseconds) => faults.delay(milliseconds),
    async reset() {
      faults.clear();
      await stop();
      current = await start(Number(new URL(current.server.url).port));
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

type Parts = { faults: Faults; clock: MovableClock; port: number };

async function startServer(options: Omit<BackendOptions, "port">, { faults, clock, port }: Parts) {
  const { seed = 1, corsOrigins = [], secondFactor = "optional" } = options;
  clock.restart();
  const router = faults.router();
  const settings = { corsOrigins, secondFactor, router, port, mail, clock };
  // The first practice must not wait for connections busy with background work.
  const server = await startCaretype({ ...settings, startsWork: false });
  const accounts = new Set<Account["id"]>();
  clock.attach(async (move) => {
    await moveDatabase(server.database, move, accounts);
    await server.runPeriodicTasks();
  });
  const host: PracticeHost = {
    now: () => clock.now().getTime(),
    onAccount: (id) => void accounts.add(id),
  };
  let practices = 0;
  const nextPractice = () => {
    practices += 1;
    return createPractice(server.url, seed + practices - 1, host);
  };
  const practice = await nextPractice();
  server.startWork();
  prepareDatabase();
  return { server, practice, anotherPractice: nextPractice, mails: createMailbox(server.mails) };
}

/**
 * Moves a database's clock.
 * @param accounts Accounts whose sessions move with it, so that they keep their age.
 */
async function moveDatabase(
  database: DatabaseHandle,
  { ahead, change }: ClockMove,
  accounts: ReadonlySet<AccountId>,
): Promise<void> {
  const moved = (...columns: string[]) =>
    sql.raw(columns.map((name) => `${name} = ${name} + make_interval(secs => ${change / 1000})`).join(", "));
  const ids = `{${[...accounts].join(",")}}`;
  const ours = sql`account_id = any (${ids}::uuid[])`;
  await database.transaction(async (db) => {
    await db.execute(sql.raw(moveClockStatement(ahead)));
    // This library uses the machine's clock for its rows.
    await db.execute(sql`update ${loginFailure} set expire = expire - ${Math.round(change)}::bigint`);
    await db.execute(
      sql`update ${session} set ${moved("created_at", "last_seen_at", "authenticated_at", "second_factor_at")}
        where ${ours} and ended_at is null`,
    );
    await db.execute(
      sql`update ${refreshToken} set ${moved("created_at", "expires_at", "used_at")}
        where session_id in (select id from ${session} where ${ours})`,
    );
  });
}
