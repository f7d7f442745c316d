import type { RouterInputs } from "@caretype/client";

export type DeactivationReason = RouterInputs["staff"]["deactivate"]["reason"];

const words: Record<DeactivationReason, { label: string; description?: string }> = {
  left: { label: "The person has left" },
  requested: { label: "They asked for it" },
  compromised: {
    label: "The account is compromised",
    description: "Its API keys are revoked, too.",
  },
  misuse: {
    label: "The account was misused",
    description: "Its API keys are revoked, too.",
  },
  other: { label: "Another reason" },
};

export const reasons = Object.entries(words).map(([value, option]) => ({ value, ...option }));

export const isReason = (text: string): text is DeactivationReason => Object.hasOwn(words, text);
