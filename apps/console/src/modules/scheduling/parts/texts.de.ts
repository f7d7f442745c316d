import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  waitlist: { label: "Warteliste", words: "Termine früher warten Angebote" },
};
