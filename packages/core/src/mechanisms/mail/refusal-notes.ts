import type { Refusal } from "./send-mail.ts";

export type RefusalNote = Refusal & {
  /** Failed attempts since the previous note. */
  others: number;
};

const quietMilliseconds = 60_000;

/** While the SMTP server is down, every attempt fails. Reports the first one, then one per minute. */
export function oncePerMinute(tell: (note: RefusalNote) => void, now = () => performance.now()) {
  let toldAt = Number.NEGATIVE_INFINITY;
  let others = 0;
  return (refusal: Refusal): void => {
    if (now() - toldAt < quietMilliseconds) {
      others++;
      return;
    }
    toldAt = now();
    tell({ ...refusal, others });
    others = 0;
  };
}
