import { randomUUID } from "node:crypto";
import { openJobQueue, schema } from "@caretype/db";
import { eq, sql } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { createTestApi } from "../../test/support.ts";
import { createServices, type ServiceSettings } from "../create-services.ts";
import { freePort, smtpError, startSmtpServer } from "../testing/smtp-server.ts";
import { maintainMails } from "./maintain-mails.ts";
import { listMails, lockLost, type MailState } from "./queries.ts";
import type { MailSettings } from "./settings.ts";

const from = "Caretype <no-reply@example.org>";
const hour = 3_600;

/** Mails are sent by the server for mails that is given, or by none. */
async function createMailApi(mail: Partial<MailSettings> = {}, changes: Partial<ServiceSettings> = {}) {
  const settings = { smtpUrl: null, from, ...mail };
  const api = await createTestApi({ mail: settings, ...changes });
  const newAddress = () => `${randomUUID()}@example.org`;
  const send = (to = newAddress(), lifetimeSeconds = hour) =>
    api.database.transaction(async (tx) => {
      const data = { name: "Ada Byron" };
      await api.services.mailer.send(tx, { to, template: "passwordChanged", data, lifetimeSeconds });
      return to;
    });
  const rowOf = async (to: string) => {
    const [row] = await api.database.reader.select().from(schema.mail).where(eq(schema.mail.recipient, to));
    if (!row) throw new Error("no such mail");
    return row;
  };
  const jobOf = async (to: string) => {
    const [job] = await api.database.reader.execute<{ state: string; start_after: string }>(
      sql`select state, start_after from pgboss.job where id = ${(await rowOf(to)).id}`,
    );
    return job;
  };
  /** As if the pause after a failure were over. */
  const hurry = () =>
    api.database.reader.execute(sql`update pgboss.job set start_after = now() where state = 'retry'`);
  return { ...api, newAddress, send, rowOf, jobOf, hurry };
}

const waitUntil = (assertion: () => void | Promise<void>) => vi.waitFor(assertion, { interval: 20 });

it("sends what a transaction has committed, once, and nothing of one that was rolled back", async () => {
  const smtp = await startSmtpServer();
  const api = await createMailApi({ smtpUrl: smtp.url });
  api.services.start();
  const undone = api.newAddress();
  const failure = new Error("undone");
  const rolledBack = api.database.transaction(async (tx) => {
    const data = { name: "Nobody" };
    await api.services.mailer.send(tx, {
      to: undone,
      template: "passwordChanged",
      data,
      lifetimeSeconds: hour,
    });
    throw failure;
  });
  await expect(rolledBack).rejects.toBe(failure);
  const to = await api.send();
  await waitUntil(async () => expect((await api.rowOf(to)).sentAt).not.toBeNull());
  const { id, attempts, lastError } = await api.rowOf(to);
  expect({ attempts, lastError }).toEqual({ attempts: 1, lastError: null });
  expect(smtp.received).toMatchObject([{ to: [to], messageId: `<${id}@example.org>` }]);
  await waitUntil(async () => expect(await api.jobOf(to)).toMatchObject({ state: "completed" }));
  expect(await api.database.reader.select().from(schema.mail)).toHaveLength(1);
  expect(await api.database.reader.execute(sql`select id from pgboss.job`)).toEqual([{ id }]);
});

it("waits for a server for mails that is down, with a pause after each attempt, and sends once it is up", async () => {
  const port = await freePort();
  const told: unknown[] = [];
  const onRefused = (note: unknown) => void told.push(note);
  const api = await createMailApi({ smtpUrl: `smtp://127.0.0.1:${port}`, onRefused });
  api.services.start();
  const to = await api.send();
  await waitUntil(async () => expect(await api.jobOf(to)).toMatchObject({ state: "retry" }));
  const row = await api.rowOf(to);
  expect(row).toMatchObject({ attempts: 1, lastError: "ECONNREFUSED at CONN", sentAt: null });
  expect(told).toEqual([{ id: row.id, attempts: 1, error: "ECONNREFUSED at CONN", others: 0 }]);
  const [{ later } = { later: null }] = await api.database.reader.execute<{ later: boolean }>(
    sql`select start_after > now() as later from pgboss.job where id = ${row.id}`,
  );
  expect(later).toBe(true);
  const smtp = await startSmtpServer({ port });
  await api.hurry();
  await waitUntil(() => expect(smtp.received).toHaveLength(1));
  await waitUntil(async () => expect((await api.rowOf(to)).sentAt).not.toBeNull());
  expect(await api.rowOf(to)).toMatchObject({ attempts: 2, lastError: null });
});

