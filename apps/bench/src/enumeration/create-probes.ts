import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { BenchEnvironment } from "../environment/bench-environment.ts";
import type { Probe } from "./probe.ts";

/** This many failures of an account cause no delay yet. */
const failuresOfOne = 8;

const wrongPassword = "nine lives of a lamb";

type ProbeOptions = { url: string; rounds: number };

/** Questions about accounts that a caller without an account may ask. */
export async function createProbes(
  environment: BenchEnvironment,
  { url, rounds }: ProbeOptions,
): Promise<Probe[]> {
  return [
    await logInQuestion(environment, { url, rounds }),
    await addressQuestion(environment, rounds, {
      question: "Does an address have an account? Asked by registering it.",
      path: "/trpc/account.register",
      more: { password: "quite a new one for this" },
    }),
    await addressQuestion(environment, rounds, {
      question: "Does an address have an account? Asked by a password reset.",
      path: "/trpc/account.requestPasswordReset",
      more: {},
    }),
    linkQuestion(environment),
  ];
}

async function logInQuestion(environment: BenchEnvironment, { url, rounds }: ProbeOptions): Promise<Probe> {
  const count = Math.ceil(rounds / failuresOfOne);
  const [known, deactivated] = [
    await addAccounts(environment, count),
    await addAccounts(environment, count, { isActive: false }),
  ];
  const [locked] = await addAccounts(environment, 1);
  if (!locked) throw new Error("There is no account to lock.");
  await lock(environment, { url, locked });
  const nth = (people: TestAccount[], round: number) => people[round % people.length] ?? locked;
  const path = "/trpc/account.login";
  return {
    question: "What is wrong with a log-in?",
    cases: [
      { name: "unknown", path, body: () => ({ email: newEmail(), password: wrongPassword }) },
      {
        name: "wrong password",
        path,
        body: (round) => ({ ...nth(known, round), password: wrongPassword }),
      },
      { name: "locked, right password", path, body: () => locked },
      { name: "deactivated, right password", path, body: (round) => nth(deactivated, round) },
    ],
  };
}

/** Fails until the account is locked, and prolongs the delay beyond the measurement. */
async function lock(
  { sql }: BenchEnvironment,
  { url, locked }: { url: string; locked: TestAccount },
): Promise<void> {
  const body = JSON.stringify({ ...locked, password: wrongPassword });
  for (let failures = 0; failures < 10; failures++) {
    const headers = { "content-type": "application/json", "x-forwarded-for": `2001:db8:ffff:${failures}::1` };
    const response = await fetch(`${url}/trpc/account.login`, { method: "POST", headers, body });
    await response.arrayBuffer();
  }
  const delayed = await sql`
    update login_failure set expire = expire + 86400000 where key like 'password delay:%' returning key`;
  if (delayed.length !== 1) throw new Error("The account is not locked.");
}

type AddressQuestion = { question: string; path: string; more: object };

async function addressQuestion(
  environment: BenchEnvironment,
  rounds: number,
  { question, path, more }: AddressQuestion,
): Promise<Probe> {
  const known = await addAccounts(environment, rounds);
  const knownEmail = (round: number) => known[round]?.email ?? "";
  return {
    question,
    cases: [
      { name: "unknown address", path, body: () => ({ email: newEmail(), ...more }) },
      { name: "address of an account", path, body: (round) => ({ email: knownEmail(round), ...more }) },
    ],
  };
}

function linkQuestion(environment: BenchEnvironment): Probe {
  const path = "/trpc/account.resetPassword";
  const purpose = "reset_password";
  const body = async (token: Promise<string>) => ({
    token: await token,
    password: "quite a new one for this",
  });
  return {
    question: "What is wrong with a link?",
    cases: [
      // Also writes a row, because work before a call affects its duration.
      { name: "made up", path, body: () => body(addLink(environment, { purpose }).then(newToken)) },
      { name: "used", path, body: () => body(addLink(environment, { purpose, isUsed: true })) },
      { name: "expired", path, body: () => body(addLink(environment, { purpose, isExpired: true })) },
      { name: "for something else", path, body: () => body(addLink(environment, { purpose: "unlock" })) },
    ],
  };
}

/** An account like many others, with the password of the environment's account. */
type TestAccount = { email: string; password: string };

async function addAccounts(
  { sql, account }: BenchEnvironment,
  count: number,
  { isActive = true }: { isActive?: boolean } = {},
): Promise<TestAccount[]> {
  const rows = await sql<{ email: string }[]>`
    insert into account (id, username, email, name, password_hash, email_verified, is_active)
    select uuidv7(), 'person-' || key, 'person.' || key || '@example.org', 'Sam Okafor', password_hash, true, ${isActive}
    from account, lateral (select ${randomUUID()} || '-' || number as key from generate_series(1, ${count}::int) number) keys
    where account.id = ${account.id}
    returning email`;
  return rows.map(({ email }) => ({ email, password: account.password }));
}

const newEmail = () => `nobody.${randomUUID()}@example.org`;

type Link = { purpose: string; isUsed?: boolean; isExpired?: boolean };

/** Adds a link as emailed: returns its token, and stores the hash. */
async function addLink(
  { sql, account }: BenchEnvironment,
  { purpose, isUsed = false, isExpired = false }: Link,
): Promise<string> {
  const token = newToken();
  await sql`
    insert into one_time_token (id, purpose, hash, account_id, email, expires_at, used_at)
    values (uuidv7(), ${purpose}, ${createHash("sha256").update(token).digest()}, ${account.id}, ${account.email},
      now() + make_interval(hours => ${isExpired ? -1 : 1}), ${isUsed ? new Date() : null})`;
  return token;
}

const newToken = () => randomBytes(32).toString("base64url");
