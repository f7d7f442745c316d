import { toDomainError } from "@caretype/core/kernel/error/map";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { Database } from "@caretype/db";
import { takeToken } from "../../token/queries.ts";
import type { CheckedFactor } from "../second-factor/verify-factor.ts";
import { type Credential, findCredential, recordPasskeyUse } from "./queries.ts";
import type { AssertionResponse } from "./schema.ts";
import { type Assertion, verifyAssertion } from "./verify-response.ts";

export type PasskeyAnswer = {
  /** From the answered options. For a second factor, the challenge of the sign-in. */
  challenge: string;
  response: AssertionResponse;
};

/**
 * Checks a passkey as second factor: it must belong to the account, answer the challenge and verify its user. Null if not.
 * The caller consumes the challenge. `use` resolves to false if the passkey may be a copy. Commit that, too, as it queues
 * an email to the owner.
 */
export async function checkPasskey(
  db: Database,
  services: Services,
  { accountId, ...answer }: PasskeyAnswer & { accountId: AccountId },
): Promise<CheckedFactor | null> {
  const { credential, assertion } = await checkAnswer(db, services, answer);
  if (credential?.accountId !== accountId || !assertion) return null;
  return { isGuessable: false, use: (tx) => usePasskey(tx, services, { credential, assertion }) };
}

/** The same for re-authentication, with a challenge of `passkey.reauthenticationOptions`, which `use` consumes. */
export async function checkReauthentication(
  db: Database,
  services: Services,
  answer: PasskeyAnswer & { accountId: AccountId },
): Promise<CheckedFactor | null> {
  const factor = await checkPasskey(db, services, answer);
  if (!factor) return null;
  const use = async (tx: Database) =>
    (await takeLogInChallenge(tx, services, answer)) && (await factor.use(tx));
  return { ...factor, use };
}

export type CheckedAnswer = { credential: Credential; assertion: Assertion | null };

/** Finds the passkey and verifies its signature, without changes. */
export async function checkAnswer(
  db: Database,
  services: Services,
  answer: PasskeyAnswer,
): Promise<CheckedAnswer> {
  const credential = await findCredential(db, answer.response.id);
  const publicKey = credential?.publicKey ?? dummyKey;
  return { credential, assertion: await verifyAssertion(services, answer, publicKey) };
}

/** Consumes a challenge of `passkey_login`. Resolves to whether it was created for this account, or for none. */
export async function takeLogInChallenge(
  tx: Database,
  { linkTokens }: Pick<Services, "linkTokens">,
  { challenge: token, accountId }: { challenge: string; accountId: AccountId | null },
): Promise<boolean> {
  try {
    const taken = await takeToken(tx, linkTokens, { token, purpose: "passkey_login" });
    return taken.accountId === accountId;
  } catch (error) {
    if (toDomainError(error).code === "INVALID_LINK") return false;
    throw error;
  }
}

const mailSeconds = 7 * 86_400;

/** Records the use of a verified assertion. False if the counter did not increase: then it emails the owner. */
export async function usePasskey(
  tx: Database,
  { mailer }: Pick<Services, "mailer">,
  { credential, assertion }: { credential: NonNullable<Credential>; assertion: Assertion },
): Promise<boolean> {
  const { id, name: passkeyName, accountName: name, email: to } = credential;
  if (await recordPasskeyUse(tx, { id, ...assertion })) return true;
  const data = { name, passkeyName };
  await mailer.send(tx, { to, template: "passkeyCopied", data, lifetimeSeconds: mailSeconds });
  return false;
}

/** A key without a private key, so that an unknown passkey takes as long as a wrong signature. */
const dummyKey = Buffer.from(
  "pQECAyYgASFYIJG361E38rzgPY-WbwYfVqDDIQHZYlMvPcQEoNLY6N5PIlggv6yc_aZER1u0P-UC7mOckwmPGIc8oVgh37cxZbrrKhA",
  "base64url",
);
