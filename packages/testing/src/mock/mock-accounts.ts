import type { Tokens } from "@caretype/client";
import type { MockContract } from "./contract-parts.ts";
import { MockFailure } from "./mock-failure.ts";

export type Caller = { account: MockAccount; role: string };

type MockAccount = { id: string; email: string; [field: string]: unknown };
type Member = Caller & { password: string };
type Fields = Readonly<Record<string, unknown>>;

const sessionSeconds = 3600;

/**
 * Accounts and their sessions, as far as a client needs them: a sign-in gives tokens, and the tokens identify the
 * account.
 */
export class MockAccounts {
  readonly #contract: MockContract;
  readonly #members: Member[] = [];
  /** By either token. */
  readonly #sessions = new Map<string, { member: Member; number: number }>();
  #number = 0;

  constructor(contract: MockContract) {
    this.#contract = contract;
  }

  add({ email, password, ...fields }: Fields & { email: string; password: string }, role: string): Tokens {
    this.#number += 1;
    const [username = email] = email.split("@");
    const example = fieldsOf(this.#contract.procedures["account.me"]?.example);
    const id = `0198c0de-7a12-7000-8000-${this.#number.toString(16).padStart(12, "0")}`;
    const name = fields.name ?? fields.username ?? username;
    const account = { ...example, username: fields.username ?? username, name, isStaff: false, id, email };
    const member = { account, role, password };
    this.#members.push(member);
    return this.#signIn(member);
  }

  callerOf(access: string | null): Caller | undefined {
    return this.#sessions.get(access ?? "")?.member;
  }

  answer(path: string, input: unknown, access: string | null): { data: unknown } | undefined {
    const session = this.#sessions.get(access ?? "");
    const member = session?.member;
    const given = fieldsOf(input);
    const { example } = this.#contract.procedures[path] ?? {};
    switch (path) {
      case "account.register":
        return { data: this.#register(given) };
      case "account.login":
        return { data: this.#login(given, example) };
      case "account.refresh":
        return { data: this.#refresh(String(given.refresh)) };
      case "account.logout":
        return this.#end((other) => other.number === session?.number);
      case "account.logoutEverywhere":
        return this.#end((other) => other.member === member);
      case "account.me":
        return { data: member?.account };
      case "practice.mine":
        return { data: { ...fieldsOf(example), ...this.#membership(member) } };
      case "member.me":
        return { data: { ...fieldsOf(example), accountId: member?.account.id, role: member?.role } };
      default:
        return this.#otherSignIn(example);
    }
  }

  #end(isEnding: (session: { member: Member; number: number }) => boolean): { data: unknown } {
    for (const [token, session] of this.#sessions) if (isEnding(session)) this.#sessions.delete(token);
    return { data: null };
  }

  #membership(member: Member | undefined): Fields {
    const role = member?.role ?? "";
    return { role, permissions: this.#contract.permissions[role] ?? [] };
  }

  #register({ email, password, ...fields }: Fields): unknown {
    const address = String(email).toLowerCase();
    if (this.#members.some(({ account }) => account.email.toLowerCase() === address))
      throw new MockFailure("EMAIL_TAKEN");
    const tokens = this.add({ ...fields, email: String(email), password: String(password) }, "owner");
    return { ...this.callerOf(tokens.access)?.account, tokens };
  }

  #login({ email, username, password }: Fields, example: unknown): unknown {
    const identity = String(email ?? username).toLowerCase();
    const member = this.#members.find(({ account }) =>
      [account.email, account.username].some((name) => String(name).toLowerCase() === identity),
    );
    if (member?.password !== password || !member) throw new MockFailure("INVALID_CREDENTIALS");
    return signedIn(example, this.#signIn(member), member.account);
  }

  /** A second factor, passkey or emailed link signs in the first account. */
  #otherSignIn(example: unknown): { data: unknown } | undefined {
    const [member] = this.#members;
    const hasTokens = typeof example === "object" && example !== null && "tokens" in example;
    if (!hasTokens || !member) return undefined;
    return { data: signedIn(example, this.#signIn(member), member.account) };
  }

  #refresh(refresh: string): Tokens {
    const { member } = this.#sessions.get(refresh) ?? {};
    if (!member) throw new MockFailure("INVALID_REFRESH_TOKEN");
    return this.#signIn(member);
  }

  /** Both tokens identify the member. Clients read the account and the expiry from the access token. */
  #signIn(member: Member): Tokens {
    this.#number += 1;
    const issuedAt = Math.floor(Date.now() / 1000);
    const claims = { sub: member.account.id, sid: `session-${this.#number}`, iat: issuedAt };
    const payload = btoa(JSON.stringify({ ...claims, exp: issuedAt + sessionSeconds }));
    const tokens = { access: `mock.${payload}.signature`, refresh: `mock-${this.#number}` };
    for (const token of Object.values(tokens)) this.#sessions.set(token, { member, number: this.#number });
    return tokens;
  }
}

const fieldsOf = (value: unknown): Fields => ({ ...Object(value) });

/** Fills new tokens into an answer, wherever the example has some. */
function signedIn(example: unknown, tokens: Tokens, account: MockAccount): unknown {
  const fields = fieldsOf(example);
  return {
    ...fields,
    ...("id" in fields && account),
    ...("user" in fields && { user: account }),
    ...("access" in fields && tokens),
    tokens,
  };
}
