import { createStore } from "../behavior/store.ts";
import { connection } from "./connection.ts";

/** Why the page should be reloaded: a newer version, or missing code. */
export const reloadReason = createStore<"newer" | "incomplete" | null>(null);

/** The page's main script, whose name contains a hash. */
const ownScript = document.querySelector<HTMLScriptElement>("script[type=module][src]")?.getAttribute("src");

/** Checks whether the server has a newer version. False without a response. */
export async function lookForNewer(): Promise<boolean> {
  if (!ownScript) return false;
  try {
    const response = await fetch("/", { cache: "no-store", headers: { accept: "text/html" } });
    const text = await response.text();
    if (response.ok && text.includes("<script") && !text.includes(ownScript)) reloadReason.set("newer");
  } catch {
    // `connection` reports an unreachable server.
  }
  return reloadReason.get() === "newer";
}

// A server may have been updated while it was unreachable.
let before = connection.get();
connection.subscribe(() => {
  const now = connection.get();
  if (now === "online" && before === "unreachable") void lookForNewer();
  before = now;
});
