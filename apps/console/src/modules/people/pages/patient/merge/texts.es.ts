import { formatNumber } from "../../../../../words/format/format.ts";
import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  title: "Combinar dos pacientes",
  intro:
    "Se combinan dos fichas de una misma persona. Una se elimina y sus médicos pasan a la otra. Puede deshacerlo, salvo que una de ellas se elimine o se combine de nuevo.",
  submit: "Combinar",
  isStale:
    "Una de las fichas ha cambiado. Ambas se muestran como están ahora. Revíselas antes de combinarlas.",
  areMerged: (name) => withNames`Los pacientes se han combinado: ${name}`,
  areNotMerged: "Los pacientes no se han combinado",

  kept: {
    label: "Ficha que se conserva",
    facts: ({ birth, added, recorded, total }) =>
      `${birth} · añadida el ${added} · ${recorded} de ${total} datos registrados`,
    suggested: {
      older: "Sugerencia: más antigua",
      complete: "Sugerencia: más completa",
      both: "Sugerencia: más antigua y completa",
    },
  },

  fields: {
    title: "Datos",
    allKept: "Todo de la ficha conservada",
    allRemoved: "Todo de la ficha eliminada",
    areSame: "Las dos fichas son iguales.",
    choose: "Elija el valor que se conserva de cada campo. Los demás quedan en el historial.",
    same: "Igual en ambas",
    kept: "Ficha conservada",
    removed: "Ficha eliminada",
    empty: "(vacío)",
  },

  team: {
    empty: "La ficha eliminada no tiene ningún médico asignado.",
    moves: (doctor, reason) =>
      reason === null
        ? withNames`${doctor} pasa a la ficha conservada`
        : withNames`${doctor} pasa a la ficha conservada: ${reason}`,
    stays: (doctor) => withNames`${doctor} está asignado a ambas: queda la asignación de la ficha conservada`,
  },

  duplicates: {
    empty: "Ningún otro paciente se parece a este.",
    points: (score) => `${score} % de coincidencia`,
    compareAndMerge: "Comparar y combinar",
    compareAndMergeWith: (name) => `Comparar y combinar con ${name}`,
    compareAndMergeBoth: (newer, older) => `Comparar y combinar ${newer} con ${older}`,
    compareWith: "Comparar con otro paciente",
    compare: "Comparar",
    isSamePatient: "Es el mismo paciente",
  },

  pairs: {
    about: "Pares de pacientes que pueden ser la misma persona. Se comparan primero los más recientes.",
    withBirth: (patient, birth) => withNames`${patient}, ${birth}`,
    mayBe: ({ older, reasons, score }) =>
      withNames`Puede ser ${older}: ${reasons.join(", ")} (${String(score)} % de coincidencia)`,
    soFar: (count) =>
      `${formatNumber(count)} hasta ahora. Aún no se han comparado los pacientes más antiguos.`,
    total: (count) => `${formatNumber(count)} en total. Se han comparado todos los pacientes.`,
    none: "Ningún paciente se parece a otro.",
  },

  merges: {
    title: "Combinaciones",
    label: "Combinación",
    empty: "Ningún paciente se ha combinado con este.",
    intoThis: (other) => withNames`${other} se integró en este paciente.`,
    intoOther: (other) => withNames`Este paciente se integró en ${other}.`,
    by: (instant, who) => withNames`${instant}, por ${who ?? "una cuenta desconocida"}`,
    undone: (instant, who) => withNames`Deshecha el ${instant}, por ${who ?? "una cuenta desconocida"}`,
  },

  undo: "Deshacer la combinación",
  undoShort: "Deshacer",
  isNotUndone: "No se ha deshecho la combinación",
  blockedBy: (label) => `Bloqueado por: ${label}.`,
  blockedByPatient: (patient, label) => withNames`Bloqueado: ${patient} (${label}).`,
  oneOfTheTwo: "uno de los dos pacientes",
  areTwoAgain: (kept, merged) =>
    kept === merged
      ? withNames`${kept}: vuelven a ser dos pacientes`
      : withNames`${kept} y ${merged} vuelven a ser dos pacientes`,
  keptFields: (labels) =>
    `se conserva lo que cambió después: ${labels.map((label) => label.toLowerCase()).join(", ")}`,
  notRestored: (count) =>
    counted(count, { one: "sin restaurar: # asignación", other: "sin restaurar: # asignaciones" }),

  events: {
    with: {
      plain: "Combinado con otro paciente",
      linked: (other) => withNames`Combinado con ${other}`,
      undone: (other) => withNames`Combinado con ${other} (deshecho después)`,
    },
    into: {
      plain: "Integrado en otro paciente",
      linked: (other) => withNames`Integrado en ${other}`,
      undone: (other) => withNames`Integrado en ${other} (deshecho después)`,
    },
    separated: {
      plain: "Combinación deshecha: separado de otro paciente",
      linked: (other) => withNames`Combinación deshecha: separado de ${other}`,
    },
  },
};
