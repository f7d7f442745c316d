import { createHash } from "node:crypto";
import { AppointmentId, type PracticeId } from "../field/ids.ts";

/**
 * The same id for the same appointment of a source, so that a repeated import finds it. A UUID of version 8, which
 * RFC 9562 leaves to the application: the first bits of a SHA-256.
 */
export function importedId(practiceId: PracticeId, source: string, value: string): AppointmentId {
  const hash = createHash("sha256").update(`${practiceId} ${source} ${value}`).digest("hex");
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 3) | 8).toString(16);
  const parts = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ];
  return AppointmentId.parse(parts.join("-"));
}
