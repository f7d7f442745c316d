import { randomUUID } from "node:crypto";
import { breakGlassMail } from "@caretype/chart/restriction/break-glass-mail";
import { roles } from "@caretype/core/kernel/permissions/permissions";
import { quoted } from "@caretype/core/mechanisms/mail/content";
import { type MailLanguage, mailLanguageOf, mailLanguages } from "@caretype/core/mechanisms/mail/languages";
import { createLinkTokens } from "@caretype/core/mechanisms/mail/link-tokens";
import { openSmtp } from "@caretype/core/mechanisms/mail/smtp";
import type { DataOf, Mails } from "@caretype/core/mechanisms/mail/template";
import { factorMethods } from "@caretype/identity/account/texts";
import { readMessage, startSmtpServer } from "@caretype/test-api/smtp-server";
import { describe, expect, it } from "vitest";
import { mailTemplates, renderMail } from "../src/mail-templates.ts";

const linkTokens = createLinkTokens("a secret key of the tests, long enough");
const maker = { linkTokens, appUrl: "https://app.example.org/care" };
const linkId = randomUUID();
const patientId = randomUUID();
const until = "2026-05-03T12:30:00.123456Z";

/** `text` is used for all text that people enter. */
const dataWith = (text: string): { [Name in keyof Mails]: DataOf<Mails[Name]> } => ({
  confirmRegistration: { name: text, linkId },
  registeredAlready: { name: text },
  verifyEmail: { name: text, linkId },
  resetPassword: { name: text, linkId },
  passwordChanged: { name: text },
  confirmEmailChange: { name: text, linkId },
  emailChanged: { name: text, newEmail: "new@example.org" },
  unlock: { name: text, linkId },
  invitation: { practiceName: text, invitedByName: text, role: "clinician", linkId },
  secondFactorChanged: { name: text, change: "added", method: "passkey" },
  passkeyCopied: { name: text, passkeyName: text },
  breakGlass: { practiceName: text, staffName: text, patientId, until, isRestricted: false },
  appointment: {
    ...({
      kind: "booked",
      language: "en",
      practiceName: text,
      contact: {},
      timeZone: "Europe/Vienna",
      at: until,
    } as const),
    linkId,
    heldUntil: null,
    visits: [
      { id: patientId, version: 1, startsAt: until, endsAt: until, doctorId: linkId, doctorName: text },
    ],
  },
});

type MailTemplate = keyof Mails;
const isTemplate = (name: string): name is MailTemplate => name in mailTemplates;
const templates = Object.keys(mailTemplates).filter(isTemplate);
const render = (template: MailTemplate, text: string, language: MailLanguage = "en") => {
  const data = { ...dataWith(text)[template], language };
  return renderMail({ id: randomUUID(), to: "ada@example.org", template, data, expiresAt: until }, maker);
};

const pages: Partial<Record<MailTemplate, string>> = {
  confirmRegistration: "confirm-registration",
  verifyEmail: "verify-email",
  resetPassword: "reset-password",
  confirmEmailChange: "confirm-email",
  unlock: "unlock",
  invitation: "accept-invitation",
  appointment: "appointment",
};
const hints: Partial<Record<MailTemplate, string>> = { appointment: "The link works until the visit." };

const hostile =
  '<b onclick="x">\r\nBcc: victim@example.org\r\n\r\nhttps://evil.example/?a&b \u202Eevil\u0000 www.evil.example';

