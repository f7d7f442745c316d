import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Patientenakten für Ihre Praxis",
  about:
    "Caretype verwaltet Ihre Patienten und Ärzte und hält fest, wer wen behandelt. Ihr Team arbeitet gemeinsam darin, und jede Person hat ihre Rolle.",
  search: {
    title: "Jeden finden",
    text: "Suchen Sie nach Namen in jeder Schreibweise, Geburtsdatum, Telefonnummer oder Postleitzahl.",
  },
  versions: {
    title: "Nichts verlieren",
    text: "Jede Akte behält alle Versionen. Was Sie ändern, zusammenführen oder entfernen, lässt sich rückgängig machen.",
  },
  log: {
    title: "Wissen, wer was gelesen hat",
    text: "Jeder Zugriff steht in einem Protokoll, und Sie können beweisen, dass es niemand geändert hat.",
  },
  picture: {
    shows: "Ein Tag im Kalender: jeder Arzt hat eine Spalte mit seinen Terminen",
    light: new URL("./pictures/de-light.webp", import.meta.url).href,
    dark: new URL("./pictures/de-dark.webp", import.meta.url).href,
  },
  trySample: "Mit Beispieldaten ausprobieren",
  isClosed: "Für ein Konto auf diesem Server bitten Sie den Inhaber einer Praxis um eine Einladung.",
};
