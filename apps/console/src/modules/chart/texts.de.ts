import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  codes: { label: "Codes", words: "terminologie wertelisten einstellungen" },
  tabs: { chart: "Akte", notes: "Notizen", vitals: "Vitalwerte" },
};
