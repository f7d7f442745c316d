import { AsyncLocalStorage } from "node:async_hooks";
import { expect as shared, type TestContext } from "vitest";

/** Which test it is that runs: two of a file run at once, and vitest itself knows only of the last begun. */
export const running = new AsyncLocalStorage<TestContext>();

const own = () => running.getStore()?.expect ?? shared;

/** vitest's own, but its assertions count for the test that makes them, and not for the last begun. */
export const expect = new Proxy(shared, {
  apply: (_, self, parameters) => Reflect.apply(own(), self, parameters),
  get: (_, name) => Reflect.get(own(), name),
});
