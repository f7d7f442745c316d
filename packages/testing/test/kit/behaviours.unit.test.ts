import { describe } from "vitest";
import { createFactories } from "../../src/kit/factories.ts";
import { createMockBackend } from "../../src/mock/mock-backend.ts";
import { describeCommonBehaviours } from "./behaviours.ts";

const practice = async () => {
  const { client, as } = createMockBackend({}, { examples: false });
  return {
    client,
    as: async (role: Parameters<typeof as>[0]) => as(role),
    create: createFactories(client, 1, Date.now),
  };
};

describe("a mock", () =>
  describeCommonBehaviours(async () => ({
    practice,
    anonymous: createMockBackend().anonymous,
    stop: async () => undefined,
  })));
