import type { DoctorId, InvitationId } from "@caretype/core/kernel/field/ids";
import type { Role } from "@caretype/core/kernel/permissions/permissions";
import type { TestApi } from "./api.ts";
import { newestMail } from "./mails.ts";

type Api = TestApi;
type Person = Awaited<ReturnType<Api["signUp"]>>;

/** Invites an address. Returns the token of the link. */
export async function invite(
  api: Api,
  owner: Pick<Person, "caller">,
  asked: { email: string; role: Role; doctorId?: DoctorId },
): Promise<{ id: InvitationId; token: string }> {
  const { id } = await owner.caller.invitation.create(asked);
  const { token } = await newestMail(api, asked.email, "invitation");
  return { id, token };
}

/**
 * Signs up an account and adds it to the owner's practice, in which `caller` acts. `ownCaller` acts in its
 * own.
 */
export async function makeColleague(api: Api, owner: Pick<Person, "caller">, role: Role) {
  const person = await api.signUp();
  const { token } = await invite(api, owner, { email: person.email, role });
  const { id: practice } = await person.caller.invitation.accept({ token });
  const caller = api.callerWith({ accessToken: person.access, practice });
  return { ...person, ownCaller: person.caller, caller, practice, id: person.account.id };
}
