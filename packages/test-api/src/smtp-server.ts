import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterAll } from "vitest";

export type Received = {
  /** The recipients in the envelope. */
  to: string[];
  /** The message as received. */
  raw: string;
  messageId: string;
  isSecure: boolean;
  user: string | undefined;
};

/** Called for each message. An error refuses it. */
type Answer = (received: Received) => void | Promise<void>;

export const smtpError = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

const isAddress = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === "object" && address !== null;

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (!isAddress(address)) throw new Error("The server is not listening.");
  return address;
}

/** Starts an SMTP server on 127.0.0.1, without TLS and sign-in by default. Stops after the test file. */
export async function startSmtpServer(options: SMTPServerOptions & { answer?: Answer; port?: number } = {}) {
  const { answer = () => undefined, port = 0, ...rest } = options;
  const received: Received[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    authOptional: true,
    logger: false,
    closeTimeout: 50,
    ...rest,
    onData(stream, session, done) {
      text(stream)
        .then(async (raw) => {
          const mail: Received = {
            raw,
            to: session.envelope.rcptTo.map(({ address }) => address),
            messageId: /^message-id: (.*)$/im.exec(raw)?.[1]?.trim() ?? "",
            isSecure: session.secure,
            user: typeof session.user === "string" ? session.user : undefined,
          };
          await answer(mail);
          received.push(mail);
          done();
        })
        .catch((error: unknown) => done(error instanceof Error ? error : new Error("refused")));
    },
  });
  server.on("error", () => undefined);
  const listening = server.listen(port, "127.0.0.1");
  await once(listening, "listening");
  const address = addressOf(listening.address());
  const close = () => new Promise<void>((resolve) => server.close(resolve));
  afterAll(close);
  return { received, port: address.port, url: `smtp://127.0.0.1:${address.port}`, close };
}

/** Decodes the parts of a message. */
export async function readMessage(raw: string) {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const boundary = /boundary="([^"]+)"/.exec(head)?.[1];
  const body = rest.join("\r\n\r\n");
  const parts = boundary === undefined ? [] : body.split(`--${boundary}`).slice(1, -1).map(readPart);
  return {
    head: head.replace(/\r\n[ \t]+/g, " ").split("\r\n"),
    text: parts.find(({ type }) => type === "text/plain")?.content ?? "",
    html: parts.find(({ type }) => type === "text/html")?.content ?? "",
  };
}

function readPart(part: string) {
  const [head = "", ...rest] = part.trim().split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  const encoding = /content-transfer-encoding: (\S+)/i.exec(head)?.[1]?.toLowerCase();
  const bytes =
    encoding === "base64" ? Buffer.from(body, "base64") : Buffer.from(unquoted(body, encoding), "latin1");
  return { type: /content-type: ([^;\s]+)/i.exec(head)?.[1], content: bytes.toString("utf8") };
}

const unquoted = (body: string, encoding: string | undefined) =>
  encoding === "quoted-printable"
    ? body
        .replace(/=\r\n/g, "")
        .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : Buffer.from(body, "utf8").toString("latin1");
