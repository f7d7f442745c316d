import { vi } from "vitest";
import { waitTimeout } from "./test-timeout.ts";

type Options = number | { timeout?: number; interval?: number };

const { waitFor, waitUntil } = vi;
/** Applies the run's wait timeout, unless a test asks for a longer one. vitest has no setting for it. */
const generous = (options: Options = {}) => {
  const { timeout = 0, ...rest } = typeof options === "number" ? { timeout: options } : options;
  return { ...rest, timeout: Math.max(timeout, waitTimeout()) };
};

vi.waitFor = (callback, options) => waitFor(callback, generous(options));
vi.waitUntil = (callback, options) => waitUntil(callback, generous(options));
