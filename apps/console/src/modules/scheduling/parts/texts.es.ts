import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  waitlist: { label: "Lista de espera", words: "citas antes esperar ofertas" },
};
