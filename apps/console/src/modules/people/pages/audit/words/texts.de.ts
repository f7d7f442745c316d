import { texts as listTexts } from "../../../../../words/list/texts.de.ts";
import { actions } from "./texts.actions.de.ts";
import { infinitives } from "./texts.verbs.de.ts";
import { compose, type EntryWords } from "./wording.ts";

/** Longer ones first, as they may end with another. */
const verbs = Object.entries(infinitives).toSorted(([one], [other]) => other.length - one.length);

export const texts: EntryWords = {
  actions: {
    ...actions,
    ...compose(listTexts, {
      list: ({ many }) => `${many} aufgelistet`,
      byId: ({ one }) => `${one} gelesen`,
      create: ({ one }) => `${one} hinzugefügt`,
      update: ({ one }) => `${one} geändert`,
      remove: ({ one }) => `${one} entfernt`,
      history: ({ one }) => `${one}: Verlauf gelesen`,
      asOf: ({ one }) => `${one}: Früheren Stand gelesen`,
      diff: ({ one }) => `${one}: Versionen verglichen`,
    }),
  },
  called: (action) => `„${action}“ aufgerufen`,
  infinitiveOf: (description) => {
    const [verb = "", infinitive = ""] = verbs.find(([ending]) => description.endsWith(` ${ending}`)) ?? [];
    return description.slice(0, description.length - verb.length) + infinitive;
  },
  partOfBulk: (done) => `${done} (ganz oder zum Teil: zusammengehörige Einträge haben dieselbe Anfrage-ID)`,
  tried: (toDo, outcome) => `Versucht: ${toDo}. ${outcome}.`,
  repeated: (toDo) => `Erneut gesendet: ${toDo}. Sonst nichts geändert.`,
  repeatedInVain: (toDo, outcome) => `Erneut gesendet: ${toDo}. Wie zuvor ${lowered(outcome)}.`,
  unchanged: (toDo) => `Angefordert: ${toDo}. Nichts geändert.`,
  dryRun: (toDo) => `Als Probelauf angefordert: ${toDo}. Nichts geändert.`,
  refused: (code) => `Abgelehnt: ${code}`,
};

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
