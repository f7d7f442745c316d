import { type CasesOf, everybody, none, nothing, self, signedIn } from "../testing/case.ts";
import type { World } from "../testing/world.ts";
import type { passkeyRouter } from "./router.ts";

const foreign = "PASSKEY_NOT_FOUND";
const withPasskey = async ({ passkey }: World): Promise<void> => {
  await passkey();
};

/** An entry names the account, and a passkey is the account's: it is no subject of its own. */
export const passkeyCases = {
  registrationOptions: { allowed: signedIn, foreign: "unseen", subjects: none },
  register: {
    allowed: signedIn,
    input: ({ newPasskey }) => newPasskey(),
    foreign: "unseen",
    probe: () => ({ challenge: "x", name: "Taken Over" }),
    subjects: none,
  },
  list: { allowed: signedIn, foreign: "unseen", subjects: none },
  rename: {
    allowed: signedIn,
    input: async ({ passkey }) => ({ id: await passkey(), name: "tablet" }),
    foreign,
    subjects: none,
  },
  remove: {
    allowed: signedIn,
    input: async ({ passkey }) => ({ id: await passkey() }),
    foreign,
    subjects: none,
  },
  loginOptions: { allowed: everybody, foreign: "open", subjects: none, entry: { from: "nobody" } },
  login: {
    allowed: everybody,
    input: ({ passkeyLogin }) => passkeyLogin(),
    foreign: "open",
    subjects: self,
  },
  assertionOptions: {
    allowed: everybody,
    input: async ({ passkey, loginChallenge }) => {
      await passkey();
      return { challenge: await loginChallenge() };
    },
    foreign: "open",
    subjects: self,
    entry: { from: "no session" },
  },
  reauthenticationOptions: {
    allowed: signedIn,
    input: withPasskey,
    foreign: "unseen",
    probe: nothing,
    subjects: none,
  },
} satisfies CasesOf<typeof passkeyRouter>;
