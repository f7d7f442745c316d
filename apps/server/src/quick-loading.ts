import { enableCompileCache, registerHooks } from "node:module";

const drizzleFile = /\/node_modules\/drizzle-orm\/[^?]*\.js$/;

// Makes the start quick, of the server and of each test file; to be loaded before anything else. Compiled code is
// kept from one start to the next; and for drizzle's hundreds of files, all ES modules, Node is spared to ask the
// package's very large package.json of each what it is (0.35 s in all).
enableCompileCache();
registerHooks({
  resolve(specifier, context, next) {
    const { parentURL = "" } = context;
    if (!specifier.startsWith(".") || !drizzleFile.test(parentURL)) return next(specifier, context);
    const url = new URL(specifier, parentURL).href;
    return drizzleFile.test(url) ? { url, format: "module", shortCircuit: true } : next(specifier, context);
  },
});
