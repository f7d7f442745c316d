import { resolve } from "node:path";
import type { Plugin } from "vite";

const importer = /[\\/]@trpc[\\/]tanstack-react-query[\\/]/;

const parts: Readonly<Record<string, string>> = {
  "@trpc/client": "trpc-parts/client.ts",
  "@trpc/server": "trpc-parts/server.ts",
};

/**
 * Gives `@trpc/tanstack-react-query` only what it uses of tRPC. It names tRPC's own client and its server's caller, which
 * the console never has, so a bundler keeps them: 2 kB of what each page loads.
 */
export function withoutTrpcClient(): Plugin {
  return {
    name: "without-trpc-client",
    apply: "build",
    enforce: "pre",
    resolveId(id, from) {
      const part = parts[id];
      return part && from && importer.test(from) ? resolve(import.meta.dirname, part) : null;
    },
  };
}
