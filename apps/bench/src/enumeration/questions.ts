import type { TestBed } from "../bed/test-bed.ts";
import type { Asking } from "./ask.ts";
import { addLink, addPeople, newEmail, newToken, type Person } from "./people.ts";

/** This many failures of an account cause no delay yet. */
const failuresOfOne = 8;

const wrongPassword = "nine lives of a lamb";

type Asks = { url: string; rounds: number };

/** Questions about accounts that a caller without an account may ask. */
export async function questionsOf(bed: TestBed, { url, rounds }: Asks): Promise<Asking[]> {
  return [
    await logInQuestion(bed, { url, rounds }),
    await addressQuestion(bed, rounds, {
      question: "Does an address have an account? Asked by registering it.",
      path: "/trpc/account.register",
      more: { password: "quite a new one for this" },
    }),
    await addressQuestion(bed, rounds, {
      question: "Does an address have an account? Asked by a password reset.",
      path: "/trpc/account.requestPasswordReset",
      more: {},
    }),
    linkQuestion(bed),
  ];
}

async function logInQuestion(bed: TestBed, { url, rounds }: Asks): Promise<Asking> {
  const count = Math.ceil(rounds / failuresOfOne);
  const [known, deactivated] = [
    await addPeople(bed, count),
    await addPeople(bed, count, { isActive: false }),
  ];
  const [locked] = await addPeople(bed, 1);
  if (!locked) throw new Error("There is no account to lock.");
  await lock(bed, { url, locked });
  const nth = (people: Person[], round: number) => people[round % people.length] ?? locked;
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
async function lock({ sql }: TestBed, { url, locked }: { url: string; locked: Person }): Promise<void> {
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
  bed: TestBed,
  rounds: number,
  { question, path, more }: AddressQuestion,
): Promise<Asking> {
  const known = await addPeople(bed, rounds);
  const knownEmail = (round: number) => known[round]?.email ?? "";
  return {
    question,
    cases: [
      { name: "unknown address", path, body: () => ({ email: newEmail(), ...more }) },
      { name: "address of an account", path, body: (round) => ({ email: knownEmail(round), ...more }) },
    ],
  };
}

function linkQuestion(bed: TestBed): Asking {
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
      { name: "made up", path, body: () => body(addLink(bed, { purpose }).then(newToken)) },
      { name: "used", path, body: () => body(addLink(bed, { purpose, isUsed: true })) },
      { name: "expired", path, body: () => body(addLink(bed, { purpose, isExpired: true })) },
      { name: "for something else", path, body: () => body(addLink(bed, { purpose: "unlock" })) },
    ],
  };
}
