import { createStore } from "../behavior/store.ts";
import { connection } from "./connection.ts";

/** Why this page should be loaded anew: the server has a newer version, or a part of this one did not come. */
export const reloadReason = createStore<"newer" | "incomplete" | null>(null);

/** The first script of this page, whose name changes with what is in it. */
const ownScript = document.querySelector<HTMLScriptElement>("script[type=module][src]")?.getAttribute("src");

/** Asks the server for its document. Without an answer, nothing is known to be newer. */
export async function lookForNewer(): Promise<boolean> {
  if (!ownScript) return false;
  try {
    const response = await fetch("/", { cache: "no-store", headers: { accept: "text/html" } });
    const text = await response.text();
    if (response.ok && text.includes("<script") && !text.includes(ownScript)) reloadReason.set("newer");
  } catch {
    // Whether it is out of reach is `connection`'s to say.
  }
  return reloadReason.get() === "newer";
}

// A server that was away may have been given a new version.
let before = connection.get();
connection.subscribe(() => {
  const now = connection.get();
  if (now === "online" && before === "unreachable") void lookForNewer();
  before = now;
});
