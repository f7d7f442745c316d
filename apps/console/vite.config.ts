import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { compression } from "vite-plugin-compression2";
import { textsInLanguage } from "./texts-in-language.ts";

/** Paths of the server. All others are the console's. */
const servers = ["/api", "/trpc", "/docs", "/errors", "/health", "/openapi.json"];
const server = process.env.CARETYPE_URL ?? "http://127.0.0.1:3000";

/**
 * Modules that share a file, with their imports: without groups, pages load dozens of small files. The first match
 * wins. `main.tsx` runs when its file loads, so modules shared with the API reference are separate.
 */
const groups = [
  // The catalogs import these. Other modules wait for the catalogs, so a shared file would deadlock.
  {
    name: "words",
    test: /[\\/](?:locale|display-settings|with-names|format|plural|by-kind|errors-of-lists)\.ts$/,
  },
  { name: "client", test: /[\\/](?:client[\\/]src[\\/]client|chosen-practice|last-activity)\.ts$/ },
  { name: "start", test: /[\\/](?:main|entry[\\/]entry)\.tsx$/ },
  { name: "console", test: /[\\/](?:console|shell[\\/]shell)\.tsx$/ },
  { name: "list", test: /[\\/]patients-page\.tsx$/ },
  // Charts include the measures themselves, which the list of patients does not need.
  {
    name: "schemas",
    test: /[\\/]packages[\\/](?!(?:client|db)[\\/]|chart[\\/]src[\\/]unit[\\/])/,
    minShareCount: 8,
  },
  { name: "libraries", test: /[\\/]node_modules[\\/]/, minShareCount: 8 },
];

/** Texts of all errors and permissions. These modules compute values on load, but few pages use them. */
const serversTexts =
  /[\\/]core[\\/]src[\\/]kernel[\\/](?:error[\\/]definitions|permissions[\\/]permissions)\.ts$/;

/** Actions' descriptions derive from the router, which browsers do not load, so the build generates them. */
const describedActions: Plugin = {
  name: "described-actions",
  async load(id) {
    if (!id.endsWith("/audit/report/described-actions.ts")) return null;
    const { described } = await import("@caretype/api");
    return `export const described = new Map(${JSON.stringify([...described])});`;
  },
};

export default defineConfig({
  plugins: [
    describedActions,
    textsInLanguage(),
    react(),
    // Small files are sent uncompressed.
    compression({ include: /\.(?:js|css|svg)$/, threshold: 1_000, logLevel: "silent" }),
  ],
  // The server replaces it with a new nonce in each response.
  html: { cspNonce: "NONCE-OF-THE-PAGE" },
  build: {
    target: "es2023",
    // The first with `light-dark()`. Compiled for older ones, it would follow the system, not the selected colors.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // The content security policy forbids `data:` addresses.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // The second is the script of the API reference, which the server's page loads.
      input: { main: "index.html", playground: "src/pages/playground/playground.ts" },
      output: { codeSplitting: { groups } },
      treeshake: { moduleSideEffects: [{ test: serversTexts, sideEffects: false }] },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: Object.fromEntries(servers.map((path) => [path, { target: server, changeOrigin: false }])),
  },
});
