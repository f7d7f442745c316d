import { randomUUID } from "node:crypto";
import { createClient } from "@caretype/client";
import { startSmtpServer } from "@caretype/test-api/smtp-server";
import { expect, it, vi } from "vitest";
import { startCaretype } from "../src/index.ts";

it("returns the emails to an address, with their texts and tokens", async () => {
  const backend = await startCaretype({ registration: "verified" });
  const email = `${randomUUID()}@Example.org`;
  expect(await backend.mails(email)).toEqual([]);
  const response = await fetch(`${backend.url}/api/auth/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "Ada Byron", email, password: "nine lives of a lamp" }),
  });
  expect(response.status).toBe(201);
  const [mail, ...others] = await backend.mails(email.toUpperCase());
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    template: "confirmRegistration",
    subject: "Confirm your registration",
    sentAt: null,
  });
  expect(mail?.text).toContain(`${backend.url}/confirm-registration#token=${mail?.token}\n`);
  expect(mail?.html).toContain("Hello Ada Byron,");
  await backend.stop();
});

it("lets a test follow a link, as the recipient would", async () => {
  const backend = await startCaretype();
  const { email } = await backend.signUp();
  const client = backend.client();
  await client.account.requestPasswordReset.mutate({ email });
  const [mail] = await backend.mails(email);
  const password = "an other lamp with nine lives";
  await client.account.resetPassword.mutate({ token: mail?.token ?? "", password });
  expect(await client.auth.login({ email, password })).toMatchObject({ user: { email } });
  const [newest, before] = await backend.mails(email);
  expect([newest?.template, before?.template]).toEqual(["passwordChanged", "resetPassword"]);
  await backend.stop();
});

it("writes emails to accounts in the language of the request, over REST and with the typed client", async () => {
  const backend = await startCaretype({
    loginFailures: { account: 3, address: 30 },
  });
  const headers = { "accept-language": "de-CH, en;q=0.5" };
  const { email, client } = await backend.signUp();
  const subjects = async (to: string) => (await backend.mails(to)).map(({ subject }) => subject);
  await fetch(`${backend.url}/api/auth/password/reset`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ email }),
  });
  const german = createClient({ url: backend.url, headers });
  for (let count = 0; count < 3; count += 1)
    await german.auth.login({ email, password: "a wrong lamp" }).catch(() => undefined);
  expect(await subjects(email)).toEqual([
    "Anmeldungen bei Ihrem Konto sind verzögert",
    "Wählen Sie ein neues Passwort",
    "Confirm your email address",
  ]);
  const invited = `${randomUUID()}@example.org`;
  await client.invitation.create.mutate(
    { email: invited, role: "reception" },
    { headers: { "accept-language": "es" } },
  );
  expect(await subjects(invited)).toEqual(["Invitación a una consulta"]);
  expect((await backend.mails(invited))[0]?.text).toContain("Rol: Recepción.");
  await backend.stop();
});

it("sends emails if the test has an SMTP server", async () => {
  const smtp = await startSmtpServer();
  const mail = { smtpUrl: smtp.url, from: "Caretype <no-reply@example.org>" };
  const backend = await startCaretype({ registration: "verified", mail, appUrl: "https://app.example.org/" });
  const email = `${randomUUID()}@example.org`;
  await fetch(`${backend.url}/api/auth/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password: "nine lives of a lamp" }),
  });
  await vi.waitFor(async () => expect((await backend.mails(email))[0]?.sentAt).not.toBeNull());
  expect(smtp.received).toMatchObject([{ to: [email] }]);
  expect((await backend.mails(email))[0]?.text).toContain(
    "https://app.example.org/confirm-registration#token=",
  );
  await backend.stop();
});
