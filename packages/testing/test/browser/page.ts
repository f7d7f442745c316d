import { createClient, errorCode, isErrorCode } from "@caretype/client";
import * as examples from "@caretype/client/examples/passkeys";

// Runs in a page, like a frontend, with the client and the browser's side of WebAuthn. The test bounds the time.

const caretype = createClient({ url: "http://localhost", timeoutMs: 600_000 });
const { auth, passkey } = caretype;

export const register = (input: { email: string; password: string }) => auth.register(input);
export const addPasskey = (name: string) => examples.addPasskey(caretype, name);
export const listPasskeys = () => passkey.list.query();
export const logInWithPasskey = () => examples.logInWithPasskey(caretype);

/** Signs in with the password, and the passkey as second factor. */
export async function logIn(input: { email: string; password: string }) {
  try {
    return await auth.login(input);
  } catch (error) {
    if (!isErrorCode(error, "SECOND_FACTOR_REQUIRED")) throw error;
    return examples.completeLogin(caretype, error.data.secondFactor.challenge);
  }
}

export const reauthenticate = () => examples.reauthenticate(caretype);
export const logOut = () => auth.logout();
export const me = () => auth.me();

/** Returns the reason of a failed step: the server's error code, or the name of the browser's error. */
export async function refusalOf(step: () => Promise<unknown>): Promise<string> {
  try {
    await step();
    return "none";
  } catch (error) {
    return errorCode(error) ?? (error instanceof Error ? error.name : "unknown");
  }
}
