import {
  anyVersion,
  type CasesOf,
  createdRecord,
  nothing,
  owners,
  unknownId,
  unknownTo,
  wrongIds,
} from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { PlanFixture } from "@caretype/test-api/plan-fixture";
import type { apiKeyRouter } from "./router.ts";

const foreign = "API_KEY_NOT_FOUND";
const subjects = async ({ apiKey }: Fixture) => [await apiKey()];

const permissions = ["patient:read", "doctor:read"];
const ofKey = ({ sessions: { apiKeyId } }: PlanFixture) => ({ id: apiKeyId, ...anyVersion });
const renewed = { name: "Radiology", permissions: ["doctor:read"], expiresAt: null, ...anyVersion };

export const apiKeyCases = {
  list: {
    allowed: owners,
    input: nothing,
    foreign: "unseen",
    subjects,
    variants: [() => ({ limit: 0, cursor: "x" })],
    plans: [{}, { input: ({ sessions: { keysCursor } }) => ({ cursor: keysCursor, limit: 5 }) }],
  },
  create: {
    allowed: owners,
    input: () => ({ name: "Zelda Quux", permissions: ["patient:read"] }),
    foreign: "unseen",
    subjects: createdRecord,
    variants: [
      () => ({ name: "Lab sync", permissions, expiresAt: "2999-01-01T00:00:00+01:00" }),
      () => ({ name: "", permissions: ["account:self"], expiresAt: "tomorrow" }),
      () => ({ name: "Late", permissions, expiresAt: "2001-01-01T00:00:00Z" }),
      nothing,
    ],
    plans: [{ input: () => ({ name: "Radiology", permissions: ["patient:read"] }) }],
  },
  update: {
    allowed: owners,
    input: async ({ apiKey }) => ({ id: await apiKey(), name: "Quux", ...anyVersion }),
    foreign,
    subjects,
    variants: [
      async ({ apiKey }) => ({ id: await apiKey(), ...renewed }),
      ...wrongIds(renewed),
      async ({ apiKey }) => ({ id: await apiKey(), name: "Radiology", expectedVersion: 7 }),
    ],
    plans: [
      { input: (fixture) => ({ ...ofKey(fixture), name: "Radiology" }) },
      { input: () => ({ id: unknownId, ...anyVersion, name: "Nobody's" }), refused: foreign },
    ],
  },
  rotate: {
    allowed: owners,
    input: async ({ apiKey }) => ({ id: await apiKey(), ...anyVersion }),
    foreign,
    subjects,
    variants: [...wrongIds(anyVersion), async ({ apiKey }) => ({ id: await apiKey(), expectedVersion: 7 })],
    plans: [{ input: ofKey }, { input: () => ({ id: unknownId, ...anyVersion }), refused: foreign }],
  },
  revoke: {
    allowed: owners,
    input: async ({ apiKey }) => ({ id: await apiKey() }),
    foreign,
    subjects,
    variants: wrongIds(),
    plans: [{ input: ({ sessions: { apiKeyId } }) => ({ id: apiKeyId }) }, unknownTo(foreign)],
  },
} satisfies CasesOf<typeof apiKeyRouter>;
