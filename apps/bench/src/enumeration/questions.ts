import type { TestBed } from "../bed/test-bed.ts";
import type { Asking } from "./ask.ts";
import { addLink, addPeople, newEmail, newToken, type Person } from "./people.ts";

/** So many failures of an account bring no delay yet. */
const failuresOfOne = 8;

const wrongPassword = "nine lives of a lamb";

type Asks = { url: string; rounds: number };

/** Who has an account, and of what kind, as far as somebody who has none can ask. */
export async function questionsOf(bed: TestBed, { url, rounds }: Asks): Promise<Asking[]> {
  return [
    await logInQuestion(bed, { url, rounds }),
    await addressQuestion(bed, rounds, {
      question: "Has an address an account? By registering it",
      path: "/trpc/account.register",
      more: { password: "quite a new one for this" },
    }),
    await addressQuestion(bed, rounds, {
      question: "Has an address an account? By a password reset",
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
  if (!locked) throw new Error("there is nobody to lock");
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

/** Fails as often as it takes, and has the delay that follows last as long as is measured. */
async function lock({ sql }: TestBed, { url, locked }: { url: string; locked: Person }): Promise<void> {
  const body = JSON.stringify({ ...locked, password: wrongPassword });
  for (let failures = 0; failures < 10; failures++) {
    const headers = { "content-type": "application/json", "x-forwarded-for": `2001:db8:ffff:${failures}::1` };
    const response = await fetch(`${url}/trpc/account.login`, { method: "POST", headers, body });
    await response.arrayBuffer();
  }
  const delayed = await sql`
    update login_failure set expire = expire + 86400000 where key like 'password delay:%' returning key`;
  if (delayed.length !== 1) throw new Error("the account is not locked");
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
      { name: "nobody's", path, body: () => ({ email: newEmail(), ...more }) },
      { name: "somebody's", path, body: (round) => ({ email: knownEmail(round), ...more }) },
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
      // One is written for it, too: whatever goes before a call is a part of how quick it is.
      { name: "made up", path, body: () => body(addLink(bed, { purpose }).then(newToken)) },
      { name: "used", path, body: () => body(addLink(bed, { purpose, isUsed: true })) },
      { name: "expired", path, body: () => body(addLink(bed, { purpose, isExpired: true })) },
      { name: "for something else", path, body: () => body(addLink(bed, { purpose: "unlock" })) },
    ],
  };
}
