import type { Client } from "@caretype/client";
import { startAuthentication, startRegistration } from "@simplewebauthn/browser";

/**
 * For who is signed in, and has logged in within the last ten minutes. With an account's first second factor, its other
 * sessions end and there are `recoveryCodes`: show them, as nobody is shown them again.
 */
export async function addPasskey({ passkey }: Client, name: string) {
  const optionsJSON = await passkey.registrationOptions.mutate();
  const response = await startRegistration({ optionsJSON });
  return passkey.register.mutate({ challenge: optionsJSON.challenge, response, name });
}

/** In place of a password and a second factor. */
export async function logInWithPasskey({ auth, passkey }: Client) {
  const optionsJSON = await passkey.loginOptions.mutate();
  const response = await startAuthentication({ optionsJSON });
  return auth.loginWithPasskey({ challenge: optionsJSON.challenge, response });
}

/** After a password that was answered with `SECOND_FACTOR_REQUIRED`: by `error.data.secondFactor.challenge`. */
export async function completeLogin({ auth, passkey }: Client, challenge: string) {
  const optionsJSON = await passkey.assertionOptions.mutate({ challenge });
  const response = await startAuthentication({ optionsJSON });
  return auth.completeLogin({ challenge, passkey: response });
}

/** After `REAUTHENTICATION_REQUIRED`. */
export async function proveAgain({ account, passkey }: Client) {
  const optionsJSON = await passkey.reauthenticationOptions.mutate();
  const response = await startAuthentication({ optionsJSON });
  return account.reauthenticate.mutate({ passkey: { challenge: optionsJSON.challenge, response } });
}
