import type { DuplicatePair } from "@caretype/api";

/** Prints ids only: patients' names do not belong on a terminal. */
export const describeDuplicate = ({ newId, thereId, score, reasons }: DuplicatePair): string =>
  `${newId} may be ${thereId}: ${reasons.join(", ")} (${score})\n`;
