import { type CasesOf, none, nothing, signedIn } from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { secondFactorRouter } from "./router.ts";

const withApp = async ({ addApp }: Fixture): Promise<void> => {
  await addApp();
};
const withAppSent = async ({ addApp }: Fixture) => {
  await addApp();
  return {};
};
const ofOwnAccount = {
  allowed: signedIn,
  foreign: "unseen",
  probe: nothing,
  subjects: none,
  plans: [{}],
} as const;

export const secondFactorCases = {
  status: ofOwnAccount,
  setUp: { ...ofOwnAccount, variants: [withAppSent] },
  confirm: {
    ...ofOwnAccount,
    input: async ({ appCode }) => ({ code: await appCode() }),
    probe: () => ({ code: "123456" }),
    variants: [() => ({ code: "123456" }), () => ({ code: "12345" })],
    plans: [{ input: ({ secondFactor: { firstCode } }) => ({ code: firstCode }) }],
  },
  remove: { ...ofOwnAccount, input: withApp, variants: [nothing] },
  renewRecoveryCodes: {
    ...ofOwnAccount,
    input: withApp,
    variants: [nothing],
    plans: [{ refused: "SECOND_FACTOR_NOT_SET_UP" }],
  },
} satisfies CasesOf<typeof secondFactorRouter>;
