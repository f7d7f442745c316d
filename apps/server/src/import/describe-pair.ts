import type { DuplicatePair } from "@caretype/api";

/** Ids only: names of patients do not belong on a terminal. */
export const describePair = ({ newId, thereId, score, reasons }: DuplicatePair): string =>
  `${newId} may be ${thereId}: ${reasons.join(", ")} (${score})\n`;
