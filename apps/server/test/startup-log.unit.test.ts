import { expect, test } from "vitest";
import { createLogger } from "../src/log/logger.ts";
import { warnUnencryptedDatabase } from "../src/start/database-connection.ts";
import { logMailDestination, mailSettings } from "../src/start/mail-settings.ts";

function createLog() {
  const lines: string[] = [];
  const logger = createLogger("info", { write: (line) => void lines.push(line) });
  return { logger, lines };
}

test("a database on another machine without sslmode gets a warning, and an explicit sslmode does not", () => {
  const warningsOf = (url: string) => {
    const { logger, lines } = createLog();
    warnUnencryptedDatabase(url, logger);
    return lines;
  };
  for (const host of ["db", "db.example.org:5433", "10.0.0.7", "[2001:db8::1]", "db.localhost"]) {
    const [line, ...others] = warningsOf(`postgres://u:MARKER@${host}/care`);
    expect(others).toEqual([]);
    expect(JSON.parse(line ?? "{}")).toMatchObject({
      level: "warn",
      msg: expect.stringContaining("not encrypted, because sslmode is not set: use sslmode=verify-full"),
    });
    expect(line).not.toContain("MARKER");
  }
  for (const mode of ["disable", "allow", "prefer", "require"])
    expect(warningsOf(`postgres://u@db/care?sslmode=${mode}`)).toEqual([]);
  for (const host of ["localhost", "127.0.0.1", "[::1]"])
    expect(warningsOf(`postgres://u@${host}/care`)).toEqual([]);
  expect(warningsOf("postgres:///care?host=/var/run/postgresql")).toEqual([]);
});

test("with the embedded database, the log says that it shows links that reset passwords", () => {
  const { logger, lines } = createLog();
  const given = { smtpUrl: null, mailFrom: "a@example.org", databaseUrl: null };
  logMailDestination(given, logger);
  expect(lines.at(-1)).toContain("emails to accounts, with links that reset passwords, appear in this log");
  const mail = { id: "1", to: "ada@example.org", subject: "Reset your password", text: "http://…#token=…" };
  mailSettings(given, logger).onWaiting?.(mail);
  expect(lines.at(-1)).toContain("anybody who reads this log can use its links");
  mailSettings(given, logger).onWaiting?.({ id: "2", template: "appointment" });
  expect(lines.at(-1)).toContain("mail show <id>");
});
