import type { Page } from "playwright-core";

/** Returns everything that a page stores in the browser: storages, databases, cookies, title and address. */
export const keptBy = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
    const rowsOf = async (name: string) => {
      const database = await done(indexedDB.open(name));
      const stores = [...database.objectStoreNames];
      return Promise.all(
        stores.map((store) => done(database.transaction(store).objectStore(store).getAll())),
      );
    };
    const databases = await indexedDB.databases();
    const rows = await Promise.all(databases.map(({ name = "" }) => rowsOf(name)));
    const { href } = location;
    return JSON.stringify([
      rows,
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      document.title,
      href,
    ]);
  });

/** Returns all strings in a page's memory, from a heap snapshot. */
export async function memoryOf(page: Page): Promise<string> {
  const cdp = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  cdp.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  await cdp.send("HeapProfiler.collectGarbage");
  await cdp.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await cdp.detach();
  return chunks.join("");
}
