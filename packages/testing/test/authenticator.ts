import { generate } from "otplib";
import { restOf } from "./rest.ts";

/** Returns an authenticator app's code, `steps` periods of thirty seconds from now. */
export const codeOf = (secret: string, steps = 0): Promise<string> =>
  generate({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });

/** Resolves to the secret of an unconfirmed app. */
export async function setUpApp(url: string, accessToken: string): Promise<string> {
  const { body } = await restOf(url, accessToken)("POST /auth/second-factor/set-up");
  return String(Reflect.get(Object(body), "secret"));
}

/** Sets up and confirms an app. Also returns a recovery code. */
export async function addApp(url: string, accessToken: string) {
  const secret = await setUpApp(url, accessToken);
  const code = await codeOf(secret);
  const { body } = await restOf(url, accessToken)("POST /auth/second-factor/confirm", { code });
  const recoveryCodes: unknown = Reflect.get(Object(body), "recovery_codes");
  if (!Array.isArray(recoveryCodes)) throw new Error("the app was not confirmed");
  return { secret, recoveryCode: String(recoveryCodes[0]) };
}