it("goes on after refusals for now and for good, until one server is of another mind, and keeps no secret of them", async () => {
  const answers = [smtpError(451, "4.7.1 Greylisted"), smtpError(550, "5.7.1 spam: token=secret")];
  const smtp = await startSmtpServer({
    answer: () => {
      const refusal = answers.shift();
      if (refusal) throw refusal;
    },
  });
  const api = await createMailApi({ smtpUrl: smtp.url });
  api.services.start();
  const to = await api.send();
  const errors: (string | null)[] = [];
  for (const attempts of [1, 2]) {
    await waitUntil(async () =>
      expect([(await api.rowOf(to)).attempts, await api.jobOf(to)]).toMatchObject([
        attempts,
        { state: "retry" },
      ]),
    );
    errors.push((await api.rowOf(to)).lastError);
    await api.hurry();
  }
  expect(errors).toEqual(["EMESSAGE at DATA: 451 4.7.1", "EMESSAGE at DATA: 550 5.7.1"]);
  await waitUntil(async () => expect((await api.rowOf(to)).sentAt).not.toBeNull());
  expect(smtp.received).toHaveLength(1);
});

it("is given up at once where there is no such recipient, told by its id, and listed as failed", async () => {
  const refusals = [smtpError(450, "4.2.1 Busy"), smtpError(550, "5.1.1 No such user")];
  const smtp = await startSmtpServer({ onRcptTo: (_address, _session, done) => done(refusals.shift()) });
  const [givenUp, refused]: unknown[][] = [[], []];
  const api = await createMailApi({
    smtpUrl: smtp.url,
    onGivenUp: (id) => void givenUp?.push(id),
    onRefused: ({ error }) => void refused?.push(error),
  });
  api.services.start();
  const to = await api.send();
  await waitUntil(async () => expect(await api.jobOf(to)).toMatchObject({ state: "retry" }));
  await api.hurry();
  await waitUntil(async () => expect(await api.jobOf(to)).toMatchObject({ state: "completed" }));
  const { id, ...row } = await api.rowOf(to);
  const lastError = "EENVELOPE at RCPT TO: 550 5.1.1 No such user";
  expect(row).toMatchObject({ sentAt: null, givenUpAt: expect.any(String), attempts: 2, lastError });
  expect(givenUp).toEqual([id]);
  expect(refused).toEqual(["EENVELOPE at RCPT TO: 450 4.2.1 Busy"]);
  const list = (state: MailState) => listMails(api.database.reader, { state, limit: 10 });
  expect(await list("failed")).toMatchObject([{ id, state: "failed", lastError }]);
  expect(await list("waiting")).toEqual([]);
  const queue = openJobQueue(api.services.database, "mail");
  await api.database.reader.execute(sql`delete from pgboss.job`);
  expect(await api.database.transaction((tx) => lockLost(tx, queue, 10))).toEqual([]);
});

it("is sent once by several processes that race for it", async () => {
  const smtp = await startSmtpServer();
  const api = await createMailApi({ smtpUrl: smtp.url });
  const others = await Promise.all(
    [1, 2, 3].map(() =>
      createServices({
        database: api.services.database,
        settings: { ...plain, mail: { smtpUrl: smtp.url, from } },
      }),
    ),
  );
  for (const services of [api.services, ...others]) services.start();
  const addresses: string[] = [];
  for (let batch = 0; batch < 10; batch++) {
    addresses.push(...(await Promise.all(Array.from({ length: 6 }, () => api.send()))));
  }
  await waitUntil(() => expect(new Set(smtp.received.flatMap(({ to }) => to))).toEqual(new Set(addresses)));
  await waitUntil(async () => {
    const unsent = await api.database.reader.execute(sql`select id from mail where sent_at is null`);
    expect(unsent).toHaveLength(0);
  });
  expect(smtp.received).toHaveLength(addresses.length);
  expect(new Set(smtp.received.map(({ messageId }) => messageId)).size).toBe(addresses.length);
  await Promise.all(others.map((services) => services.close()));
});

