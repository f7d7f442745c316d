import { anyVersion, type CasesOf, madeOne, nothing, owners } from "../testing/case.ts";
import type { World } from "../testing/world.ts";
import type { apiKeyRouter } from "./router.ts";

const foreign = "API_KEY_NOT_FOUND";
const subjects = async ({ apiKey }: World) => [await apiKey()];

export const apiKeyCases = {
  list: { allowed: owners, input: nothing, foreign: "unseen", subjects },
  create: {
    allowed: owners,
    input: () => ({ name: "Zelda Quux", permissions: ["patient:read"] }),
    foreign: "unseen",
    subjects: madeOne,
  },
  update: {
    allowed: owners,
    input: async ({ apiKey }) => ({ id: await apiKey(), name: "Quux", ...anyVersion }),
    foreign,
    subjects,
  },
  rotate: {
    allowed: owners,
    input: async ({ apiKey }) => ({ id: await apiKey(), ...anyVersion }),
    foreign,
    subjects,
  },
  revoke: { allowed: owners, input: async ({ apiKey }) => ({ id: await apiKey() }), foreign, subjects },
} satisfies CasesOf<typeof apiKeyRouter>;
