import { type CasesOf, none, nothing, signedIn } from "../testing/case.ts";
import type { World } from "../testing/world.ts";
import type { secondFactorRouter } from "./router.ts";

const withApp = async ({ addApp }: World): Promise<void> => {
  await addApp();
};
const ofOwnAccount = { allowed: signedIn, foreign: "unseen", probe: nothing, subjects: none } as const;

export const secondFactorCases = {
  status: ofOwnAccount,
  setUp: ofOwnAccount,
  confirm: {
    ...ofOwnAccount,
    input: async ({ appCode }) => ({ code: await appCode() }),
    probe: () => ({ code: "123456" }),
  },
  remove: { ...ofOwnAccount, input: withApp },
  renewRecoveryCodes: { ...ofOwnAccount, input: withApp },
} satisfies CasesOf<typeof secondFactorRouter>;
