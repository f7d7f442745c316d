import { randomUUID } from "node:crypto";
import type { ServiceSettings } from "@caretype/core/kernel/procedure/services";
import { maintainMails } from "@caretype/core/mechanisms/mail/mailing";
import { listMails, lockUnqueued, type MailState } from "@caretype/core/mechanisms/mail/queries";
import type { MailSettings } from "@caretype/core/mechanisms/mail/settings";
import type { ShownMail } from "@caretype/core/mechanisms/mail/show-mails";
import { openJobQueue, schema } from "@caretype/db";
import { freePort } from "@caretype/postgres/free-port";
import { openMailing } from "@caretype/scheduling/test/patient-mails";
import { inDays } from "@caretype/test-api/case";
import { smtpError, startSmtpServer } from "@caretype/test-api/smtp-server";
import { createTestApi } from "@caretype/test-api/support";
import { eq, sql } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { createServices } from "../src/create-services.ts";

const from = "Caretype <no-reply@example.org>";
const hour = 3_600;

/** An API that sends emails through the given server, or has none. */
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
  /** Ends the pause after a failure. */
  const hurry = () =>
    api.database.reader.execute(sql`update pgboss.job set start_after = now() where state = 'retry'`);
  return { ...api, newAddress, send, rowOf, jobOf, hurry };
}

const waitUntil = (assertion: () => void | Promise<void>) => vi.waitFor(assertion, { interval: 20 });

