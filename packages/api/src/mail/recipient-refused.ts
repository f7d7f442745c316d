import { refusalText } from "./describe-refusal.ts";

/** Of RFC 3463: no such address or mailbox. Not 5.1.7 and 5.1.8, which are the sender's; nor a mailbox that is full. */
const recipientStatus = /^5\.(?:1\.(?:[0-6]|9|10)|2\.[01]|4\.1)$/;
/** Of RFC 5321, of a mailbox; and of RFC 7504, of a domain that takes no mail. */
const recipientCodes = new Set(["550", "551", "553", "556"]);
/** The same codes also refuse who sends: that is ours to mend, and then the mail can go. */
const isOfSender =
  /relay|rcpthosts|auth|block|black|banned|spam|spf|dkim|dmarc|reputation|sender|client|policy|helo|\bip\b/i;

/**
 * Whether a mail server has refused the recipient for good, so that there is no use in another attempt. Whatever may be
 * about the sender, or pass, is not that: a mail that is tried in vain does less harm than one that is lost.
 */
export function isRecipientRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const command = refusalText(error, "command");
  const response = refusalText(error, "response");
  const [, code = "", status] = /^(5\d\d)(?:[ -](\d\.\d{1,3}\.\d{1,3})(?!\S))?/.exec(response) ?? [];
  if (code === "") return false;
  if (status !== undefined) {
    // Some servers take all recipients, and say which there are when they have the whole mail.
    const isAsked = command === "RCPT TO" || (command === "DATA" && status.startsWith("5.1."));
    return isAsked && recipientStatus.test(status);
  }
  return command === "RCPT TO" && recipientCodes.has(code) && !isOfSender.test(response);
}
