import { AsyncLocalStorage } from "node:async_hooks";
import { expect as shared, type TestContext } from "vitest";

/**
 * The running test.
 * Tests of a file run concurrently, and vitest knows only the last one started.
 */
export const running = new AsyncLocalStorage<TestContext>();

const own = () => running.getStore()?.expect ?? shared;

/** Vitest's `expect`, bound to the test that calls it. */
export const expect = new Proxy(shared, {
  apply: (_, self, parameters) => Reflect.apply(own(), self, parameters),
  get: (_, name) => Reflect.get(own(), name),
});
