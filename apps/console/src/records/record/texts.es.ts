import { pluralsOf } from "../../words/format/plural.ts";
import { withNames } from "../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  wasSaved: (instant) => `La otra versión se guardó el ${instant}.`,
  fullName: "Nombre completo",
  firstName: "Nombre",
  lastName: "Apellidos",
  lastNameHint: "Déjelo vacío si la persona tiene un solo nombre",
  phoneNumber: "Número de teléfono",

  removed: "Eliminado",
  removedBy: "Por",
  unknownAccount: "Cuenta desconocida",
  restoreName: (name) => `Restaurar a ${name}`,
  isRestored: (name) => withNames`Se ha restaurado a ${name}`,
  isNotRestored: (name) => withNames`No se ha restaurado a ${name}`,
  cannotBeRestored: (name) => withNames`Todavía no se puede restaurar a ${name}`,

  isNotRemoved: (name) => withNames`No se ha eliminado a ${name}`,
  removalIsStale: "La ficha cambió después de que usted la abriera. Revísela y vuelva a eliminarla.",
  unassignAndRemove: "Quitar asignaciones y eliminar",
  unassignAndRemoveHint:
    "Puede quitar las asignaciones y eliminar la ficha en un solo paso. «Deshacer» lo restaura todo.",
  andMore: (count) => counted(count, { one: "Y 1 más.", other: "Y # más." }),
  genders: { female: "Femenino", male: "Masculino", other: "Otro", unknown: "Desconocido" },
};