it("is sent again with the same Message-ID when the process ended before it was written down", async () => {
  const smtp = await startSmtpServer();
  const api = await createMailApi({ smtpUrl: smtp.url });
  api.services.start();
  const to = await api.send();
  await waitUntil(async () => expect(await api.jobOf(to)).toMatchObject({ state: "completed" }));
  // What an end between the two leaves behind, two minutes later.
  const { id } = await api.rowOf(to);
  await api.database.reader.execute(sql`update mail set sent_at = null where id = ${id}`);
  await api.database.reader.execute(sql`
    update pgboss.job set state = 'retry', completed_on = null, start_after = now() where id = ${id}`);
  await waitUntil(() => expect(smtp.received).toHaveLength(2));
  const [first, second] = smtp.received;
  expect(second?.messageId).toBe(first?.messageId);
  // And a job that comes again although it was written down sends nothing.
  await waitUntil(async () => expect(await api.jobOf(to)).toMatchObject({ state: "completed" }));
  await api.database.reader.execute(sql`
    update pgboss.job set state = 'retry', completed_on = null, start_after = now() where id = ${id}`);
  await waitUntil(async () => expect(await api.jobOf(to)).toMatchObject({ state: "completed" }));
  expect(smtp.received).toHaveLength(2);
});

it("waits in the database where there is no server for mails, and goes when there is one", async () => {
  const api = await createMailApi();
  api.services.start();
  const to = await api.send();
  await waitUntil(async () => expect(await api.jobOf(to)).toMatchObject({ state: "created" }));
  const smtp = await startSmtpServer();
  const settings = { ...plain, mail: { smtpUrl: smtp.url, from } };
  const later = await createServices({ database: api.services.database, settings });
  later.start();
  await waitUntil(() => expect(smtp.received).toMatchObject([{ to: [to] }]));
  await waitUntil(async () => expect((await api.rowOf(to)).sentAt).not.toBeNull());
  await later.close();
});

it("is shown once on a development start, with its link, and still waits", async () => {
  const shown: { to: string; text: string }[] = [];
  const api = await createMailApi({ onWaiting: (mail) => void shown.push(mail) }, { appUrl: null });
  api.services.servedAt("http://localhost:4321/");
  api.services.start();
  const linkId = randomUUID();
  await api.database.transaction((tx) =>
    api.services.mailer.send(tx, {
      to: "ada@example.org",
      template: "resetPassword",
      data: { name: "Ada", linkId },
      lifetimeSeconds: hour,
    }),
  );
  await waitUntil(() => expect(shown).toHaveLength(1));
  expect(shown[0]?.to).toBe("ada@example.org");
  expect(shown[0]?.text).toContain(
    `http://localhost:4321/reset-password#token=${api.services.linkTokens.tokenOf(linkId)}\n`,
  );
  expect(api.services.appUrl).toBe("http://localhost:4321");
  const second = await api.send();
  await waitUntil(() => expect(shown).toHaveLength(2));
  expect(await api.rowOf(second)).toMatchObject({ sentAt: null, attempts: 0 });
});

it("is told once, by its id alone, when it has expired unsent; one that was never to be sent is not", async () => {
  const told: string[][] = [];
  const api = await createMailApi({ onExpired: (ids) => void told.push(ids) });
  const decoy = await api.send(api.newAddress(), 0);
  const to = await api.send();
  await api.database.reader.execute(sql`
    update mail set created_at = now() - interval '2 hours', expires_at = now() - interval '1 hour'
    where recipient = ${to}`);
  const { id } = await api.rowOf(to);
  api.services.start();
  await waitUntil(() => expect(told).toEqual([[id]]));
  const settings = {
    ...plain,
    mail: { smtpUrl: null, from, onExpired: (ids: string[]) => void told.push(ids) },
  };
  const another = await createServices({ database: api.services.database, settings });
  another.start();
  await another.close();
  expect(told).toEqual([[id]]);
  expect((await api.rowOf(decoy)).givenUpAt).not.toBeNull();
});

