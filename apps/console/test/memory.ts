import type { CDPSession, Page } from "playwright-core";

/**
 * Navigates between pages of the console, `rounds` times, without a reload. Waits until each has loaded. The first
 * path must not be the current page.
 *
 * @example
 * await visitRepeatedly(page, ["/patients", "/doctors"], 25);
 */
export async function visitRepeatedly(page: Page, paths: readonly string[], rounds: number): Promise<void> {
  await page.evaluate(`(${visiting})(${JSON.stringify({ paths, rounds })})`);
}

/** Runs in the browser, as a round trip for each page would take longer than the page. */
const visiting = `async ({ paths, rounds }) => {
  const frame = () => new Promise(requestAnimationFrame);
  for (let round = 0; round < rounds; round += 1) {
    for (const path of paths) {
      const before = document.querySelector("main h1");
      history.pushState({}, "", path);
      const isShown = () => {
        const heading = document.querySelector("main h1");
        const loading = "main :is([aria-busy=true], .mantine-Skeleton-root)";
        return heading && heading !== before && !document.querySelector(loading);
      };
      while (!isShown()) await frame();
    }
  }
}`;

/** The parts of a heap snapshot that are used here: fields of all nodes, flattened. */
type HeapSnapshot = {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  nodes: number[];
};

/** The bytes of all objects after garbage collection. Compiled code is left out: it grows as V8 optimizes it. */
async function heapOf(cdp: CDPSession): Promise<number> {
  const chunks: string[] = [];
  cdp.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  await cdp.send("HeapProfiler.collectGarbage");
  await cdp.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  const { snapshot, nodes }: HeapSnapshot = JSON.parse(chunks.join(""));
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf("type"), fields.indexOf("self_size")];
  const isCounted = types[0].map((name) => !/code|native|hidden/.test(name));
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length)
    if (isCounted[nodes[at + type] ?? 0]) bytes += nodes[at + size] ?? 0;
  return bytes;
}

/** Nodes that are not in the document, but are still referenced. */
async function countDetached(cdp: CDPSession): Promise<number> {
  const { result: prototype } = await cdp.send("Runtime.evaluate", { expression: "Node.prototype" });
  const { objects } = await cdp.send("Runtime.queryObjects", { prototypeObjectId: prototype.objectId ?? "" });
  const { result } = await cdp.send("Runtime.callFunctionOn", {
    objectId: objects.objectId ?? "",
    // Excludes prototypes, which are no nodes.
    functionDeclaration: `function () {
      return this.filter((node) => !Object.hasOwn(node, "constructor") && !node.isConnected).length;
    }`,
    returnByValue: true,
  });
  return Number(result.value);
}

/**
 * Measures what a page holds after garbage collection.
 * `heap` is in bytes, without compiled code. `detached` nodes are referenced, but not in the document.
 *
 * @example
 * const { heap, listeners } = await measureMemory(page);
 */
export async function measureMemory(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  const heap = await heapOf(cdp);
  const { nodes, jsEventListeners: listeners } = await cdp.send("Memory.getDOMCounters");
  const detached = await countDetached(cdp);
  await cdp.detach();
  return { heap, nodes, detached, listeners };
}
