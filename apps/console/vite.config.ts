import react from "@vitejs/plugin-react";
import { build, defineConfig, type Plugin } from "vite";
import { compression } from "vite-plugin-compression2";
import { groups } from "./code-splitting.ts";
import { ownPreload } from "./own-preload.ts";
import { textsInLanguage } from "./texts-in-language.ts";
import { themeVariables } from "./theme-variables.ts";
import { withoutDescriptions } from "./without-descriptions.ts";
import { withoutTrpcClient } from "./without-trpc-client.ts";

/** Paths of the server. All others are the console's. */
const servers = ["/api", "/trpc", "/docs", "/errors", "/health", "/openapi.json"];
const server = process.env.CARETYPE_URL ?? "http://127.0.0.1:3000";

/** Precompressed files for the server. Small files are sent uncompressed. */
const compressed = () => compression({ include: /\.(?:js|css|svg)$/, threshold: 1_000, logLevel: "silent" });

/**
 * Builds the script of the API reference.
 * It is separate, as the server's page shares nothing with the console.
 */
function playground(): Plugin {
  let folder = "dist";
  return {
    name: "playground",
    apply: (_config, { command, mode }) => command === "build" && mode !== "design",
    configResolved: ({ build: { outDir } }) => {
      folder = outDir;
    },
    async closeBundle() {
      await build({
        configFile: false,
        logLevel: "error",
        root: import.meta.dirname,
        plugins: [compressed()],
        build: {
          target: "es2023",
          outDir: folder,
          emptyOutDir: false,
          copyPublicDir: false,
          rolldownOptions: {
            input: "src/pages/playground/playground.ts",
            output: { entryFileNames: "assets/[name]-[hash].js" },
          },
        },
      });
    },
  };
}

/**
 * The first page loads the names of all files. Seven characters of a hash are the fewest for so many files. Parts that are
 * loaded when they are needed have a name beside it, for those who read a browser's log. What they share has none.
 */
const fileNames = {
  entryFileNames: "assets/[name]-[hash:7].js",
  chunkFileNames: ({ isDynamicEntry }: { isDynamicEntry: boolean }) =>
    isDynamicEntry ? "assets/[name]-[hash:7].js" : "assets/[hash:7].js",
  assetFileNames: "assets/[name]-[hash:7][extname]",
};

export default defineConfig({
  plugins: [
    textsInLanguage(),
    withoutDescriptions(),
    withoutTrpcClient(),
    ownPreload(),
    themeVariables(),
    react(),
    compressed(),
    playground(),
  ],
  worker: { plugins: () => [withoutDescriptions()] },
  // The server replaces it with a new nonce in each response.
  html: { cspNonce: "NONCE-OF-THE-PAGE" },
  build: {
    target: "es2023",
    // The content security policy forbids `data:` addresses.
    assetsInlineLimit: 0,
    sourcemap: false,
    rolldownOptions: {
      // Classes that are only declared do not count as used, such as those for web sockets.
      treeshake: { moduleSideEffects: [{ test: /node_modules[\\/]@trpc[\\/]/, sideEffects: false }] },
      output: {
        codeSplitting: { groups },
        ...fileNames,
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: Object.fromEntries(servers.map((path) => [path, { target: server, changeOrigin: false }])),
  },
});
