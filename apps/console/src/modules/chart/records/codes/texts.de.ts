import { pluralsOf } from "../../../../words/format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  codeHint: (code, system) => `Kodiert als ${code} (${system}). Wenn Sie den Text ändern, entfällt der Code.`,
  codeOf: (code, system) => `${code} (${system})`,
  alsoCalled: (synonym) => `auch: ${synonym}`,
  searching: "Wird gesucht …",
  tooShort: "Kein Name beginnt so. Geben Sie für mehr mindestens zwei Buchstaben ein.",
  noneFound: "Kein Code gefunden. Freier Text ist auch ohne Code möglich.",
  found: (count) => counted(count, { one: "1 Code gefunden", other: "# Codes gefunden" }),
  searchAll: "In allen Codesystemen suchen",
  rules: {
    refuse: (title) => `Nur Codes aus ${title}. Freier Text ist auch ohne Code möglich.`,
    warn: (title) => `Angeboten werden Codes aus ${title}. Bei anderen erscheint eine Warnung.`,
    take: (title) => `Angeboten werden Codes aus ${title}. Andere werden auch übernommen.`,
  },
  isNotOffered: "Ihre Praxis bietet diesen Code hier nicht an. Er lässt sich trotzdem speichern.",
  isNoLongerOffered: "Ihre Praxis bietet diesen Code hier nicht mehr an. Er bleibt, bis Sie den Text ändern.",
};
