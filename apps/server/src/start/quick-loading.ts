import { enableCompileCache, registerHooks } from "node:module";
import { compileCacheFolder } from "./compile-cache.js";

const isModule = /\/node_modules\/(?:drizzle-orm|zod)\/[^?]*\.js$/;
const isOurs = /^(?!.*\/node_modules\/).*\/(?:apps|packages)\/[^?]*\.ts$/;
const isPackage = /^(?:drizzle-orm|zod)(?:\/|$)/;
const ourPackage = /^(?!.*\/node_modules\/).*\/(?:apps|packages)\/[^/]+\//;
/** By the package of ours that asks, and what for: both have hundreds of imports of a handful of names. */
const resolved = new Map<string, ReturnType<typeof resolveAs>>();

const resolveAs = (url: string) => ({ url, format: "module", shortCircuit: true });

// Makes the start quick, of the server and of each test file; to be loaded before anything else. Compiled code is
// kept from one start to the next; and for the hundreds of files of drizzle and zod, all ES modules, Node is spared to
// ask the package's very large package.json of each what it is, and of each import where it is (0.4 s in all). Files of
// ours say by their names what they are.
enableCompileCache(compileCacheFolder);
registerHooks({
  resolve(specifier, context, next) {
    const { parentURL = "" } = context;
    if (specifier.startsWith(".") && isModule.test(parentURL)) {
      const url = new URL(specifier, parentURL).href;
      if (isModule.test(url)) return resolveAs(url);
    }
    if (specifier.startsWith(".") && specifier.endsWith(".ts") && isOurs.test(parentURL)) {
      return { url: new URL(specifier, parentURL).href, format: "module-typescript", shortCircuit: true };
    }
    const [asker] = isPackage.test(specifier) ? (ourPackage.exec(parentURL) ?? []) : [];
    if (asker === undefined) return next(specifier, context);
    const key = `${asker} ${specifier}`;
    const known = resolved.get(key);
    if (known) return known;
    const found = next(specifier, context);
    if (isModule.test(found.url)) resolved.set(key, resolveAs(found.url));
    return found;
  },
});
