import { startAuthentication, startRegistration } from "@simplewebauthn/browser";
import { caretype } from "../api.ts";
import { isPasskeyOf } from "./passkey-owner.ts";

const { auth, passkey, account } = caretype;

/** A passkey of another account than the one that the page is for. */
export class OthersPasskey extends Error {
  override readonly name = "OthersPasskey";
}

/**
 * In place of a password and a second factor. Rejects with `OthersPasskey` where it has to be this account's and is not:
 * whoever else sits there does not take the place of who has locked the page.
 */
export async function signInWithPasskey(accountId?: string) {
  const optionsJSON = await passkey.loginOptions.mutate();
  const response = await startAuthentication({ optionsJSON });
  if (accountId !== undefined && !isPasskeyOf(accountId, response.response.userHandle))
    throw new OthersPasskey();
  return auth.loginWithPasskey({ challenge: optionsJSON.challenge, response });
}

/** As the second step of a sign-in. */
export async function completeWithPasskey(challenge: string) {
  const optionsJSON = await passkey.assertionOptions.mutate({ challenge });
  const response = await startAuthentication({ optionsJSON });
  return auth.completeLogin({ challenge, passkey: response });
}

/** By who is signed in. */
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
