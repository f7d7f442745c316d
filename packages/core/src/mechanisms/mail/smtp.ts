import { isIP } from "node:net";
import type { Calendar } from "./content.ts";
import type { RenderedMail } from "./render-mail.ts";

type Letter = Pick<RenderedMail, "subject" | "text" | "html" | "calendar"> & { id: string; to: string };

export type Smtp = {
  /** Resolves when the server has accepted the email. Rejects if it is refused or `signal` aborts. */
  deliver(letter: Letter, signal: AbortSignal): Promise<void>;
  close(): void;
};

/** The same for each attempt, so that clients show a duplicate once. */
export const messageIdOf = (id: string, from: string): string => `<${id}@${domainOf(from)}>`;

const domainOf = (from: string) => /@([^\s<>@]+?)>?$/.exec(from.trim())?.[1] ?? "localhost";

const timeouts = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  dnsTimeout: 10_000,
  /** Maximum time without data. */
  socketTimeout: 30_000,
};

const isLoopback = (host: string) =>
  host === "localhost" || (isIP(host) !== 0 && /^(?:127\.|::1$)/.test(host));

/**
 * Requires TLS for a password, unless the server is on this machine or the URL has `?requireTLS=false`. Otherwise
 * STARTTLS is used if the server offers it.
 */
export function needsTls(smtpUrl: string): boolean {
  const { username, password, hostname } = new URL(smtpUrl);
  return (username !== "" || password !== "") && !isLoopback(hostname.replace(/^\[|\]$/g, ""));
}

/**
 * The parts of an email with calendar files. Email programs offer to add a single file to the calendar, so several
 * are plain attachments.
 */
async function calendarParts(calendar: Calendar, { from, to }: { from: string; to: string }) {
  const files = await calendar({ from: addressOf(from), to });
  const [file] = files;
  if (file && files.length === 1)
    return { icalEvent: { method: file.method, filename: file.name, content: file.content } };
  return {
    attachments: files.map(({ method, content }, at) => ({
      filename: `${at + 1}.ics`,
      contentType: `text/calendar; charset=utf-8; method=${method}`,
      content,
    })),
  };
}

/** The address in `Caretype <no-reply@example.org>`. */
const addressOf = (from: string) => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();

/** Loads nodemailer only in processes that send emails. */
export async function openSmtp({ smtpUrl, from }: { smtpUrl: string; from: string }): Promise<Smtp> {
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 4,
    // Disables nodemailer's own retries, which ignore what the server did with the email.
    maxRequeues: 0,
    requireTLS: needsTls(smtpUrl),
    ...timeouts,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // An error event without a listener would be thrown.
  transport.on("error", () => undefined);
  return {
    async deliver({ id, to, subject, text, html, calendar }, signal) {
      await transport.sendMail({
        ...(calendar && (await calendarParts(calendar, { from, to }))),
        subject,
        text,
        html,
        from,
        signal,
        // An object is always a single address.
        to: { name: "", address: to },
        messageId: messageIdOf(id, from),
        headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
      });
    },
    close: () => transport.close({ force: true }),
  };
}
