import { startAuthentication, startRegistration } from "@simplewebauthn/browser";
import { caretype } from "../api.ts";
import { isPasskeyOf } from "./passkey-owner.ts";

const { auth, passkey, account } = caretype;

/** The passkey belongs to another account than the page. */
export class OthersPasskeyError extends Error {
  override readonly name = "OthersPasskeyError";
}

/**
 * Signs in with a passkey alone.
 * Rejects with `OthersPasskeyError` if it is not of `accountId`, so that only that account can unlock the page.
 */
export async function signInWithPasskey(accountId?: string) {
  const optionsJSON = await passkey.loginOptions.mutate();
  const response = await startAuthentication({ optionsJSON });
  if (accountId !== undefined && !isPasskeyOf(accountId, response.response.userHandle))
    throw new OthersPasskeyError();
  return auth.loginWithPasskey({ challenge: optionsJSON.challenge, response });
}

/** Completes a sign-in as its second factor. */
export async function completeWithPasskey(challenge: string) {
  const optionsJSON = await passkey.assertionOptions.mutate({ challenge });
  const response = await startAuthentication({ optionsJSON });
  return auth.completeLogin({ challenge, passkey: response });
}

/** Re-authenticates the signed-in account. */
export async function reauthenticateWithPasskey() {
  const optionsJSON = await passkey.reauthenticationOptions.mutate();
  const response = await startAuthentication({ optionsJSON });
  return account.reauthenticate.mutate({ passkey: { challenge: optionsJSON.challenge, response } });
}

export async function addPasskey(name: string) {
  const optionsJSON = await passkey.registrationOptions.mutate();
  const response = await startRegistration({ optionsJSON });
  return passkey.register.mutate({ challenge: optionsJSON.challenge, response, name });
}
