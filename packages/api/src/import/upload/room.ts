import { uploadLimits } from "./schema.ts";

/** Bytes of uploads that are not done. */
export type KeptBytes = {
  /** Of the account, in all its practices. */
  ofAccount: number;
  /** Of the practice, by whomever. */
  ofPractice: number;
  ofServer: number;
};

/** An account, and a practice, may have so much of what all others leave free: then the next one always finds room. */
const share = 1 / 4;

const shareOf = (own: number, ofServer: number): number =>
  (uploadLimits.bytesOfServer - (ofServer - own)) * share;

/** Whether an account would have more than it ever may. */
export const isOverLimit = ({ ofAccount }: KeptBytes, more: number): boolean =>
  ofAccount + more > uploadLimits.bytesOfAccount;

/** Whether the account or the practice would have more than its share, as things are now. */
export const isOverShare = ({ ofAccount, ofPractice, ofServer }: KeptBytes, more: number): boolean =>
  [ofAccount, ofPractice].some((own) => own + more > shareOf(own, ofServer));
