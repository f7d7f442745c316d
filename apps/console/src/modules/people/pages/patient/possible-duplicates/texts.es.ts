import { withNames } from "../../../../../words/format/with-names.ts";

export const texts = {
  notSame: "No es la misma persona",
  notSameLabel: (one: string, other: string) => `No es la misma persona: ${one} y ${other}`,
  areMarked: (one: string, other: string) =>
    withNames`${one} y ${other} están marcados como personas distintas`,
  notMarked: "No se han marcado como personas distintas",
  title: "No es la misma persona",
  markedBy: (when: string, who: string) => withNames`Marcado el ${when} por ${who}`,
  unknownAccount: "una cuenta desconocida",
  undoLabel: (name: string) => `Deshacer la marca de ${name}`,
  isUnmarked: (name: string) => withNames`${name} puede volver a ser un posible duplicado`,
  notUnmarked: "No se ha deshecho la marca",
};
