import type { Plugin } from "vite";

/** Loads the style sheets of a part before its code, and the files that it imports beside it. */
const helper = `
const loaded = {};
const load = (path) => (loaded[path] ??= new Promise((resolve, reject) => {
  const link = document.createElement("link");
  const isStyle = path.endsWith(".css");
  link.rel = isStyle ? "stylesheet" : "modulepreload";
  link.crossOrigin = "";
  link.href = "/" + path;
  link.onload = resolve;
  link.onerror = () => {
    link.remove();
    delete loaded[path];
    reject(Error("Cannot load " + path));
  };
  document.head.append(link);
  if (!isStyle) resolve();
}));
export const __vitePreload = (part, paths = []) => Promise.all(paths.map(load)).then(part);
`;

type Chunk = { imports: string[]; viteMetadata?: { importedCss: Set<string> } };

/**
 * Replaces Vite's helper for parts that load later, which also serves older browsers and other bases, in 0.5 kB more.
 * A file names only what a part needs beyond the file's own imports.
 */
export function ownPreload(): Plugin {
  const chunks = new Map<string, Chunk>();
  const known = new Map<string, ReadonlySet<string>>();
  /** The files that are loaded when a file runs. */
  const loadedWith = (file: string): ReadonlySet<string> => {
    const before = known.get(file);
    if (before) return before;
    const found = new Set([file]);
    for (const one of found) for (const imported of chunks.get(one)?.imports ?? []) found.add(imported);
    const scripts = [...found];
    for (const one of scripts)
      for (const style of chunks.get(one)?.viteMetadata?.importedCss ?? []) found.add(style);
    known.set(file, found);
    return found;
  };
  return {
    name: "own-preload",
    apply: "build",
    enforce: "pre",
    config: () => ({
      build: {
        modulePreload: {
          // All browsers that the target names preload modules.
          polyfill: false,
          resolveDependencies: (_file, files, { hostId, hostType }) =>
            hostType === "html" ? files : files.filter((file) => !loadedWith(hostId).has(file)),
        },
      },
    }),
    load: { filter: { id: /^\0vite\/preload-helper/ }, handler: () => helper },
    generateBundle: {
      order: "pre",
      handler(_options, bundle) {
        known.clear();
        for (const chunk of Object.values(bundle))
          if (chunk.type === "chunk") chunks.set(chunk.fileName, chunk);
      },
    },
  };
}
