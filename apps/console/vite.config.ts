import react from "@vitejs/plugin-react";
import { build, defineConfig, type Plugin } from "vite";
import { compression } from "vite-plugin-compression2";

/** Paths of the server. All others are the console's. */
const servers = ["/api", "/trpc", "/docs", "/errors", "/health", "/openapi.json"];
const server = process.env.CARETYPE_URL ?? "http://127.0.0.1:3000";

const framework =
  /node_modules[\\/](?:react|react-dom|scheduler|@trpc[\\/][^\\/]+|@tanstack[\\/](?:react-router|react-query|react-store|query-core|router-core|history|store))[\\/]/;

const parts =
  /@mantine[\\/]core[\\/]esm[\\/](?:core|utils|components[\\/](?:Alert|Anchor|Box|Button|Center|CloseButton|Group|Input|InputBase|Loader|Paper|Skeleton|Stack|Text|TextInput|Title|Transition|UnstyledButton|VisuallyHidden))[\\/]/;

/** Small modules of many pages. None of them imports a large one. */
const common =
  /@tabler[\\/]icons-react[\\/]|console[\\/]src[\\/](?:shell[\\/](?:text[\\/](?!zoned)|page|behavior|notice[\\/](?:error|slow|empty))|session[\\/](?:use-practice|focus-once|submit-button|notice))/;

/**
 * What the catalogues of texts import.
 * Modules that import texts wait for a catalogue, so one of those in the same chunk would wait for itself.
 */
const forCatalogues =
  /console[\\/]src[\\/](?:texts[\\/]plural|shell[\\/]text[\\/](?:format|display-settings|with-names))\.ts$/;

/** One file for each language. */
const catalogue = /console[\\/]src[\\/]texts[\\/](en|de|es)[\\/]/;

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
            input: "src/playground/playground.ts",
            output: { entryFileNames: "assets/[name]-[hash].js" },
          },
        },
      });
    },
  };
}

export default defineConfig({
  plugins: [react(), compressed(), playground()],
  // The server replaces it with a new nonce in each response.
  html: { cspNonce: "NONCE-OF-THE-PAGE" },
  build: {
    target: "es2023",
    // The content security policy forbids `data:` addresses.
    assetsInlineLimit: 0,
    sourcemap: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Needed by every page, and stable across releases.
            { name: "framework", test: (id) => framework.test(id) || forCatalogues.test(id), priority: 3 },
            {
              name: (id) => `texts-${catalogue.exec(id)?.[1]}`,
              debugName: "texts",
              test: catalogue,
              priority: 2,
            },
            // Components of nearly every page: one file compresses better and saves requests.
            { name: "parts", test: parts, priority: 1 },
            // A file each would cost a request each.
            { name: "common", test: common, minShareCount: 4 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: Object.fromEntries(servers.map((path) => [path, { target: server, changeOrigin: false }])),
  },
});
