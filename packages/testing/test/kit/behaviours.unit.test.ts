import { describe } from "vitest";
import { createFactories } from "../../src/kit/factories.ts";
import { createMockBackend, type MockBackend } from "../../src/mock/mock-backend.ts";
import { describeCommonBehaviours } from "./behaviours.ts";

/** One mock per practice. Most tests share the first one. */
const mocks: MockBackend[] = [];

const practice = async () => {
  const mock = createMockBackend({}, { examples: false });
  mocks.push(mock);
  const { client, as } = mock;
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
    async send(path, init) {
      const [first] = mocks;
      if (!first) throw new Error("There is no practice yet");
      return first.handle(new Request(`http://caretype.invalid/trpc/${path}`, init));
    },
  })));
