/** A property of nodemailer's error, such as the server's answer. */
export const refusalText = (error: Error, property: string): string => {
  const value: unknown = Reflect.get(error, property);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

const maxLength = 300;

/** Before these commands, the server has received no secrets, so its answers can be stored. */
const harmlessCommands = /^(?:CONN|EHLO|HELO|LHLO|STARTTLS|MAIL FROM|RCPT TO)$/;

const oneLine = (text: string) => text.replace(/[\p{C}\s]+/gu, " ").trim();

/**
 * Why an email was not accepted, for the database and the log: `EENVELOPE at RCPT TO: 550 5.1.1 No such user`.
 * Answers to a password or content are reduced to their code, as they may quote it. Addresses are removed, also the
 * part before the `@` alone, because logs contain no patient data.
 */
export function describeRefusal(error: unknown, to: string): string {
  if (!(error instanceof Error)) return "an unknown error";
  const code = refusalText(error, "originalCode") || refusalText(error, "code") || error.name;
  const command = oneLine(refusalText(error, "command")).slice(0, 30);
  const response = oneLine(refusalText(error, "response"));
  const [status = refusalText(error, "responseCode")] =
    /^\d{3}(?: \d\.\d{1,3}\.\d{1,3})?(?!\S)/.exec(response) ?? [];
  const person = to.slice(0, to.lastIndexOf("@")).replaceAll(/\W/g, String.raw`\$&`);
  const unnamed = response
    .replaceAll(/<?[^\s<]{0,100}@[^\s>]*>?/g, "…")
    .replaceAll(new RegExp(`(?:${person})`, "gi"), "…");
  const text = harmlessCommands.test(command) ? unnamed : status;
  return `${oneLine(code)}${command && ` at ${command}`}${text && `: ${text}`}`.slice(0, maxLength);
}

/** RFC 3463: no such address or mailbox. Excludes 5.1.7 and 5.1.8, about the sender, and full mailboxes. */
const recipientStatus = /^5\.(?:1\.(?![78]$)\d+|2\.[01]|4\.1)$/;
/** RFC 5321 for mailboxes, and RFC 7504 for domains that accept no email. */
const recipientCodes = new Set(["550", "551", "553", "556"]);
/** A status that adds nothing to the code. The text after it may. */
const vagueStatus = /^5\.[035]\.0$/;
/** Codes that refuse the recipient only if the text says so. */
const vagueCodes = new Set(["521", "554"]);
/** A mailbox may be emptied. */
const isFull = /full|quota|storage|exceed|too (?:large|big)/i;
/** The same codes may refuse the sender. That can be fixed, and then the email can be sent. */
const isOfSender =
  /relay|rcpthosts|denied|prohibit|auth|block|black|banned|spam|spf|dkim|dmarc|reputation|sender|client|policy|helo|\bip\b/i;
/** After the content, the same codes may refuse the content. */
const isOfRecipient = /user|mailbox|recipient|account|no such/i;

/**
 * Whether an SMTP server has permanently refused the recipient. False for refusals that may be temporary or about the
 * sender: a futile retry does less harm than a lost email.
 */
export function isRecipientRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const command = refusalText(error, "command");
  const response = refusalText(error, "response");
  const [, code = "", status] = /^(5\d\d)(?:[ -](\d\.\d{1,3}\.\d{1,3})(?!\S))?/.exec(response) ?? [];
  if (code === "") return false;
  if (status !== undefined && !vagueStatus.test(status)) {
    // Some servers accept all recipients, and refuse unknown ones after the content.
    const isAsked = command === "RCPT TO" || (command === "DATA" && /^5\.(?:1\.|2\.1$)/.test(status));
    return isAsked && recipientStatus.test(status);
  }
  // An address in the text may contain such a word, as Ann Black's.
  const words = response.replaceAll(/<[^<>]*>|\S{0,100}@\S*/g, " ");
  const isSaid = isOfRecipient.test(words);
  const isEnough = status === undefined && command === "RCPT TO" && recipientCodes.has(code);
  const isAsked = isEnough || (isSaid && (recipientCodes.has(code) || vagueCodes.has(code)));
  return isAsked && /^(?:RCPT TO|DATA)$/.test(command) && !isOfSender.test(words) && !isFull.test(words);
}
