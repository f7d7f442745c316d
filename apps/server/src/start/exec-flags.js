import { compileCacheFolder } from "./compile-cache.js";

/**
 * On a machine with much memory V8 lets its young generation grow to 128 MB, and its old one to several times what
 * is in use: twice the memory, and no less work. Smaller than this, the young one costs more than it saves.
 *
 * From how many objects of a place in the code live on at first V8 may conclude that all will, and makes them in the
 * old generation from then on. Two starts of seven were like that: half as much processor time
 * again for each call, p99 twice as high, and 40 MB more.
 */
const flags = ["--max-semi-space-size=8", "--heap-growing-percent=100", "--no-allocation-site-pretenuring"];

const environment = {
  // glibc keeps what the compiler's threads have freed, in an arena for each.
  MALLOC_ARENA_MAX: "2",
  // Where `enableCompileCache` keeps it, too; but said here it holds the file that calls that, and what strips types
  // from it (20 MB, 30 ms) is not loaded at all.
  NODE_COMPILE_CACHE: compileCacheFolder,
};

/**
 * Replaces this process by itself with these settings, which Node reads at its start only: the same pid, the same
 * streams, 30 ms later. Workers inherit them. Does nothing where that is not possible, or where somebody debugs
 * or has settings of their own.
 */
export function restartWithExecFlags() {
  const given = [...process.execArgv, process.env.NODE_OPTIONS ?? ""].join(" ");
  if (/--(inspect|max-semi-space-size)/.test(given)) return;
  if (process.platform === "win32" || process.execve === undefined || process.connected) return;
  const words = [process.execPath, ...flags, ...process.execArgv, ...process.argv.slice(1)];
  process.execve(process.execPath, words, { ...environment, ...process.env });
}
