import { resolve } from "node:path";

const framework = /node_modules[\\/](?:react|react-dom|scheduler)[\\/]/;

/** What pages of the console need besides, and those without a session do not. */
const consoleFramework =
  /node_modules[\\/](?:@trpc[\\/](?:client|server|tanstack-react-query)|use-sync-external-store|@tanstack[\\/](?:react-router|react-query|react-store|query-core|router-core|history|store))[\\/]/;

type ChunkingContext = {
  getModuleInfo(id: string): { importedIds: string[] } | null;
};

const parts =
  /@mantine[\\/]core[\\/]esm[\\/](?:core|components[\\/](?:ActionIcon|Anchor|Box|Button|CloseButton|Group|Input|InputBase|Loader|Skeleton|Stack|Text|TextInput|Transition|UnstyledButton|VisuallyHidden))[\\/]/;

/** Parts of lists and of the dashboard. */
const controls =
  /@mantine[\\/](?:hooks[\\/]esm[\\/](?:use-(?:local-storage|debounced-callback|disclosure|window-event|merged-ref)|utils)|core[\\/]esm[\\/]components[\\/](?:Combobox[\\/](?:ComboboxChevron|get-parsed|Combobox\.module)|NativeSelect))/;

const icons = /@tabler[\\/]icons-react[\\/]/;

/** What dialogs, menus and searches share. */
const overlays =
  /node_modules[\\/](?:@floating-ui|react-remove-scroll(?:-bar)?|react-style-singleton|use-sidecar|use-callback-ref|get-nonce|tslib)[\\/]|@mantine[\\/]core[\\/]esm[\\/](?:utils[\\/]Floating|components[\\/](?:Modal|ModalBase|Popover|ScrollArea|FocusTrap|Portal|Overlay|Paper))[\\/]/;

/** The pages that are opened first, and the frame around those of a session. */
const firstPages = [
  "pages/shell/shell.tsx",
  "pages/patient/list/patients-page.tsx",
  "pages/dashboard/dashboard-page.tsx",
];

type Reached = (id: string, context: ChunkingContext) => number;

/** Counts of how many of the files a module is reached. */
function reachOf(files: readonly string[]): Reached {
  let reached: ReadonlySet<string>[] | undefined;
  return (id, context) => {
    reached ??= files.map((file) => reachedFrom(resolve(import.meta.dirname, `src/${file}`), context));
    return reached.filter((found) => found.has(id)).length;
  };
}

type IsPart = (id: string, context: ChunkingContext) => boolean;

/** A chunk of modules. Its name is for those who read the build. */
const chunk = (name: string, isPart: IsPart) => ({
  name: (id: string, context: ChunkingContext) => (isPart(id, context) ? name : null),
  debugName: name,
});

/** All modules that are reached from the files. */
function chunkOf(name: string, files: readonly string[]) {
  const reach = reachOf(files);
  return chunk(name, (id, context) => reach(id, context) > 0);
}

/** What every document loads, and what the pages without a session share with the console. */
function startChunk() {
  const [main, entry, others] = [
    reachOf(["main.tsx"]),
    reachOf(["pages/entry/entry.tsx"]),
    reachOf(["console.tsx", ...firstPages]),
  ];
  const isShared: IsPart = (id, context) => entry(id, context) > 0 && others(id, context) > 0;
  return chunk("start", (id, context) => main(id, context) > 0 || isShared(id, context));
}

/** The console, and what its first pages share. */
function consoleChunk() {
  const [main, pages] = [reachOf(["console.tsx"]), reachOf(firstPages)];
  return chunk("console", (id, context) => main(id, context) > 0 || pages(id, context) > 1);
}

/** These export all of their package, most of which is removed. */
const barrel =
  /(?:@trpc[\\/]\w+[\\/]dist[\\/]index|@mantine[\\/]\w+[\\/]esm[\\/]index|icons-react[\\/]dist[\\/]esm[\\/](?:tabler-icons-react|icons[\\/]index))\.mjs$/;

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
  /console[\\/]src[\\/]words[\\/](?:settings|format)[\\/](?:locale|display-settings|with-names)\.ts$/;

/** The same for all catalogues but the sign-in page's. */
const formats = /console[\\/]src[\\/]words[\\/]format[\\/](?:plural|format)\.ts$/;

const isOwnPart = /console[\\/]src[\\/](?![^?]*[\\/]texts\.\w\w\.ts)[^?]+\.(?:tsx?|css)/;

/**
 * Small parts of the console that need no more than the first pages do.
 * A part that waits for texts, or needs a library, would make those wait that share its file.
 */
function smallParts(): IsPart {
  const first = reachOf(["console.tsx", ...firstPages]);
  const known = new Map<string, boolean>();
  const isSmall: IsPart = (id, context) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    // Also ends circles.
    known.set(id, true);
    const isOwn = isOwnPart.test(id);
    const is =
      first(id, context) > 0 ||
      (isOwn && (context.getModuleInfo(id)?.importedIds ?? []).every((one) => isSmall(one, context)));
    known.set(id, is);
    return is;
  };
  return isSmall;
}

/** Which modules share a file. Without groups, pages would load dozens of small ones. */
export const groups = [
  // Needed by every page, and stable across releases.
  { name: "console-framework", test: consoleFramework, priority: 5.5 },
  { name: "framework", test: (id: string) => framework.test(id) || forCatalogues.test(id), priority: 6 },
  { name: "formats", test: formats, priority: 6 },
  { ...startChunk(), priority: 5 },
  // The pages without a session.
  { ...chunkOf("sign-in", ["pages/entry/entry.tsx"]), priority: 4.8 },
  // Components of nearly every page: one file compresses better and saves requests.
  {
    name: "parts",
    test: (id: string) => [parts, controls, icons].some((one) => one.test(id)),
    minShareCount: 3,
    priority: 4,
  },
  { ...consoleChunk(), priority: 3 },
  { ...chunkOf("shell", ["pages/shell/shell.tsx"]), priority: 2 },
  { ...chunkOf("list", ["pages/patient/list/patients-page.tsx"]), priority: 1 },
  { name: "overlays", test: overlays, priority: 0.5 },
  // Small parts of many pages, in one file: the first page loads the names of all files.
  {
    ...chunk("common", smallParts()),
    minShareCount: 3,
    maxModuleSize: 8_000,
    priority: 0,
  },
];
