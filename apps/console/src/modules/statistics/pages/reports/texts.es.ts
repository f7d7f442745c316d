import { pluralsOf } from "../../../../words/format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  empty: "Todavía no hay pacientes.",
  counting: "Contando",
  asOf: (time) => `Actualizado a las ${time}`,
  refresh: "Actualizar",

  numbers: {
    title: "Cifras",
    added: "Nuevos este mes",
    treating: "Médicos con pacientes",
    assigned: "Asignaciones",
    gain: (difference) => `${difference} este mes`,
    noGain: "Ninguno nuevo este mes",
    against: (difference, month, all) =>
      `${difference} respecto a estas alturas de ${month} (${all} en total)`,
    noneBefore: (month) => `Ninguno en ${month}`,
    asMany: (month, all) => `Tantos como a estas alturas de ${month} (${all} en total)`,
    busyDoctors: (count) =>
      counted(count, {
        one: "1 médico recibió pacientes nuevos este mes",
        other: "# médicos recibieron pacientes nuevos este mes",
        zero: "Ninguno recibió pacientes nuevos este mes",
      }),
  },
};
