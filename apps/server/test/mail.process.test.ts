import { openDatabase } from "@caretype/db";
import { readMessage, startSmtpServer } from "@caretype/test-api/smtp-server";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, expect, test, vi } from "vitest";
import { type Served, useServerProcesses } from "./server-process.ts";

const { url: databaseUrl, drop } = await createTestDatabase();
const secret = "a secret key of the tests, long enough";
const { command, served } = useServerProcesses({
  DATABASE_URL: databaseUrl,
  SECRET_KEY: secret,
  REGISTRATION: "verified",
  BCRYPT_COST: "4",
  MAIL_FROM: "Caretype <no-reply@example.org>",
});
const database = openDatabase({ url: databaseUrl });
afterAll(async () => {
  await database.close();
  await drop();
});

async function register({ url }: Served, email: string) {
  const response = await fetch(`${url}/api/auth/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "Ada Byron", email, password: "nine lives of a lamp" }),
  });
  expect(response.status).toBe(201);
}

const waitUntil = (assertion: () => void | Promise<void>) => vi.waitFor(assertion, { interval: 50 });
const mailRows = async () => [
  ...(await database.reader.execute<{ id: string; sent_at: string | null }>(
    "select id, sent_at from mail where expires_at > created_at order by id",
  )),
];
const linkAt = (url: string) => new RegExp(`${url}/confirm-registration#token=[\\w-]{43}`);
const linkTo = (port: number) => linkAt(`http://localhost:${port}`);

test("without SMTP_URL, emails wait, the log shows no content, and the command line shows them", async () => {
  const server = await served();
  const email = "waiting@example.org";
  await register(server, email);
  await waitUntil(async () => expect(await mailRows()).toHaveLength(1));
  const [row] = await mailRows();
  const listed = await command(["mail", "list"]);
  expect(listed).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(
      new RegExp(`^${row?.id}\t20.*\tconfirmRegistration\t${email}\twaiting\tuntil 20.*\t0 attempts\n$`),
    ),
  });
  const shown = await command(["mail", "show", row?.id ?? ""], { PORT: String(server.port) });
  expect(shown.status).toBe(0);
  expect(shown.stdout).toContain(`To: ${email}\nSubject: Confirm your registration\n\nHello Ada Byron,\n`);
  const [link = ""] = linkTo(server.port).exec(shown.stdout) ?? [];
  expect(link).not.toBe("");
  const none = await command(["mail", "list", "--state", "sent"]);
  expect(none).toEqual({ status: 0, stdout: "", stderr: "There are no sent emails.\n" });
  const unknown = await command(["mail", "show", row?.id.replace(/^.{8}/, "00000000") ?? ""]);
  expect(unknown).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("There is no email with the id"),
  });
  server.child.kill("SIGTERM");
  await waitUntil(() => expect(server.child.exitCode).toBe(0));
  expect(server.output.stdout).toContain("SMTP_URL is not set: emails wait in the database");
  for (const content of [email, "Ada Byron", link.split("=")[1] ?? "", "confirm-registration"])
    expect(server.output.stdout).not.toContain(content);
});

test("another SECRET_KEY is reported at the start, and commands refuse to print links with it", async () => {
  const other = { SECRET_KEY: "another secret key of the tests, long enough" };
  const [row] = await mailRows();
  for (const words of [
    ["mail", "show", row?.id ?? ""],
    ["admin", "reset", "--email", "waiting@example.org"],
  ]) {
    expect(await command(words, other)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("SECRET_KEY differs from the key of the server on this database"),
    });
  }
  const server = await served(other);
  await waitUntil(() =>
    expect(server.output.stdout).toContain(
      "SECRET_KEY differs from the key that this database was used with",
    ),
  );
  await waitUntil(async () => expect(await database.reader.execute("select from known_key")).toHaveLength(2));
  server.child.kill("SIGTERM");
  await waitUntil(() => expect(server.child.exitCode).toBe(0));
});

test("a server with SMTP_URL sends a waiting email, and the next one re-sends it with the same Message-ID if the first was killed", async () => {
  const [row] = await mailRows();
  const victim: { server?: Served } = {};
  const killed = Promise.withResolvers<void>();
  const smtp = await startSmtpServer({
    answer: async () => {
      if (!victim.server) return;
      victim.server.child.once("exit", () => killed.resolve());
      victim.server.child.kill("SIGKILL");
      await killed.promise;
    },
  });
  // Otherwise the server would be killed before it prints its address.
  await database.reader.execute("update pgboss.job set start_after = now() + interval '1 hour'");
  const sending = { SMTP_URL: smtp.url, APP_URL: "https://app.example.org/care/" };
  victim.server = await served(sending);
  await database.reader.execute("update pgboss.job set start_after = now()");
  await killed.promise;
  delete victim.server;
  await waitUntil(() => expect(smtp.received).toHaveLength(1));
  expect(await mailRows()).toEqual([{ id: row?.id, sent_at: null }]);
  // Two minutes later.
  await database.reader.execute("update pgboss.job set started_on = now() - interval '2 minutes'");
  await database.reader.execute("update pgboss.queue set monitor_claim_on = now() - interval '2 minutes'");
  const next = await served(sending);
  await waitUntil(async () => expect((await mailRows())[0]?.sent_at).not.toBeNull());
  expect(smtp.received.map(({ messageId }) => messageId)).toEqual([
    `<${row?.id}@example.org>`,
    `<${row?.id}@example.org>`,
  ]);
  expect((await readMessage(smtp.received[1]?.raw ?? "")).text).toMatch(
    linkAt("https://app.example.org/care"),
  );
  await register(next, "second@example.org");
  await waitUntil(() => expect(smtp.received).toHaveLength(3));
  expect(smtp.received[2]?.to).toEqual(["second@example.org"]);
  next.child.kill("SIGTERM");
  await waitUntil(() => expect(next.child.exitCode).toBe(0));
  // The key was used before, though another one was used last.
  expect(next.output.stdout).not.toContain("SECRET_KEY differs");
  const listed = await command(["mail", "list", "--state", "sent"]);
  expect(listed.stdout).toMatch(
    /\tsecond@example\.org\tsent\tat 20.*\t1 attempt\n.*\tsent\tat 20.*\t2 attempts\n$/,
  );
});
