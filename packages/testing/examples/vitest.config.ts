import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { globalSetup: "@caretype/testing/global-setup" },
});
