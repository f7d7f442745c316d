import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  submitNew: "Añadir el paciente",
  isAdded: (name) => withNames`Se ha añadido a ${name}`,
  editName: (name) => withNames`Editar a ${name}`,
  areSaved: (name) => withNames`Se han guardado los cambios de ${name}`,
  showRemoval: "Mostrar la eliminación en otra pestaña",
  savedBy: (who, instant) => withNames`${who ?? "Alguien"} guardó esto el ${instant}.`,

  birth: {
    isUnread: (example) => `No es una fecha de nacimiento. Escríbala así: ${example}.`,
    orAge: "O la edad en años",
    ifUnknown: "Si no se conoce la fecha",
    isCalculated: "Calculada a partir de la fecha de nacimiento",
  },

  duplicates: {
    maybeSaved:
      "Puede ser su propia entrada: el servidor no respondió cuando la guardó. ¿Es alguno de estos?",
    notSaved: "Aún no se ha guardado nada. ¿Es alguno de estos?",
    backToForm: "Volver al formulario",
    addAsNew: "Añadir como paciente nuevo",
    use: "Usar este paciente",
  },
};