it("is never sent when it has expired, and one that was written expired is not either", async () => {
  const smtp = await startSmtpServer();
  const api = await createMailApi({ smtpUrl: smtp.url });
  const decoy = await api.send(api.newAddress(), 0);
  const late = await api.send();
  await api.database.reader.execute(sql`
    update mail set expires_at = now() where recipient = ${late}`);
  api.services.start();
  for (const to of [decoy, late]) {
    await waitUntil(async () => expect(await api.jobOf(to)).toMatchObject({ state: "completed" }));
    expect(await api.rowOf(to)).toMatchObject({ sentAt: null, attempts: 0 });
  }
  expect(smtp.received).toEqual([]);
});

it("is found again when the queue has lost it, as where a dump was restored without its jobs", async () => {
  const smtp = await startSmtpServer();
  const api = await createMailApi({ smtpUrl: smtp.url });
  const [lost, failed] = [await api.send(), await api.send()];
  await api.database.reader.execute(sql`delete from pgboss.job where id = ${(await api.rowOf(lost)).id}`);
  await api.database.reader.execute(
    sql`update pgboss.job set state = 'failed' where id = ${(await api.rowOf(failed)).id}`,
  );
  api.services.start();
  await waitUntil(() => expect(smtp.received.flatMap(({ to }) => to).sort()).toEqual([lost, failed].sort()));
});

it("is found by one of several processes that look for what the queue has lost at once", async () => {
  const api = await createMailApi();
  const failures: unknown[] = [];
  const queue = openJobQueue(api.services.database, "mail");
  const addresses = [];
  for (let each = 0; each < 12; each++) addresses.push(await api.send());
  await api.database.reader.execute(sql`delete from pgboss.job`);
  const keepers = Array.from({ length: 6 }, () =>
    maintainMails({
      database: api.services.database,
      queue,
      onExpired: () => undefined,
      onFailure: (error) => void failures.push(error),
    }),
  );
  await Promise.all(keepers.map((keeper) => keeper.stop()));
  expect(failures).toEqual([]);
  for (const to of addresses) expect(await api.jobOf(to)).toMatchObject({ state: "created" });
});

it("lets a mail that is on its way arrive when the server stops, and cuts one off that takes too long", async () => {
  const slow = Promise.withResolvers<void>();
  const arrived: string[] = [];
  const smtp = await startSmtpServer({
    answer: async ({ to }) => {
      arrived.push(...to);
      if (arrived.length === 1) await slow.promise;
      else await new Promise(() => undefined);
    },
  });
  const api = await createMailApi({ smtpUrl: smtp.url });
  const settings = { ...plain, mail: { smtpUrl: smtp.url, from } };
  const [first, second] = await Promise.all(
    [1, 2].map(() => createServices({ database: api.services.database, settings })),
  );
  first?.start();
  const one = await api.send();
  await waitUntil(() => expect(arrived).toEqual([one]));
  const closing = first?.close();
  slow.resolve();
  await closing;
  expect((await api.rowOf(one)).sentAt).not.toBeNull();
  second?.start();
  const two = await api.send();
  await waitUntil(() => expect(arrived).toEqual([one, two]));
  await second?.close();
  expect(await api.rowOf(two)).toMatchObject({ sentAt: null, lastError: "EABORT" });
  expect(await api.jobOf(two)).toMatchObject({ state: "retry" });
});

it("goes to one plain address, or nowhere", async () => {
  const api = await createMailApi();
  for (const to of [
    "a@x.org, b@x.org",
    "a@x.org\r\nBcc: b@x.org",
    "A <a@x.org>",
    "a@x.org\u2028b",
    "nobody",
    "",
  ])
    await expect(api.send(to)).rejects.toThrow("A mail goes to one plain address.");
});

const plain: ServiceSettings = {
  secretKey: "a secret key of the tests, long enough",
  accessTokenMinutes: 60,
  refreshTokenDays: 7,
  registration: "open",
  rateLimits: { accountPoints: 0, addressPoints: 0 },
  bcryptCost: 4,
};
