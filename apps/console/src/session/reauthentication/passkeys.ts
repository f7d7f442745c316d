import { startAuthentication } from "@simplewebauthn/browser";
import { plainClient } from "../client/client.ts";
import { isPasskeyOf } from "./passkey-owner.ts";

const { auth, passkey } = plainClient;

/** The passkey belongs to another account than the page. */
export class OthersPasskeyError extends Error {
  override readonly name = "OthersPasskeyError";
}

/**
 * Signs in with only a passkey. Rejects with `OthersPasskeyError` if it is not of `accountId`, so that only that
 * account can unlock the page.
 */
export async function signInWithPasskey(accountId?: string) {
  const optionsJSON = await passkey.loginOptions.mutate();
  const response = await startAuthentication({ optionsJSON });
  if (accountId !== undefined && !isPasskeyOf(accountId, response.response.userHandle))
    throw new OthersPasskeyError();
  return auth.loginWithPasskey({ challenge: optionsJSON.challenge, response });
}

export async function completeWithPasskey(challenge: string) {
  const optionsJSON = await passkey.assertionOptions.mutate({ challenge });
  const response = await startAuthentication({ optionsJSON });
  return auth.completeLogin({ challenge, passkey: response });
}
