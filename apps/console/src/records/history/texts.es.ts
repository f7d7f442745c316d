import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  timeline: "Historial",
  timeZone: (zone) => `Zona horaria: ${zone}.`,
  empty: "Sin historial.",
  showOlder: "Mostrar entradas anteriores",
  somebodyElsewhere: "alguien de otra consulta",
  hiddenChanges: "Los cambios no son visibles para su rol o ya no están disponibles.",

  notRecorded: "Sin registrar",
  nothingRecorded: "sin registrar",
  showWholeText: "Mostrar todo el texto",
  showChangeOnly: "Mostrar solo el cambio",

  view: "Ver esta versión",
  viewOf: (what, time) => `Ver esta versión, ${what}, ${time}`,
  earlierVersion: "Versión anterior",
  on: (instant) => `El ${instant}`,

  asOf: {
    label: "Ver a fecha de",
    isMissing: "Introduzca un día y una hora",
    notThere: "La ficha no existía en ese momento",
  },

  revert: "Volver a esta versión",
  revertOf: (what, time) => `Volver a esta versión, ${what}, ${time}`,
  revertDialog: {
    title: "¿Volver a esta versión?",
    submit: "Volver a la versión",
    isSame: "La ficha ya coincide con esta versión.",
    explanation: (instant) =>
      `Se guardan los valores del ${instant} como una versión nueva. No se pierde nada del historial.`,
    isStale: "Alguien ha cambiado la ficha",
    review: "Los cambios de arriba están actualizados. Revíselos antes de continuar.",
  },
};
