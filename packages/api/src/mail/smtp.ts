import { isIP } from "node:net";
import type { RenderedMail } from "./render-mail.ts";

type Letter = Pick<RenderedMail, "subject" | "text" | "html"> & { id: string; to: string };

export type Smtp = {
  /** Resolves when the server has taken it, which it then answers for. A refusal rejects, as does `signal`. */
  deliver(letter: Letter, signal: AbortSignal): Promise<void>;
  close(): void;
};

/** The same for each attempt: who gets a mail twice, as one that came just before an end, is shown it once. */
export const messageIdOf = (id: string, from: string): string => `<${id}@${domainOf(from)}>`;

const domainOf = (from: string) => /@([^\s<>@]+?)>?$/.exec(from.trim())?.[1] ?? "localhost";

const timeouts = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  dnsTimeout: 10_000,
  /** Without a byte. */
  socketTimeout: 30_000,
};

const isLoopback = (host: string) =>
  host === "localhost" || (isIP(host) !== 0 && /^(?:127\.|::1$)/.test(host));

/**
 * A password goes only over TLS, unless to this machine or where the URL says otherwise (`?requireTLS=false`). Everything
 * else uses STARTTLS where the server offers it.
 */
export function needsTls(smtpUrl: string): boolean {
  const { username, password, hostname } = new URL(smtpUrl);
  return (username !== "" || password !== "") && !isLoopback(hostname.replace(/^\[|\]$/g, ""));
}

/** Loads nodemailer, so for a process that sends mails only. */
export async function openSmtp({ smtpUrl, from }: { smtpUrl: string; from: string }): Promise<Smtp> {
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 4,
    // It would send again by itself, whatever the server had done with it.
    maxRequeues: 0,
    requireTLS: needsTls(smtpUrl),
    ...timeouts,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // Without a listener, it would be thrown.
  transport.on("error", () => undefined);
  return {
    async deliver({ id, to, subject, text, html }, signal) {
      await transport.sendMail({
        subject,
        text,
        html,
        from,
        signal,
        // As an object it is one address, whatever is in it.
        to: { name: "", address: to },
        messageId: messageIdOf(id, from),
        headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
      });
    },
    close: () => transport.close({ force: true }),
  };
}
