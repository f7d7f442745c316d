import { createHash } from "node:crypto";

/**
 * Derives an id from a text: the first bits of its SHA-256, as a UUID of version 8, which RFC 9562 leaves to
 * applications.
 */
export function hashId(text: string): string {
  const hash = createHash("sha256").update(text).digest("hex");
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 3) | 8).toString(16);
  const parts = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ];
  return parts.join("-");
}
