import { texts as listTexts } from "../../../../../words/list/texts.es.ts";
import { actions } from "./texts.actions.es.ts";
import { infinitives, type Verb } from "./texts.verbs.es.ts";
import { compose, type EntryWords } from "./wording.ts";

const isVerb = (word: string): word is Verb => Object.hasOwn(infinitives, word);

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

export const texts: EntryWords = {
  actions: {
    ...actions,
    ...compose(listTexts, {
      list: ({ many }) => `Vio ${many}`,
      byId: ({ one }) => `Leyó ${one}`,
      create: ({ one }) => `Añadió ${one}`,
      update: ({ one }) => `Cambió ${one}`,
      remove: ({ one }) => `Eliminó ${one}`,
      history: ({ one }) => `Leyó el historial: ${one}`,
      asOf: ({ one }) => `Leyó un estado anterior: ${one}`,
      diff: ({ one }) => `Comparó versiones: ${one}`,
    }),
  },
  called: (action) => `Llamó a ${action}`,
  infinitiveOf: (description) => {
    const [verb = "", ...rest] = description.split(" ");
    return [isVerb(verb) ? infinitives[verb] : verb, ...rest].join(" ");
  },
  partOfBulk: (done) => `${done} (todo o una parte: sus entradas tienen el mismo ID de solicitud)`,
  tried: (toDo, outcome) => `Intento de ${toDo}. ${outcome}.`,
  repeated: (toDo) => `Repitió la solicitud de ${toDo}. No se hizo nada más.`,
  repeatedInVain: (toDo, outcome) => `Repitió la solicitud de ${toDo}. Como antes, ${lowered(outcome)}.`,
  unchanged: (toDo) => `Pidió ${toDo}. No cambió nada.`,
  dryRun: (toDo) => `Pidió ${toDo} como prueba. No cambió nada.`,
  refused: (code) => `Rechazado: ${code}`,
};
