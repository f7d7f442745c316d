import type { Client } from "@caretype/client";
import { startAuthentication, startRegistration } from "@simplewebauthn/browser";

/**
 * Adds a passkey for a user who has signed in within the last ten minutes.
 * The first second factor of an account ends its other sessions, and returns `recoveryCodes`. Show them: they are
 * returned only once.
 */
export async function addPasskey({ passkey }: Client, name: string) {
  const optionsJSON = await passkey.registrationOptions.mutate();
  const response = await startRegistration({ optionsJSON });
  return passkey.register.mutate({ challenge: optionsJSON.challenge, response, name });
}

/** Replaces a password and a second factor. */
export async function logInWithPasskey({ auth, passkey }: Client) {
  const optionsJSON = await passkey.loginOptions.mutate();
  const response = await startAuthentication({ optionsJSON });
  return auth.loginWithPasskey({ challenge: optionsJSON.challenge, response });
}

/** After `SECOND_FACTOR_REQUIRED`. Pass the `challenge` of `error.data.secondFactor`. */
export async function completeLogin({ auth, passkey }: Client, challenge: string) {
  const optionsJSON = await passkey.assertionOptions.mutate({ challenge });
  const response = await startAuthentication({ optionsJSON });
  return auth.completeLogin({ challenge, passkey: response });
}

/** After `REAUTHENTICATION_REQUIRED`. */
export async function reauthenticate({ account, passkey }: Client) {
  const optionsJSON = await passkey.reauthenticationOptions.mutate();
  const response = await startAuthentication({ optionsJSON });
  return account.reauthenticate.mutate({ passkey: { challenge: optionsJSON.challenge, response } });
}
