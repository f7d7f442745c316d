import type { Database } from "@caretype/db";
import { toDomainError } from "../error/map.ts";
import type { AccountId } from "../field/ids.ts";
import { takeToken } from "../one-time-token/queries.ts";
import type { CheckedFactor } from "../second-factor/verify-factor.ts";
import type { Services } from "../services.ts";
import { type Credential, findCredential, notePasskeyUse } from "./queries.ts";
import type { AssertionResponse } from "./schema.ts";
import { type Assertion, verifyAssertion } from "./verify-response.ts";

export type PasskeyAnswer = {
  /** As in the options that were answered: of a log-in, its own challenge. */
  challenge: string;
  response: AssertionResponse;
};

/**
 * A passkey as second factor, which has answered the challenge and recognised its user; null where it has not, or is not
 * the account's. The challenge is the caller's to use up. `use` resolves to false where the passkey seems to be copied:
 * that is to be committed as well, as there is a mail to its owner in it.
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

/** The same for a step-up: its challenge is of `passkey.reauthenticationOptions`, and `use` uses it up, too. */
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

/** Whose passkey it is, and what it has signed: nothing is changed yet. */
export async function checkAnswer(
  db: Database,
  services: Services,
  answer: PasskeyAnswer,
): Promise<CheckedAnswer> {
  const credential = await findCredential(db, answer.response.id);
  const publicKey = credential?.publicKey ?? nobodysKey;
  return { credential, assertion: await verifyAssertion(services, answer, publicKey) };
}

/** Uses up a challenge of `passkey_login`; resolves to whether it was made for this account, or for nobody yet. */
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

/** Of a verified assertion. False, with a mail to the owner, where another one has counted as far already. */
export async function usePasskey(
  tx: Database,
  { mailer }: Pick<Services, "mailer">,
  { credential, assertion }: { credential: NonNullable<Credential>; assertion: Assertion },
): Promise<boolean> {
  const { id, name: passkeyName, accountName: name, email: to } = credential;
  if (await notePasskeyUse(tx, { id, ...assertion })) return true;
  const data = { name, passkeyName };
  await mailer.send(tx, { to, template: "passkeyCopied", data, lifetimeSeconds: mailSeconds });
  return false;
}

/** Whose private key is nowhere: an answer that names no passkey takes as long as one that is signed by another. */
const nobodysKey = Buffer.from(
  "pQECAyYgASFYIJG361E38rzgPY-WbwYfVqDDIQHZYlMvPcQEoNLY6N5PIlggv6yc_aZER1u0P-UC7mOckwmPGIc8oVgh37cxZbrrKhA",
  "base64url",
);
