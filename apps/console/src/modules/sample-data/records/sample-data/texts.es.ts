import { pluralsOf } from "../../../../words/format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  badge: "Ejemplo",
  title: "Datos de ejemplo",
  banner: "Esta consulta tiene datos de ejemplo. Sus pacientes y médicos son inventados.",
  remove: "Eliminar datos de ejemplo",
  removeQuestion: "¿Eliminar los datos de ejemplo?",
  counting: "Contando…",
  isRemoved: (count) =>
    counted(count, {
      one: "Se ha eliminado 1 paciente de ejemplo",
      other: "Se han eliminado # pacientes de ejemplo",
    }),
  offer: "O explore antes con unos 200 pacientes inventados. Puede eliminarlos todos con un clic.",
  fill: "Añadir datos de ejemplo",
  isFilled: "Su consulta ya tiene datos de ejemplo",
  removes: (count) =>
    counted(count, {
      one: "Se elimina 1 paciente de ejemplo, con sus asignaciones y citas.",
      other: "Se eliminan # pacientes de ejemplo, con sus asignaciones y citas.",
    }),
  removesChanged: (names) => `También se eliminan los que alguien modificó desde entonces: ${names}.`,
  andOthers: (count) => counted(count, { one: "1 más", other: "# más" }),
  canBeRestored: "Se pueden restaurar, como todos los pacientes eliminados.",
  yoursStay:
    "Los pacientes que usted añadió se conservan, igual que los médicos de ejemplo a los que están asignados.",
  mergedStay: (names) =>
    `Estos se conservan, porque se combinaron con pacientes suyos o se firmaron notas para ellos: ${names}.`,
};
