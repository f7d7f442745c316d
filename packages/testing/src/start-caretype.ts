import { randomUUID } from "node:crypto";
import { createServices, findMailsTo, renderMail, type ServiceSettings } from "@caretype/api";
import type { AccountId } from "@caretype/api/field/ids";
import { type Client, createClient, type Tokens } from "@caretype/client";
import { type DatabaseHandle, openDatabase, serverRole } from "@caretype/db";
import { createTestDatabase } from "@caretype/db/testing";
import { createApp, createLogger } from "@caretype/server";
import { serviceSettings } from "./service-settings.ts";

export type SignedUp = {
  client: Client;
  accountId: AccountId;
  email: string;
  password: string;
  /** For requests without the client. */
  accessToken: string;
};

export type TestMail = {
  id: string;
  template: string;
  subject: string;
  text: string;
  html: string;
  /** The token in its link, for the procedure that takes it; null where it has none. */
  token: string | null;
  /** Null: it waits, as all do unless the backend was started with a server for mails. */
  sentAt: string | null;
};

export type TestBackend = {
  /** Where it listens, on 127.0.0.1 and a free port: `http://127.0.0.1:40123`. */
  url: string;
  databaseUrl: string;
  /** With all rights, for what a test does beside the server, which has those of its role only. */
  database: DatabaseHandle;
  /** A client that nobody has signed in on. */
  client(): Client;
  /** A fresh account with a fresh practice, signed in: no test sees another's rows. */
  signUp(): Promise<SignedUp>;
  /**
   * The mails to an address, the newest first, as the recipient would read them.
   *
   * @example
   * const [mail] = await backend.mails("ada@example.org");
   * await backend.client().account.resetPassword.mutate({ token: mail?.token ?? "", password: "nine lives" });
   */
  mails(to: string): Promise<TestMail[]>;
  /** Ends the server and drops its database. */
  stop(): Promise<void>;
};

export type TestSettings = Partial<ServiceSettings> & {
  /** Where a build of the console is, to serve it, too. */
  consoleFolder?: string | null;
};

/**
 * The whole backend in a test: a real server on a real PostgreSQL database of its own, cloned in
 * milliseconds from a migrated template.
 *
 * @example
 * const backend = await startCaretype();
 * const { client } = await backend.signUp();
 * await client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
 * await backend.stop();
 */
export async function startCaretype({
  consoleFolder = null,
  ...changes
}: TestSettings = {}): Promise<TestBackend> {
  const { url: databaseUrl, drop } = await createTestDatabase();
  const database = openDatabase({ url: databaseUrl });
  const served = openDatabase({ url: databaseUrl, role: serverRole });
  const services = await createServices({ database: served, settings: { ...serviceSettings, ...changes } });
  const app = await createApp({
    services,
    settings: { allowedHosts: ["127.0.0.1", "localhost"], corsOrigins: [], trustedProxies: [] },
    logger: createLogger("silent"),
    consoleFolder,
  });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  services.servedAt(url);
  services.start();
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
    async stop() {
      await app.close();
      await services.close();
      await served.close();
      await database.close();
      await drop();
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
