import { type CasesOf, everybody, none, nothing, self, signedIn } from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { passkeyRouter } from "./router.ts";

const foreign = "PASSKEY_NOT_FOUND";
const withPasskey = async ({ passkey }: Fixture): Promise<void> => {
  await passkey();
};

const withPasskeySent = async ({ passkey }: Fixture) => {
  await passkey();
  return {};
};

/**
 * Entries name the account, so passkeys are no subjects. The caller of the plan checks has no passkey, because other plans
 * depend on that.
 */
export const passkeyCases = {
  registrationOptions: {
    allowed: signedIn,
    foreign: "unseen",
    subjects: none,
    variants: [withPasskeySent],
    plans: [{}],
  },
  register: {
    allowed: signedIn,
    input: ({ newPasskey }) => newPasskey(),
    foreign: "unseen",
    probe: () => ({ challenge: "x", name: "Taken Over" }),
    subjects: none,
    variants: [
      async ({ newPasskey }) => ({ ...(await newPasskey()), challenge: "made-up", name: "" }),
      async ({ newPasskey }) => {
        const { response, ...rest } = await newPasskey();
        const { clientDataJSON: _missing, ...incomplete } = response.response;
        return { ...rest, response: { ...response, rawId: "+", response: incomplete } };
      },
      nothing,
    ],
    plans: [
      { input: ({ passkeys: { registration } }) => registration },
      { input: ({ passkeys: { registered } }) => registered, refused: "INVALID_LINK" },
    ],
  },
  list: {
    allowed: signedIn,
    foreign: "unseen",
    subjects: none,
    variants: [withPasskeySent],
    plans: [{}],
  },
  rename: {
    allowed: signedIn,
    input: async ({ passkey }) => ({ id: await passkey(), name: "tablet" }),
    foreign,
    subjects: none,
    variants: [() => ({ id: "AAAA", name: "tablet" }), () => ({ id: "AAAA", name: "" })],
    plans: [{ input: ({ passkeys: { id } }) => ({ id, name: "tablet" }), refused: foreign }],
  },
  remove: {
    allowed: signedIn,
    input: async ({ passkey }) => ({ id: await passkey() }),
    foreign,
    subjects: none,
    variants: [() => ({ id: "AAAA" })],
    plans: [{ input: ({ passkeys: { id } }) => ({ id }), refused: foreign }],
  },
  loginOptions: {
    allowed: everybody,
    foreign: "open",
    subjects: none,
    entry: { from: "nobody" },
    plans: [{}],
  },
  login: {
    allowed: everybody,
    input: ({ passkeyLogin }) => passkeyLogin(),
    foreign: "open",
    subjects: self,
    variants: [async ({ passkeyLogin }) => ({ ...(await passkeyLogin()), challenge: "made-up" }), nothing],
    plans: [
      { input: ({ passkeys: { logIn } }) => logIn },
      {
        input: ({ passkeys: { logIn } }) => ({ ...logIn, challenge: "made-up" }),
        refused: "INVALID_CREDENTIALS",
      },
    ],
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
    variants: [() => ({ challenge: "made-up" }), nothing],
    plans: [{ input: ({ passkeys: { challenge } }) => ({ challenge }) }],
  },
  reauthenticationOptions: {
    allowed: signedIn,
    input: withPasskey,
    foreign: "unseen",
    probe: nothing,
    subjects: none,
    variants: [nothing],
    plans: [{ refused: "SECOND_FACTOR_NOT_SET_UP" }],
  },
} satisfies CasesOf<typeof passkeyRouter>;
