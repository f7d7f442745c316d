import { randomBytes, randomUUID } from "node:crypto";
import type { DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";
import { restOf } from "./rest.ts";

type Backend = { url: string; database: Pick<DatabaseHandle, "reader"> };
type Asked = { email: string; role: string };

const fieldOf = (body: unknown, name: string) => String(Reflect.get(Object(body), name));

/** Invites an address as an owner does, and replaces the emailed token with a known one. */
export async function invite(
  { url, database }: Backend,
  accessToken: string,
  asked: Asked,
): Promise<{ id: string; token: string }> {
  const { status, body } = await restOf(url, accessToken)("POST /practices/mine/invitations", asked);
  if (status !== 201) throw new Error(`no invitation: ${JSON.stringify(body)}`);
  const [id, token] = [fieldOf(body, "id"), randomBytes(32).toString("base64url")];
  await database.reader.execute(sql`
    update one_time_token set hash = sha256(convert_to(${token}, 'UTF8')) where payload->>'invitationId' = ${id}`);
  return { id, token };
}

/** Invites an address and registers it. The new account works only in the owner's practice. */
export async function makeColleague(backend: Backend, accessToken: string, role: string) {
  const email = `${randomUUID()}@example.org`;
  const { token } = await invite(backend, accessToken, { email, role });
  const { status, body } = await restOf(backend.url)("POST /auth/register", {
    email,
    password: "nine lives of a lamp",
    invitation_token: token,
  });
  if (status !== 201) throw new Error(`no account: ${JSON.stringify(body)}`);
  const tokens: unknown = Reflect.get(Object(body), "tokens");
  return { id: fieldOf(body, "id"), email, accessToken: fieldOf(tokens, "access") };
}
