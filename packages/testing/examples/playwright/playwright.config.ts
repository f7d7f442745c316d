import { defineConfig } from "@playwright/test";

const appUrl = `http://localhost:${process.env.APP_PORT ?? 5173}`;

export default defineConfig({
  testMatch: "*.e2e.ts",
  // One PostgreSQL for all workers.
  globalSetup: "@caretype/testing/global-setup",
  webServer: { command: "node app.js", url: appUrl, reuseExistingServer: true },
  use: { baseURL: appUrl },
});
