import type { RouterInputs } from "@caretype/client";
import { texts as staffTexts } from "./texts.en.ts";

export type DeactivationReason = RouterInputs["staff"]["deactivate"]["reason"];

const texts = staffTexts.activation;

const words: Record<DeactivationReason, { label: string; description?: string }> = {
  left: { label: texts.left },
  requested: { label: texts.requested },
  compromised: {
    label: texts.compromised,
    description: texts.keysRevoked,
  },
  misuse: {
    label: texts.misuse,
    description: texts.keysRevoked,
  },
  other: { label: texts.other },
};

export const reasons = Object.entries(words).map(([value, option]) => ({ value, ...option }));

export const isReason = (text: string): text is DeactivationReason => Object.hasOwn(words, text);
