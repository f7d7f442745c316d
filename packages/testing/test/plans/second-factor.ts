import { generate } from "otplib";
import type { Caller } from "./fixture.ts";
import { required } from "./required.ts";

/** Reads the challenge for the second step from a refused sign-in's error. */
const challengeIn = (error: unknown) =>
  String(Reflect.get(Object(Object(Object(error).cause).details.secondFactor), "challenge"));

/**
 * Creates an unconfirmed app of the owner, and a sign-in that waits for a second factor. Codes stay valid, because
 * the fixture's clock is frozen.
 */
export async function makeSecondFactor({
  owner,
  anonymous,
  now,
  signedIn,
}: {
  owner: Caller;
  anonymous: Caller;
  now: number;
  signedIn: (accessToken: string) => Caller;
}) {
  const codeOf = (secret: string, steps = 0) =>
    generate({ secret, epoch: Math.floor(now / 1000) + steps * 30 });
  const [email, password] = ["proved@example.org", "nine lives of a lamp"];
  const { tokens } = await anonymous.account.register({ email, password });
  const proved = signedIn(tokens?.access ?? "");
  const { secret } = await proved.secondFactor.setUp();
  const { recoveryCodes } = await proved.secondFactor.confirm({ code: await codeOf(secret) });
  const challenge = await anonymous.account.login({ email, password }).then(() => "", challengeIn);
  const waiting = await owner.secondFactor.setUp();
  return {
    email,
    password,
    challenge,
    code: await codeOf(secret, 1),
    recoveryCode: required(recoveryCodes[0]),
    firstCode: await codeOf(waiting.secret),
  };
}
