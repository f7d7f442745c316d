import react from "@vitejs/plugin-react";
import { build, defineConfig, type Plugin } from "vite";
import { compression } from "vite-plugin-compression2";

/** What the server answers itself; the rest is the console's. */
const servers = ["/api", "/trpc", "/docs", "/errors", "/health", "/openapi.json"];
const server = process.env.CARETYPE_URL ?? "http://127.0.0.1:3000";

const framework =
  /node_modules[\\/](?:react|react-dom|scheduler|@trpc[\\/][^\\/]+|@tanstack[\\/](?:react-router|react-query|react-store|query-core|router-core|history|store))[\\/]/;

const parts =
  /@mantine[\\/]core[\\/]esm[\\/](?:core|utils|components[\\/](?:Alert|Anchor|Box|Button|Center|CloseButton|Group|Input|InputBase|Loader|Paper|Skeleton|Stack|Text|TextInput|Title|Transition|UnstyledButton|VisuallyHidden))[\\/]/;

/** Beside each file what the server sends of it; small ones are as good as they are. */
const compressed = () => compression({ include: /\.(?:js|css|svg)$/, threshold: 1_000, logLevel: "silent" });

/** The script of the API's reference, which is a page of the server's: it shares nothing with the console's pages. */
function playground(): Plugin {
  let folder = "dist";
  return {
    name: "playground",
    apply: "build",
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
  // The server puts a fresh nonce in its place in each answer.
  html: { cspNonce: "NONCE-OF-THE-PAGE" },
  build: {
    target: "es2023",
    // A data: address would need a hole in the content security policy.
    assetsInlineLimit: 0,
    sourcemap: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs, and what stays the same when the console changes.
            { name: "framework", test: framework, priority: 2 },
            // What nearly every page is made of: many small files compress badly, and each is a request.
            { name: "parts", test: parts, priority: 1 },
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
