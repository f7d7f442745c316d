/** A property of nodemailer's error, such as the server's answer. */
export const refusalText = (error: Error, property: string): string => {
  const value: unknown = Reflect.get(error, property);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

const longest = 300;

/** Until these commands, the server has received no secrets, so its answers can be stored. */
const harmlessCommands = /^(?:CONN|EHLO|HELO|LHLO|STARTTLS|MAIL FROM|RCPT TO)$/;

const oneLine = (text: string) => text.replace(/[\p{C}\s]+/gu, " ").trim();

/**
 * Why an email was not accepted, for the database and the log: `EENVELOPE at RCPT TO: 550 5.1.1 No such user`. Answers to
 * a password or content are reduced to their code, as they may quote it.
 */
export function describeRefusal(error: unknown): string {
  if (!(error instanceof Error)) return "an unknown error";
  const code = refusalText(error, "originalCode") || refusalText(error, "code") || error.name;
  const command = oneLine(refusalText(error, "command")).slice(0, 30);
  const response = oneLine(refusalText(error, "response"));
  const [status = refusalText(error, "responseCode")] =
    /^\d{3}(?: \d\.\d{1,3}\.\d{1,3})?(?!\S)/.exec(response) ?? [];
  const said = harmlessCommands.test(command) ? response : status;
  return `${oneLine(code)}${command && ` at ${command}`}${said && `: ${said}`}`.slice(0, longest);
}
