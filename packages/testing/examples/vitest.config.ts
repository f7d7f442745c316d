import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // One PostgreSQL for all files.
    globalSetup: "@caretype/testing/global-setup",
    // The first start of a backend may take longer than vitest's 5 seconds.
    testTimeout: 60_000,
  },
});
