import { resolve } from "node:path";

const framework =
  /node_modules[\\/](?:react|react-dom|scheduler|@trpc[\\/][^\\/]+|@tanstack[\\/](?:react-router|react-query|react-store|query-core|router-core|history|store))[\\/]/;

type ChunkingContext = { getModuleInfo(id: string): { importedIds: string[] } | null };

const parts =
  /@mantine[\\/]core[\\/]esm[\\/](?:core|utils|components[\\/](?:ActionIcon|Alert|Anchor|Box|Button|Center|CloseButton|Group|Input|InputBase|Loader|Paper|Skeleton|Stack|Text|TextInput|Title|Transition|UnstyledButton|VisuallyHidden))[\\/]/;

/** Parts of lists and of the dashboard. */
const controls =
  /@mantine[\\/](?:hooks[\\/]esm[\\/](?:use-(?:local-storage|debounced-callback|disclosure|window-event|merged-ref)|utils)|core[\\/]esm[\\/]components[\\/](?:Combobox[\\/](?:ComboboxChevron|get-parsed|Combobox\.module)|NativeSelect))/;

/** The pages that are opened first, and the frame around those of a session. */
const firstPages = [
  "account/sign-in/sign-in-page.tsx",
  "shell/layout/shell.tsx",
  "patient/list/patients-page.tsx",
  "dashboard/dashboard-page.tsx",
];

/** Names the chunk of a module that is reached from all of `least` or more of the files. */
function chunkOf(name: string, files: readonly string[], least = 1) {
  let reached: ReadonlySet<string>[] | undefined;
  const nameOf = (id: string, context: ChunkingContext) => {
    reached ??= files.map((file) => reachedFrom(resolve(import.meta.dirname, `src/${file}`), context));
    return reached.filter((found) => found.has(id)).length >= least ? name : null;
  };
  return { name: nameOf, debugName: name };
}

/** These export all of their package, most of which is removed. */
const barrel =
  /(?:@mantine[\\/]\w+[\\/]esm[\\/]index|icons-react[\\/]dist[\\/]esm[\\/](?:tabler-icons-react|icons[\\/]index))\.mjs$/;

function reachedFrom(start: string, context: ChunkingContext): ReadonlySet<string> {
  // The page of the design has other entries.
  if (!context.getModuleInfo(start)) return new Set();
  const found = new Set([start]);
  for (const id of found) {
    if (barrel.test(id)) continue;
    for (const imported of context.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  }
  return found;
}

/**
 * What the catalogues of texts import.
 * Modules that import texts wait for a catalogue, so one of those in the same chunk would wait for itself.
 */
const forCatalogues =
  /console[\\/]src[\\/](?:texts[\\/]plural|shell[\\/]text[\\/](?:format|display-settings|with-names))\.ts$/;

/** Which modules share a file. Without groups, pages would load dozens of small ones. */
export const groups = [
  // Needed by every page, and stable across releases.
  { name: "framework", test: (id: string) => framework.test(id) || forCatalogues.test(id), priority: 6 },
  ...["en", "de", "es"].map((language) => ({
    ...chunkOf(`texts-${language}`, [`texts/${language}/first.ts`]),
    priority: 5,
  })),
  // Components of nearly every page: one file compresses better and saves requests.
  { name: "parts", test: parts, priority: 4 },
  { ...chunkOf("start", ["main.tsx"]), priority: 3 },
  { ...chunkOf("shared", firstPages, 2), priority: 2 },
  { name: "controls", test: controls, priority: 4 },
  { name: "icons", test: /@tabler[\\/]icons-react[\\/]/, minShareCount: 3, priority: 4 },
  { ...chunkOf("shell", ["shell/layout/shell.tsx"]), priority: 1 },
  { ...chunkOf("list", ["patient/list/patients-page.tsx"]), priority: 0 },
];
