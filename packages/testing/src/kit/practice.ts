import { randomUUID } from "node:crypto";
import { roles } from "@caretype/api/declared";
import { type Account, type Client, createClient, type RouterInputs } from "@caretype/client";
import { requireKnown } from "../require-known.ts";
import { createFactories, type Factories } from "./factories.ts";

/** The roles of a practice's members. */
export type Role = RouterInputs["invitation"]["create"]["role"];

/** A practice of the backend, isolated from all others. */
export type TestPractice = {
  /** A client of the practice's owner, signed in. */
  readonly client: Client;
  /**
   * Resolves to the client of a member with this role, who joins by invitation. Later calls resolve to the same
   * client.
   *
   * @example
   * const reception = await backend.as("reception");
   */
  as(role: Role): Promise<Client>;
  /**
   * Creates records as the owner.
   *
   * @example
   * const { id } = await backend.create.patient({ name: "Jane Roe" });
   */
  readonly create: Factories;
};

const credentials = (role: Role) => ({
  email: `${role}-${randomUUID()}@example.org`,
  password: `pass ${randomUUID()}`,
});

export type PracticeHost = {
  /** The server's time, in milliseconds since 1970. */
  now(): number;
  /** Called with each account that the practice signs in. */
  onAccount(id: Account["id"]): void;
};

/** A server in another process. */
const elsewhere: PracticeHost = { now: () => Date.now(), onAccount: () => undefined };

export async function createPractice(url: string, seed: number, host = elsewhere): Promise<TestPractice> {
  const client = createClient({ url });
  host.onAccount((await client.auth.register(credentials("owner"))).id);
  const members = new Map<Role, Promise<Client>>([["owner", Promise.resolve(client)]]);
  return {
    client,
    as(role) {
      requireKnown("role", role, roles);
      const member = members.get(role) ?? join({ url, owner: client, host }, role);
      members.set(role, member);
      return member;
    },
    create: createFactories(client, seed, host.now),
  };
}

type Joining = { url: string; owner: Client; host: PracticeHost };

async function join({ url, owner, host }: Joining, role: Role): Promise<Client> {
  const { email, password } = credentials(role);
  const { link } = await owner.invitation.create.mutate({ email, role });
  const invitationToken = new URL(link ?? "").hash.replace("#token=", "");
  const member = createClient({ url });
  host.onAccount((await member.auth.register({ email, password, invitationToken })).id);
  return member;
}
