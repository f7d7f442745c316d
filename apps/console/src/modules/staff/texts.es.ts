import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  accounts: { label: "Cuentas" },
};
