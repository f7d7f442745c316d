import { smtpError, startSmtpServer } from "@caretype/test-api/smtp-server";
import { expect, it } from "vitest";
import { describeRefusal } from "./describe-refusal.ts";
import { messageIdOf, needsTls, openSmtp } from "./smtp.ts";

const from = "Caretype <no-reply@example.org>";
const letter = { id: "018f", to: "ada@example.org", subject: "A subject", text: "text", html: "<p>text</p>" };

/** Undefined if it was accepted. */
async function refusalOf(smtpUrl: string, signal = new AbortController().signal) {
  const smtp = await openSmtp({ smtpUrl, from });
  try {
    await smtp.deliver(letter, signal);
    return undefined;
  } catch (error) {
    return describeRefusal(error, letter.to);
  } finally {
    smtp.close();
  }
}

const auth = (url: string) => url.replace("://", "://ada%40example.org:p%40ss%20%2F%3Aword@");
/** Accepts only one password. */
const passwordServer = (options: Parameters<typeof startSmtpServer>[0] = {}) =>
  startSmtpServer({
    disabledCommands: [],
    authOptional: false,
    onAuth({ username, password }, _session, done) {
      if (password === "p@ss /:word") done(null, { user: username });
      else done(smtpError(535, `5.7.8 ${password} is wrong`));
    },
    ...options,
  });

it("sends text and HTML to one address, with its own Message-ID", async () => {
  const { url, received } = await startSmtpServer();
  expect(await refusalOf(url)).toBeUndefined();
  expect(received).toMatchObject([
    { to: ["ada@example.org"], messageId: "<018f@example.org>", isSecure: false },
  ]);
  expect(received[0]?.raw).toMatch(/^From: Caretype <no-reply@example\.org>\r$/m);
  expect(received[0]?.raw).toMatch(/^To: ada@example\.org\r$/m);
  expect(received[0]?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  expect(messageIdOf("018f", "no-reply@a.b")).toBe("<018f@a.b>");
});

it("uses STARTTLS if offered, and the URL's user and password", async () => {
  const { url, received } = await passwordServer();
  expect(await refusalOf(`${auth(url)}?tls.rejectUnauthorized=false`)).toBeUndefined();
  expect(received).toMatchObject([{ isSecure: true, user: "ada@example.org" }]);
});

it("uses implicit TLS for smtps", async () => {
  const { url, received } = await passwordServer({ secure: true });
  const smtps = auth(url).replace("smtp:", "smtps:");
  expect(await refusalOf(`${smtps}?tls.rejectUnauthorized=false`)).toBeUndefined();
  expect(received).toMatchObject([{ isSecure: true, user: "ada@example.org" }]);
});

it("refuses an untrusted certificate", async () => {
  const { url, received } = await passwordServer();
  expect(await refusalOf(auth(url))).toMatch(/^[A-Z_]*CERT[A-Z_]* at CONN$/);
  expect(received).toEqual([]);
});

it("sends no password without TLS, unless to this machine or allowed by the URL", async () => {
  const { url, port, received } = await passwordServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
  });
  const elsewhere = auth(`smtp://0.0.0.0:${port}`);
  expect(await refusalOf(elsewhere)).toMatch(/^ETLS at STARTTLS/);
  expect(received).toEqual([]);
  expect(await refusalOf(`${elsewhere}?requireTLS=false`)).toBeUndefined();
  expect(await refusalOf(auth(url))).toBeUndefined();
  expect(needsTls("smtp://mail.example.org")).toBe(false);
  expect(["localhost", "[::1]"].map((host) => needsTls(`smtp://a:b@${host}:25`))).toEqual([false, false]);
});

it("reports the reason of a refusal without secrets", async () => {
  const { url } = await passwordServer();
  const wrong = url.replace("://", "://ada:hunter2@");
  expect(await refusalOf(`${wrong}?tls.rejectUnauthorized=false`)).toBe("EAUTH at AUTH PLAIN: 535 5.7.8");
  const choosy = await startSmtpServer({
    onRcptTo: (_address, _session, done) =>
      done(smtpError(451, "4.7.1 <Ada@example.org>: Greylisted, see https://x/?to=ADA (ada%40example.org)")),
  });
  expect(await refusalOf(choosy.url)).toBe(
    "EENVELOPE at RCPT TO: 451 4.7.1 …: Greylisted, see https://x/?to=… (…%40example.org)",
  );
  const reader = await startSmtpServer({
    answer: () => {
      throw smtpError(554, "your link https://x/#token=abc is spam");
    },
  });
  expect(await refusalOf(reader.url)).toBe("EMESSAGE at DATA: 554");
  expect(describeRefusal(new TypeError("token=abc"), letter.to)).toBe("TypeError");
  expect(describeRefusal("token=abc", letter.to)).toBe("an unknown error");
});

it("aborts on a server that does not respond", async () => {
  const arrived = Promise.withResolvers<void>();
  const stalled = await startSmtpServer({
    answer: () => {
      arrived.resolve();
      return new Promise(() => undefined);
    },
  });
  const giveUp = new AbortController();
  const refusal = refusalOf(stalled.url, giveUp.signal);
  await arrived.promise;
  giveUp.abort();
  expect(await refusal).toBe("EABORT");
});
