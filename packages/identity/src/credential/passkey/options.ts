import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { Database } from "@caretype/db";
import { findAccount } from "../../account/queries.ts";
import { insertChallenge } from "../../token/queries.ts";
import { type KnownPasskey, listPasskeys } from "./queries.ts";
import { algorithms, maxPasskeys, relyingParty, userHandleOf } from "./relying-party.ts";
import type { AssertionOptions, RegistrationOptions } from "./schema.ts";

const challengeSeconds = 300;
const timeout = challengeSeconds * 1000;

const descriptorOf = ({ id, transports }: KnownPasskey) => ({ id, type: "public-key" as const, transports });

/** Options for creating a passkey. Rejects with `TOO_MANY_PASSKEYS`. */
export async function registrationOptions(
  tx: Database,
  services: Services,
  accountId: AccountId,
): Promise<RegistrationOptions> {
  const known = await listPasskeys(tx, accountId);
  if (known.length >= maxPasskeys) throw new DomainError("TOO_MANY_PASSKEYS");
  const { email, name } = await findAccount(tx, accountId);
  const { id, name: ourName } = relyingParty(services);
  const purpose = "passkey_registration";
  return {
    challenge: await newChallenge(tx, services, { purpose, accountId }),
    rp: { id, name: ourName },
    user: { id: userHandleOf(accountId), name: email, displayName: name },
    pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key", alg })),
    timeout,
    excludeCredentials: known.map(descriptorOf),
    authenticatorSelection: {
      residentKey: "preferred",
      requireResidentKey: false,
      userVerification: "required",
    },
    attestation: "none",
    extensions: { credProps: true },
  };
}

/** Options for a sign-in with any passkey of this host, before the account is known. */
export async function logInOptions(tx: Database, services: Services): Promise<AssertionOptions> {
  const challenge = await newChallenge(tx, services, { purpose: "passkey_login", accountId: null });
  return { ...requestOf(services), challenge };
}

/** Options for re-authentication of a signed-in account. Rejects with `SECOND_FACTOR_NOT_SET_UP`. */
export async function reauthenticationOptions(
  tx: Database,
  services: Services,
  accountId: AccountId,
): Promise<AssertionOptions> {
  const challenge = await newChallenge(tx, services, { purpose: "passkey_login", accountId });
  return assertionOptions(tx, services, { accountId, challenge });
}

/** Options to answer an existing challenge by one of the account's passkeys. Rejects with `SECOND_FACTOR_NOT_SET_UP`. */
export async function assertionOptions(
  db: Database,
  services: Services,
  { accountId, challenge }: { accountId: AccountId; challenge: string },
): Promise<AssertionOptions> {
  const allowed = await listPasskeys(db, accountId);
  // An empty list would allow any passkey.
  if (allowed.length === 0) throw new DomainError("SECOND_FACTOR_NOT_SET_UP");
  return { ...requestOf(services), challenge, allowCredentials: allowed.map(descriptorOf) };
}

const requestOf = (services: Services) => ({
  rpId: relyingParty(services).id,
  timeout,
  userVerification: "required" as const,
});

type NewChallenge = { purpose: "passkey_registration" | "passkey_login"; accountId: AccountId | null };

/** The token is 32 bytes in base64url, which is also how browsers return a challenge. */
const newChallenge = (tx: Database, { linkTokens }: Services, values: NewChallenge) =>
  insertChallenge(tx, linkTokens, { ...values, lifetimeSeconds: challengeSeconds });
