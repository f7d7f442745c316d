import type { Refusal } from "./send-mail.ts";

export type RefusalNote = Refusal & {
  /** How many more attempts failed since the last time that it was told. */
  others: number;
};

const quietMilliseconds = 60_000;

/** While the server for mails is down every mail fails, again and again: the first is told at once, then one a minute. */
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
