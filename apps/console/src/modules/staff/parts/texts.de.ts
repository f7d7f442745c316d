import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  emergencyAccess: { label: "Notfallzugriff", words: "notfall personal" },
};
