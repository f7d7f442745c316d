import { pluralsOf } from "../../words/format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  button: "Buscar y abrir",
  buttonEnd: "un paciente, un médico o una página",
  keys: "Ctrl K",
  title: "Buscar y abrir",
  placeholder: "Paciente, médico, página o acción",
  fieldLabel: "Buscar un paciente, un médico, una página o una acción",
  loading: "Cargando…",
  results: "Resultados",
  searching: "Buscando…",
  nothing: "No se encontró nada.",
  found: (count) => counted(count, { one: "1 resultado", other: "# resultados" }),
  born: (birth) => `Nacimiento: ${birth}`,
  groups: {
    recent: "Recientes",
    page: "En esta página",
    lastChange: "Último cambio",
    pages: "Páginas",
    actions: "Acciones",
    patients: "Pacientes",
    doctors: "Médicos",
    similarPatients: "Pacientes similares",
    similarDoctors: "Médicos similares",
    related: "Relacionado",
  },
  switchTo: (practice) => `Cambiar a ${practice}`,
  switchWords: "consulta consultorio",
  schemes: { light: "Colores: claros", dark: "Colores: oscuros", auto: "Colores: sistema" },
  schemeWords: "tema modo oscuro claro",
};
