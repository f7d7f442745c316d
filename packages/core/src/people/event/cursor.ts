import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { invalidInput } from "../../kernel/error/domain-error.ts";
import type { PracticeId } from "../../kernel/field/ids.ts";
import { minId } from "../../kernel/field/paging.ts";

/** A place of a practice's log, with the id of its event: after a restored backup, another event may have the place. */
export type LogPlace = { place: number; id: string };

/** Before the first event. */
export const logBegin: LogPlace = { place: 0, id: minId };

export type EventCursors = ReturnType<typeof createEventCursors>;

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;
/** Those of every safe integer, so that a cursor's length says nothing. */
const placeDigits = 16;

/** Encrypts cursors, as places and equal cursors would show that there are events that the reader may not see. */
export function createEventCursors(secretKey: string) {
  const key = Buffer.from(hkdfSync("sha256", secretKey, "caretype", "event cursor v1", 32));
  return {
    seal(practiceId: PracticeId, { place, id }: LogPlace): string {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(practiceId));
      const text = cipher.update(`${String(place).padStart(placeDigits, "0")} ${id}`, "utf8");
      return Buffer.concat([nonce, text, cipher.final(), cipher.getAuthTag()]).toString("base64url");
    },
    /** Throws `INVALID_INPUT` for a cursor of another practice, and for one that was sealed with another key. */
    open(practiceId: PracticeId, cursor: string): LogPlace {
      try {
        const sealed = Buffer.from(cursor, "base64url");
        const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        });
        decipher.setAAD(Buffer.from(practiceId));
        decipher.setAuthTag(sealed.subarray(-tagBytes));
        const text = decipher.update(sealed.subarray(nonceBytes, -tagBytes));
        const [place, id = ""] = Buffer.concat([text, decipher.final()]).toString("utf8").split(" ");
        return { place: Number(place), id };
      } catch {
        throw invalidInput({ after: ["Not a cursor of this list and sort"] });
      }
    },
  };
}
