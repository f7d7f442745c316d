/** What an error of nodemailer says, and of what the server has answered. */
export const refusalText = (error: Error, property: string): string => {
  const value: unknown = Reflect.get(error, property);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

const longest = 300;

/** Up to these the server has seen nothing that is secret: what it says about them can be kept. */
const harmlessCommands = /^(?:CONN|EHLO|HELO|LHLO|STARTTLS|MAIL FROM|RCPT TO)$/;

const oneLine = (text: string) => text.replace(/[\p{C}\s]+/gu, " ").trim();

/**
 * Why a mail was not accepted, for the database and the log: `EENVELOPE at RCPT TO: 550 5.1.1 No such user`. What a
 * server says of a password or a text is left out but for its code, as it may quote them.
 */
export function describeRefusal(error: unknown): string {
  if (!(error instanceof Error)) return "an error of an unknown kind";
  const code = refusalText(error, "originalCode") || refusalText(error, "code") || error.name;
  const command = oneLine(refusalText(error, "command")).slice(0, 30);
  const response = oneLine(refusalText(error, "response"));
  const [status = refusalText(error, "responseCode")] =
    /^\d{3}(?: \d\.\d{1,3}\.\d{1,3})?(?!\S)/.exec(response) ?? [];
  const said = harmlessCommands.test(command) ? response : status;
  return `${oneLine(code)}${command && ` at ${command}`}${said && `: ${said}`}`.slice(0, longest);
}
