import { randomUUID } from "node:crypto";
import { createServices, findMailsTo, renderMail, type ServiceSettings } from "@caretype/api";
import { type Client, createClient, type Tokens } from "@caretype/client";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import { type DatabaseHandle, openDatabase, serverRole } from "@caretype/db";
import { createApp, createLogger } from "@caretype/server";
import { createTestDatabase, takeDatabase } from "@caretype/test-database";
import type { AnyTRPCRouter } from "@trpc/server";
import type { Mail } from "./kit/mailbox.ts";
import { serviceSettings } from "./service-settings.ts";

export type SignedUp = {
  client: Client;
  accountId: AccountId;
  email: string;
  password: string;
  /** For requests without the client. */
  accessToken: string;
};

export type TestMail = Omit<Mail, "links"> & {
  /** Null until it is sent. Without an SMTP server in the settings, emails stay queued. */
  sentAt: string | null;
};

export type TestBackend = {
  /** Its address, on 127.0.0.1 and a free port: `http://127.0.0.1:40123`. */
  url: string;
  databaseUrl: string;
  /** For direct access with all privileges. The server itself has only those of its role. */
  database: DatabaseHandle;
  /** A new client, not signed in. */
  client(): Client;
  /** Creates an account with its own practice, signed in. It cannot see other tests' rows. */
  signUp(): Promise<SignedUp>;
  /**
   * Returns the emails to an address, newest first, rendered for the recipient.
   *
   * @example
   * const [mail] = await backend.mails("ada@example.org");
   * await backend.client().account.resetPassword.mutate({ token: mail?.token ?? "", password: "nine lives" });
   */
  mails(to: string): Promise<TestMail[]>;
  /** Starts the background work, if `startsWork` is false. */
  startWork(): void;
  /** Runs all periodic tasks now instead of at their next interval. */
  runPeriodicTasks(): Promise<void>;
  /** Stops the server and drops its database. */
  stop(): Promise<void>;
};

export type TestSettings = Partial<ServiceSettings> & {
  /** The folder of a console build to serve. */
  consoleFolder?: string | null;
  /** The router. Default: the product's. */
  router?: AnyTRPCRouter;
  /** Default: a free one. */
  port?: number;
  /** Whether background work starts at once, and competes with the first calls. Default: true. */
  startsWork?: boolean;
  /** Called with each line of the server's log, at all levels. Default: no log. */
  onLog?: (line: string) => void;
  /** Default: the machine's, which needs no special database. */
  clock?: TestClock;
};

/** A clock for everything that `run` starts. */
type TestClock = { run<Result>(start: () => Result): Result };

/** Each logger adds listeners to the process and its output, so all backends share one. */
const logger = createLogger("silent");

/**
 * Starts the whole backend in a test: a real server with its own PostgreSQL database, cloned in milliseconds from a
 * migrated template.
 *
 * @example
 * const backend = await startCaretype();
 * const { client } = await backend.signUp();
 * await client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
 * await backend.stop();
 */
export async function startCaretype({
  clock = here,
  startsWork = true,
  ...settings
}: TestSettings = {}): Promise<TestBackend> {
  const { url: databaseUrl, drop } = await (clock === here ? createTestDatabase() : takeDatabase());
  const database = openDatabase({ url: databaseUrl });
  const { url, services, stop } = await clock.run(() => serve(databaseUrl, settings));
  const startWork = () => clock.run(services.start);
  if (startsWork) startWork();
  const client = () => createClient({ url });
  return {
    url,
    databaseUrl,
    database,
    client,
    signUp: () => signUp(url),
    mails: async (to) =>
      (await findMailsTo(database.reader, to)).map(({ id, sentAt, ...mail }) => ({
        id,
        template: mail.template,
        sentAt,
        ...renderMail({ id, ...mail }, services),
      })),
    startWork,
    runPeriodicTasks: () => clock.run(services.runPeriodicTasks),
    async stop() {
      await stop();
      await database.close();
      await drop();
    },
  };
}

/** The machine's clock. */
const here: TestClock = { run: (start) => start() };

/** Starts the server itself. Everything in it runs in the caller's context. */
async function serve(
  databaseUrl: string,
  { consoleFolder = null, router, port = 0, onLog, ...changes }: Omit<TestSettings, "clock">,
) {
  const database = openDatabase({ url: databaseUrl, role: serverRole });
  const services = await createServices({ database, settings: { ...serviceSettings, ...changes } });
  const app = await createApp({
    services,
    settings: {
      allowedHosts: ["127.0.0.1", "localhost"],
      corsOrigins: [...(changes.corsOrigins ?? [])],
      trustedProxies: [],
    },
    logger: onLog ? createLogger("trace", { write: onLog }) : logger,
    consoleFolder,
    // High enough that fifty concurrent calls get answers, also on a slow machine.
    admissions: null,
    ...(router && { router }),
  });
  const url = await app.listen({ host: "127.0.0.1", port });
  services.servedAt(url);
  return {
    url,
    services,
    async stop() {
      await app.close();
      await services.close();
      await database.close();
    },
  };
}

async function signUp(url: string): Promise<SignedUp> {
  const kept: { tokens: Tokens | null } = { tokens: null };
  const client = createClient({
    url,
    store: {
      read: () => kept.tokens,
      write: (tokens) => {
        kept.tokens = tokens;
      },
    },
  });
  const [email, password] = [`${randomUUID()}@example.org`, `pass ${randomUUID()}`];
  const account = await client.auth.register({ email, password });
  if (!kept.tokens) throw new Error("registration gave no tokens");
  return { client, accountId: account.id, email, password, accessToken: kept.tokens.access };
}
