import { addApp, codeOf, setUpApp } from "../authenticator.ts";
import { restOf } from "../rest.ts";

type World = { accessToken: string; email: string; password: string };
type Input = Record<string, unknown>;

const none = () => ({});

/** The challenge of a log-in that waits for its second step. */
export async function challengeOf(url: string, { email, password }: World): Promise<string> {
  const { body } = await restOf(url)("POST /auth/login", { email, password });
  return String(Reflect.get(Object(Reflect.get(Object(body), "second_factor")), "challenge"));
}

/** Inputs for each procedure of second factors, and of what is proved by them: of a server at this address. */
export const secondFactorCases = (
  url: string,
): Record<string, ((world: World) => Input | Promise<Input>)[]> => {
  const app = (world: World) => addApp(url, world.accessToken);
  const withApp = async (world: World) => {
    await app(world);
    return {};
  };
  return {
    "account.completeLogin": [
      async (world) => {
        const { recoveryCode } = await app(world);
        return { challenge: await challengeOf(url, world), recoveryCode };
      },
      async (world) => {
        await app(world);
        return { challenge: await challengeOf(url, world), recoveryCode: "7KQP-M3XB-Z9TH" };
      },
      () => ({ challenge: "made-up", code: "123456" }),
      none,
    ],
    "account.reauthenticate": [
      ({ password }) => ({ password }),
      () => ({ password: "wrong password" }),
      async (world) => {
        const { recoveryCode } = await app(world);
        return { recoveryCode };
      },
      async ({ password, ...world }) => {
        await app({ password, ...world });
        return { password };
      },
      none,
    ],
    "secondFactor.status": [none],
    "secondFactor.setUp": [none, withApp],
    "secondFactor.confirm": [
      async ({ accessToken }) => ({ code: await codeOf(await setUpApp(url, accessToken)) }),
      () => ({ code: "123456" }),
      () => ({ code: "12345" }),
    ],
    "secondFactor.remove": [withApp, none],
    "secondFactor.renewRecoveryCodes": [withApp, none],
  };
};
