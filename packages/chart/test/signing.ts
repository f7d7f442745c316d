import type { TestApi } from "@caretype/test-api/api";
import { makeColleague } from "@caretype/test-api/colleague";

type Person = Awaited<ReturnType<TestApi["signUp"]>>;
type Signer = Pick<Person, "caller">;

/** Links a member to a new doctor, so that they can sign. */
export async function linkToDoctor(owner: Signer, accountId: Person["account"]["id"]) {
  const { id: doctorId } = await owner.caller.doctor.create({ name: "Bo Ray" });
  await owner.caller.member.linkDoctor({ accountId, doctorId });
  return doctorId;
}

/** An owner who can sign, with a patient. */
export async function practiceWithSigner(api: TestApi) {
  const owner = await api.signUp();
  const { id: patientId } = await owner.caller.patient.create({ name: "Ann Lee", gender: "female" });
  return { ...owner, patientId, doctorId: await linkToDoctor(owner, owner.account.id) };
}

/** A clinician of the practice who can sign. */
export async function makeSigner(api: TestApi, owner: Signer) {
  const colleague = await makeColleague(api, owner, "clinician");
  return { ...colleague, doctorId: await linkToDoctor(owner, colleague.id) };
}

type Caller = Signer["caller"];
type Draft = Parameters<Caller["noteDraft"]["create"]>[0];

/** Writes a note and signs it. */
export async function signedNote(caller: Caller, given: Draft) {
  const { id } = await caller.noteDraft.create({ text: "Coughs.", ...given });
  const { hash } = await caller.noteDraft.review({ id });
  return caller.noteDraft.sign({ id, hash });
}
