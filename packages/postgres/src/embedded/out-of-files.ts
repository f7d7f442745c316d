const codes = new Set<unknown>(["EMFILE", "ENFILE"]);

/**
 * Rethrows the error if this process or machine has no file descriptor left. Then a file that cannot be opened may
 * exist, and its process may be alive.
 */
export function throwIfOutOfFiles(error: unknown): void {
  for (let each = error; each instanceof Error; each = each.cause)
    if ("code" in each && codes.has(each.code)) throw error;
}