describe.each(templates)("%s", (template) => {
  it("has a constant subject, and its content in text and HTML", () => {
    const { subject, text, html } = render(template, "Ada Byron");
    expect(subject).toMatch(/^[A-Z][\w' -]{10,60}$/);
    expect(render(template, hostile).subject).toBe(subject);
    expect(text).toContain("Ada Byron");
    expect(html).toContain("Ada Byron");
    expect(text.split("\n\n").length).toBeGreaterThan(2);
  });

  it("links to its page with the token in the fragment, or has no link", () => {
    const { text, html, token } = render(template, "Ada");
    const page = pages[template];
    if (page === undefined) {
      expect([token, /https?:|href/.exec(text + html)]).toEqual([null, null]);
      return;
    }
    expect(token).toBe(linkTokens.tokenOf(linkId));
    const href = `https://app.example.org/care/${page}#token=${token}`;
    expect(text).toContain(`\n\n${href}\n\n`);
    expect(html).toContain(`<a href="${href}"`);
    expect(text).toContain(hints[template] ?? "valid once, until 3 May 2026 at 12:30 UTC.");
  });

  it("contains nothing injected by a name", () => {
    for (const language of mailLanguages) {
      const { subject, text, html } = render(template, hostile, language);
      const plain = render(template, "Ada", language);
      expect(subject).toBe(plain.subject);
      // The name adds no lines or tags, and the email has only its own link.
      expect(text.split("\n").length).toBe(plain.text.split("\n").length);
      expect(html.match(/<[^>]*>/g)).toEqual(plain.html.match(/<[^>]*>/g));
      expect(text.match(/https?:\/\/\S+|www\.\S+|\S+@\S+/g)).toEqual(
        plain.text.match(/https?:\/\/\S+|www\.\S+|\S+@\S+/g),
      );
      for (const letter of ["\u0000", "\u202E"]) expect(text + html).not.toContain(letter);
    }
  });
});

it.each(mailLanguages.filter((language) => language !== "en"))(
  "has no words of another language: %s",
  (language) => {
    const factors = factorMethods.map((method) => ({ name: "Ada", change: "removed", method }));
    const invitations = roles.map((role) => ({ ...dataWith("Ada").invitation, role }));
    const kinds = [
      ...templates.map((template) => ({ template, data: dataWith("Ada")[template] })),
      ...factors.map((data) => ({ template: "secondFactorChanged", data })),
      ...invitations.map((data) => ({ template: "invitation", data })),
      { template: "breakGlass", data: { ...dataWith("Ada").breakGlass, isRestricted: true } },
    ];
    const english = /\b(?:the|your|this|was|with|and|of|at|clinician|reception|viewer|owner|by)\b/i;
    for (const { template, data } of kinds) {
      const mail = { id: randomUUID(), to: "ada@example.org", template, expiresAt: until };
      const { subject, text, html } = renderMail({ ...mail, data: { ...data, language } }, maker);
      expect(`${subject} ${text}`.replace(/https\S+/, "")).not.toMatch(english);
      expect(html).toContain(`<html lang="${language}">`);
    }
  },
);

it("has the same content in HTML and text, with HTML escaped", () => {
  const { text, html } = render("passkeyCopied", `O'Brien & "Söhne"`);
  expect(text).toContain(`The passkey “O'Brien & "Söhne"” counts`);
  expect(html).toContain("The passkey “O&#39;Brien &amp; &quot;Söhne&quot;” counts");
  const data = { name: "Ada", newEmail: "<i>&'@example.org" };
  const mail = { id: randomUUID(), to: "ada@example.org", template: "emailChanged", data, expiresAt: until };
  expect(renderMail(mail, maker).html).toContain("&lt;i&gt;&amp;&#39;@example.org");
});

it("contains only the id of a patient", () => {
  const { text } = render("breakGlass", "Ada Byron");
  expect(text).toContain(`The patient is ${patientId}.`);
  expect(text).toContain("until 3 May 2026 at 12:30 UTC");
  expect(Object.keys(breakGlassMail.data.shape).sort()).toEqual([
    "isRestricted",
    "patientId",
    "practiceName",
    "staffName",
    "until",
  ]);
});

it("greets nobody by their address, or by a username derived from it", () => {
  const mail = { id: randomUUID(), to: "ada@example.org", template: "passwordChanged", expiresAt: until };
  expect(renderMail({ ...mail, data: { name: "ada@example.org" } }, maker).text).toMatch(/^Hello,\n/);
  for (const name of ["ada.1795", "ada.1795-03af"])
    expect(renderMail({ ...mail, to: "ada.1795@example.org", data: { name } }, maker).text).toMatch(
      /^Hello,\n/,
    );
  expect(renderMail({ ...mail, data: { name: " " } }, maker).text).toMatch(/^Hello,\n/);
  expect(renderMail({ ...mail, data: { name: "Ada" } }, maker).text).toMatch(/^Hello Ada,\n/);
});

it.each([
  ["de-CH", "de"],
  ["fr-CH, fr;q=0.9, es;q=0.8, en;q=0.7", "es"],
  ["*", "en"],
  ["ES-419;q=1", "es"],
  ["", "en"],
  [undefined, "en"],
])("are in the first known language of %j", (tags, language) => expect(mailLanguageOf(tags)).toBe(language));

it("refuses unknown templates and data of another version", () => {
  const mail = { id: randomUUID(), to: "ada@example.org", expiresAt: until, data: {} };
  expect(() => renderMail({ ...mail, template: "newer" }, maker)).toThrow("Unknown email template.");
  expect(() => renderMail({ ...mail, template: "toString" }, maker)).toThrow("Unknown email template.");
  expect(() => renderMail({ ...mail, template: "verifyEmail" }, maker)).toThrow();
});

it.each([
  ["J.R.R. Tolkien", "J. R. R. Tolkien"],
  ["  Ada \n\t Byron ", "Ada Byron"],
  ["Žofia Nováková-Ødegård 李小龍", "Žofia Nováková-Ødegård 李小龍"],
  ["O'Brien & Sons", "O'Brien & Sons"],
  ["http://evil.example", "http evil. example"],
  ["St.-Anna-Str., Prof.-Huber-Pl. (1.OG.)", "St.-Anna-Str., Prof.-Huber-Pl. (1. OG.)"],
  ["a@b.org", "a b. org"],
  ["x".repeat(200), `${"x".repeat(80)}…`],
  ["😀".repeat(90), `${"😀".repeat(80)}…`],
])("quotes %j as %j", (text, expected) => expect(quoted(text)).toBe(expected));

it("arrives unchanged in any script", async () => {
  const { url, received } = await startSmtpServer();
  const smtp = await openSmtp({ smtpUrl: url, from: "Caretype <no-reply@example.org>" });
  const signal = new AbortController().signal;
  for (const name of ["Žofia 李小龍 😀 & <i>Söhne</i>", hostile]) {
    const { subject, text, html } = render("invitation", name);
    await smtp.deliver({ id: randomUUID(), to: "ada@example.org", subject, text, html }, signal);
    const message = await readMessage(received.at(-1)?.raw ?? "");
    expect(message.text.replaceAll("\r\n", "\n").trim()).toBe(text.trim());
    expect(message.html.replaceAll("\r\n", "\n").trim()).toBe(html.trim());
    expect(received.at(-1)?.to).toEqual(["ada@example.org"]);
    expect(message.head.map((line) => line.split(":")[0]?.toLowerCase()).sort()).toEqual(
      [
        "auto-submitted",
        "content-type",
        "date",
        "from",
        "message-id",
        "mime-version",
        "subject",
        "to",
        "x-auto-response-suppress",
      ].sort(),
    );
  }
  smtp.close();
});

describe("an email about appointments", () => {
  const visit = dataWith("Ada").appointment.visits[0] ?? expect.fail();
  async function rawOf(count: number) {
    const { url, received } = await startSmtpServer();
    const smtp = await openSmtp({ smtpUrl: url, from: "Caretype <no-reply@example.org>" });
    const data = { ...dataWith("Ada").appointment, visits: Array.from({ length: count }, () => visit) };
    const mail = { id: randomUUID(), to: "ada@example.org", template: "appointment", data, expiresAt: until };
    await smtp.deliver({ ...mail, ...renderMail(mail, maker) }, new AbortController().signal);
    smtp.close();
    return received.at(-1)?.raw ?? "";
  }

  it("carries the visit, which email programs offer to add to the calendar", async () => {
    const raw = await rawOf(1);
    expect(raw).toContain("multipart/alternative");
    expect(raw.match(/^content-type: text\/calendar;.*method=REQUEST/gim)).toHaveLength(1);
    expect(raw).toContain("filename=appointment.ics");
  });

  it("carries a file for each visit of a series", async () => {
    const raw = await rawOf(3);
    expect(raw.match(/filename=\d\.ics/g)).toEqual(["filename=1.ics", "filename=2.ics", "filename=3.ics"]);
  });
});
