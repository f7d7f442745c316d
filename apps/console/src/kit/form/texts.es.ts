import { withNames } from "../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  date: {
    choose: "Elegir una fecha",
    hint: (example) => `Por ejemplo, ${example} o 1980-02-29`,
    understood: (date, others) =>
      others.length === 0 ? `Se entiende ${date}` : `Se entiende ${date}, no ${others.join(" ni ")}`,
    isUnread: (example) => `No es una fecha. Escríbala así: ${example}.`,
    isNoTime: (example) => `No es una hora. Escríbala así: ${example}.`,
    isNoMonth: (example) => `No es un mes. Escríbalo así: ${example}.`,
    zone: (zone) => `Hora de la consulta: ${zone}`,
    isSkipped: "Esa hora no existe ese día por el cambio de hora",
  },
  cannotBeSaved: "Esto aún no se puede guardar",
  wasNotSaved: "Sus cambios no se guardaron",
  mayNotBeSaved: "Puede que sus cambios no se hayan guardado",
  checkWhetherSaved: "El servidor no respondió. Compruebe si se guardaron.",
  noAnswer: {
    title: "Sin respuesta: puede que sus cambios se hayan guardado o no",
    text: "Conserve lo introducido y guárdelo de nuevo cuando vuelva la conexión. Nada se guarda dos veces.",
  },
  unsaved: {
    title: "¿Salir sin guardar?",
    text: "Sus cambios aún no están guardados.",
    isSaving: "Sus cambios se están guardando y aún pueden ser rechazados.",
    leave: "Salir",
    stay: "Quedarse aquí",
  },
  removed: {
    title: (name) => withNames`Alguien eliminó a ${name}`,
    text: "Sus cambios no están guardados. Restaure el registro y guarde de nuevo.",
    isRestored: (name) => withNames`Se restauró a ${name}`,
  },
  conflict: {
    title: "Otra persona cambió esto",
    text: "Sus cambios aún no están guardados. Elija qué valor conservar en cada campo.",
    mine: "El suyo",
    saved: "El otro",
    changedByMe: "Cambiado solo por usted",
    changedByThem: "Cambiado solo por la otra persona",
    changedByBoth: "Cambiado por ambos",
    choose: "Elija uno de los dos",
    empty: "(vacío)",
    allMine: "Todos los suyos",
    allSaved: "Todos los de la otra persona",
    back: "Volver al formulario",
    save: "Guardar selección",
  },
  isRestored: "Se recuperó lo que se había escrito. Aún no está guardado.",
  discard: "Descartar",
};
