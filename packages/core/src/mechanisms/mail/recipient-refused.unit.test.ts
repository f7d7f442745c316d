import { expect, it } from "vitest";
import { isRecipientRefused } from "./describe-refusal.ts";

const refusal = (command: string, response: string) =>
  Object.assign(new Error("refused"), { command, response });

it.each([
  ["RCPT TO", "550 5.1.1 <ann@example.org>: Recipient address rejected: User unknown"],
  ["RCPT TO", "550-5.1.1 The account that you tried to reach does not exist.\n550 5.1.1 Try again"],
  ["RCPT TO", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found"],
  ["RCPT TO", "550 5.4.1 Recipient address rejected: Access denied"],
  ["RCPT TO", "554 5.2.1 Mailbox disabled"],
  ["RCPT TO", "550 No such user here"],
  ["RCPT TO", "551 User not local"],
  ["RCPT TO", "553 Mailbox name not allowed"],
  ["RCPT TO", "556 Domain does not accept mail"],
  ["DATA", "550 5.1.1 No such user"],
  ["RCPT TO", "551 5.1.6 Mailbox has moved"],
  ["RCPT TO", "551 5.1.16 Moved"],
  ["DATA", "550 No such user here"],
  ["RCPT TO", "550 5.0.0 <ann@example.org>... User unknown"],
  ["RCPT TO", "550 5.5.0 Requested action not taken: mailbox unavailable"],
  ["RCPT TO", "553 5.3.0 <ann@example.org>... No such user here"],
  ["RCPT TO", "550 5.0.0 <ann.black@example.org>... User unknown"],
  ["RCPT TO", "550 No such user: client.relay@full-service.example"],
  ["RCPT TO", "554 delivery error: dd This user doesn't have an account"],
  ["DATA", "554 No such mailbox"],
  ["DATA", "550 5.2.1 Mailbox disabled"],
  ["DATA", "550-Requested action not taken\n550 mailbox unavailable"],
])("%s answered with %s is permanent", (command, response) => {
  expect(isRecipientRefused(refusal(command, response))).toBe(true);
});

it.each([
  ["CONN", "554 5.7.1 Your address is blocked"],
  ["AUTH PLAIN", "535 5.7.8 Bad credentials"],
  ["MAIL FROM", "550 5.1.1 No such user"],
  ["MAIL FROM", "553 Sender address rejected"],
  ["RCPT TO", "450 4.1.1 Try again"],
  ["RCPT TO", "451 Greylisted"],
  ["RCPT TO", "452 4.2.2 Mailbox full"],
  ["RCPT TO", "552 5.2.2 Mailbox full"],
  ["RCPT TO", "550 5.1.7 Bad sender's address"],
  ["RCPT TO", "550 5.1.8 Sender's domain does not exist"],
  ["RCPT TO", "554 5.7.1 <ann@example.org>: Relay access denied"],
  ["RCPT TO", "550 relay not permitted"],
  ["RCPT TO", "553 sorry, that domain isn't in my list of allowed rcpthosts"],
  ["RCPT TO", "550 Your IP is listed at a blocklist"],
  ["RCPT TO", "530 Authentication required"],
  ["RCPT TO", "554 Transaction failed"],
  ["RCPT TO", ""],
  ["DATA", "550 5.7.1 Message refused"],
  ["RCPT TO", "550 Mailbox quota exceeded"],
  ["RCPT TO", "550 5.0.0 Access denied"],
  ["RCPT TO", "550 Access denied"],
  ["RCPT TO", "550 Administrative prohibition"],
  ["RCPT TO", "554 5.0.0 Your IP is no user of ours"],
  ["RCPT TO", "450 4.0.0 User unknown"],
  ["MAIL FROM", "550 5.0.0 User unknown"],
  ["DATA", "550 5.4.1 Refused"],
  ["DATA", "554 Transaction failed"],
  ["DATA", "550 Message refused"],
  ["RCPT TO", "554 <user@account.example>: Transaction failed"],
  ["DATA", "550 Message to this user looks like spam"],
])("%s answered with %s is not permanent", (command, response) => {
  expect(isRecipientRefused(refusal(command, response))).toBe(false);
});

it("no other error is permanent", () => {
  expect(isRecipientRefused(new Error("550 5.1.1 No such user"))).toBe(false);
  expect(isRecipientRefused("RCPT TO")).toBe(false);
});