it("sends an email once after the commit, and none after a rollback", async () => {
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

it("retries with pauses while the SMTP server is down, and sends once it is up", async () => {
  const port = await freePort();
  const refusals: unknown[] = [];
  const onRefused = (note: unknown) => void refusals.push(note);
  const api = await createMailApi({ smtpUrl: `smtp://127.0.0.1:${port}`, onRefused });
  api.services.start();
  const to = await api.send();
  await waitUntil(async () => expect(await api.jobOf(to)).toMatchObject({ state: "retry" }));
  const row = await api.rowOf(to);
  expect(row).toMatchObject({ attempts: 1, lastError: "ECONNREFUSED at CONN", sentAt: null });
  expect(refusals).toEqual([{ id: row.id, attempts: 1, error: "ECONNREFUSED at CONN", others: 0 }]);
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

it("retries after temporary and permanent refusals until accepted, and stores no secrets of them", async () => {
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

it("gives up at once if the recipient does not exist, reports the id, and lists it as failed", async () => {
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
  expect(await api.database.transaction((tx) => lockUnqueued(tx, queue, 10))).toEqual([]);
});

it("sends once from several processes", async () => {
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

it("resends with the same Message-ID if the process ended before recording it", async () => {
  const smtp = await startSmtpServer();
  const api = await createMailApi({ smtpUrl: smtp.url });
  api.services.start();
  const to = await api.send();
  await waitUntil(async () => expect(await api.jobOf(to)).toMatchObject({ state: "completed" }));
  // The state two minutes after such a crash.
  const { id } = await api.rowOf(to);
  await api.database.reader.execute(sql`update mail set sent_at = null where id = ${id}`);
  await api.database.reader.execute(sql`
    update pgboss.job set state = 'retry', completed_on = null, start_after = now() where id = ${id}`);
  await waitUntil(() => expect(smtp.received).toHaveLength(2));
  const [first, second] = smtp.received;
  expect(second?.messageId).toBe(first?.messageId);
  // A repeated job of a recorded email sends nothing.
  await waitUntil(async () => expect(await api.jobOf(to)).toMatchObject({ state: "completed" }));
  await api.database.reader.execute(sql`
    update pgboss.job set state = 'retry', completed_on = null, start_after = now() where id = ${id}`);
  await waitUntil(async () => expect(await api.jobOf(to)).toMatchObject({ state: "completed" }));
  expect(smtp.received).toHaveLength(2);
});

it("keeps emails in the database without an SMTP server, and sends them when there is one", async () => {
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

it("shows an email once in development, with its link, and keeps it waiting", async () => {
  const shown: ShownMail[] = [];
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
  const link = `http://localhost:4321/reset-password#token=${api.services.linkTokens.tokenOf(linkId)}\n`;
  expect(shown[0]).toMatchObject({ to: "ada@example.org", text: expect.stringContaining(link) });
  expect(api.services.appUrl).toBe("http://localhost:4321");
  const second = await api.send();
  await waitUntil(() => expect(shown).toHaveLength(2));
  expect(await api.rowOf(second)).toMatchObject({ sentAt: null, attempts: 0 });
});

it("names an email about a patient by its id alone", async () => {
  const shown: ShownMail[] = [];
  const api = await createMailApi({ onWaiting: (mail) => void shown.push(mail) });
  const { book } = await openMailing(api);
  await book(inDays(7));
  const data = { practiceName: "Elm", staffName: "Ada", patientId: randomUUID(), until: inDays(1) };
  await api.database.transaction((tx) =>
    api.services.mailer.send(tx, {
      to: api.newAddress(),
      template: "breakGlass",
      data: { ...data, isRestricted: true },
      lifetimeSeconds: hour,
    }),
  );
  api.services.start();
  const id = expect.any(String);
  const named = ["appointment", "breakGlass"].map((template) => ({ id, template }));
  // Hides the text of emails, except the owner's own confirmation of the address.
  const others = () => shown.filter((mail) => !("text" in mail));
  await waitUntil(() => expect(others()).toHaveLength(2));
  expect(others()).toEqual(expect.arrayContaining(named));
  expect(JSON.stringify(shown)).not.toContain("Your appointment");
});

it("reports an expired email once, by id, unless it was never to be sent", async () => {
  const expired: string[][] = [];
  const api = await createMailApi({ onExpired: (ids) => void expired.push(ids) });
  const decoy = await api.send(api.newAddress(), 0);
  const to = await api.send();
  await api.database.reader.execute(sql`
    update mail set created_at = now() - interval '2 hours', expires_at = now() - interval '1 hour'
    where recipient = ${to}`);
  const { id } = await api.rowOf(to);
  api.services.start();
  await waitUntil(() => expect(expired).toEqual([[id]]));
  const settings = {
    ...plain,
    mail: { smtpUrl: null, from, onExpired: (ids: string[]) => void expired.push(ids) },
  };
  const another = await createServices({ database: api.services.database, settings });
  another.start();
  await another.close();
  expect(expired).toEqual([[id]]);
  expect((await api.rowOf(decoy)).givenUpAt).not.toBeNull();
});

it("never sends an expired email", async () => {
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

it("requeues an email without a job, as after restoring a dump", async () => {
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

it("requeues an email once from several processes", async () => {
  const api = await createMailApi();
  const failures: unknown[] = [];
  const queue = openJobQueue(api.services.database, "mail");
  const addresses = [];
  for (let each = 0; each < 12; each++) addresses.push(await api.send());
  await api.database.reader.execute(sql`delete from pgboss.job`);
  const tasks = Array.from({ length: 6 }, () =>
    maintainMails({
      database: api.services.database,
      queue,
      onExpired: () => undefined,
      onFailure: (error) => void failures.push(error),
    }),
  );
  await Promise.all(tasks.map((task) => task.stop()));
  expect(failures).toEqual([]);
  for (const to of addresses) expect(await api.jobOf(to)).toMatchObject({ state: "created" });
});

it("completes a running delivery on close, and aborts one that takes too long", async () => {
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

it("accepts only a single plain address", async () => {
  const api = await createMailApi();
  for (const to of [
    "a@x.org, b@x.org",
    "a@x.org\r\nBcc: b@x.org",
    "A <a@x.org>",
    "a@x.org\u2028b",
    "nobody",
    "",
  ])
    await expect(api.send(to)).rejects.toThrow("The recipient must be one plain address.");
});

const plain: ServiceSettings = {
  secretKey: "a secret key of the tests, long enough",
  accessTokenMinutes: 60,
  refreshTokenDays: 7,
  registration: "open",
  rateLimits: { accountPoints: 0, addressPoints: 0 },
  bcryptCost: 4,
};
