import { uploadLimits } from "./schema.ts";

/** Bytes stored for open uploads. */
export type KeptBytes = {
  /** The account's, in all practices. */
  ofAccount: number;
  /** The practice's, of all accounts. */
  ofPractice: number;
  ofServer: number;
};

/**
 * An account or practice may use this share of what others leave free, so that there is always space for the
 * next.
 */
const share = 1 / 4;

const shareOf = (own: number, ofServer: number): number =>
  (uploadLimits.bytesOfServer - (ofServer - own)) * share;

/** Returns true if the account would exceed its fixed limit. */
export const isOverLimit = ({ ofAccount }: KeptBytes, more: number): boolean =>
  ofAccount + more > uploadLimits.bytesOfAccount;

/** Returns true if the account or the practice would exceed its current share. */
export const isOverShare = ({ ofAccount, ofPractice, ofServer }: KeptBytes, more: number): boolean =>
  [ofAccount, ofPractice].some((own) => own + more > shareOf(own, ofServer));
