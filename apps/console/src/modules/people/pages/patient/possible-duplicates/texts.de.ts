import { withNames } from "../../../../../words/format/with-names.ts";

export const texts = {
  notSame: "Nicht dieselbe Person",
  notSameLabel: (one: string, other: string) => `Nicht dieselbe Person: ${one} und ${other}`,
  areMarked: (one: string, other: string) =>
    withNames`${one} und ${other} sind als verschiedene Personen markiert`,
  notMarked: "Die beiden wurden nicht als verschiedene Personen markiert",
  title: "Nicht dieselbe Person",
  markedBy: (when: string, who: string) => withNames`Markiert ${when} von ${who}`,
  unknownAccount: "einem unbekannten Konto",
  undoLabel: (name: string) => `Rückgängig: Markierung von ${name}`,
  isUnmarked: (name: string) => withNames`${name} kann wieder ein mögliches Duplikat sein`,
  notUnmarked: "Die Markierung wurde nicht rückgängig gemacht",
};
