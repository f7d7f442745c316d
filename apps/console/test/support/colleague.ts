import { randomUUID } from "node:crypto";
import type { RouterInputs } from "@caretype/client";
import type { SignedUp, TestBackend } from "@caretype/testing";
import { expect } from "./expect.ts";
import { eventually } from "./open.ts";

/** Creates an account that is a member of the owner's practice only. */
export async function makeColleague(
  backend: TestBackend,
  owner: SignedUp,
  role: RouterInputs["invitation"]["create"]["role"],
) {
  const [email, password] = [`${randomUUID()}@example.org`, "nine lives of a lamp"];
  await owner.client.invitation.create.mutate({ email, role });
  await eventually(async () => expect(await backend.mails(email)).toHaveLength(1));
  const [mail] = await backend.mails(email);
  const client = backend.client();
  await client.auth.register({ email, password, invitationToken: mail?.token ?? "" });
  return { client, email, password };
}
