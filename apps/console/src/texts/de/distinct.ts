import { withNames } from "../../shell/text/with-names.ts";

export const texts = {
  notSame: "Nicht dieselbe Person",
  notSameLabel: (one: string, other: string) => `Nicht dieselbe Person: ${one} und ${other}`,
  areMarked: (one: string, other: string) =>
    withNames`${one} und ${other} sind als verschiedene Personen gekennzeichnet`,
  notMarked: "Sie wurden nicht als verschiedene Personen gekennzeichnet",
  title: "Nicht dieselbe Person",
  markedBy: (when: string, who: string) => withNames`Gekennzeichnet ${when} von ${who}`,
  unknownAccount: "einem unbekannten Konto",
  undoLabel: (name: string) => `Rückgängig: Kennzeichnung von ${name}`,
  isUnmarked: (name: string) => withNames`${name} kann wieder ein mögliches Duplikat sein`,
  notUnmarked: "Die Kennzeichnung wurde nicht rückgängig gemacht",
};
