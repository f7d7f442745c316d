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
  commands: {
    newPatient: { label: "Añadir un paciente", words: "nuevo crear registrar agregar" },
    newDoctor: { label: "Añadir un médico", words: "nuevo crear agregar doctor" },
    newImport: { label: "Importar archivos", words: "csv synthea subir importación" },
    newCodes: {
      label: "Importar códigos",
      words: "terminología loinc snomed cie csv fhir conjunto de valores",
    },
    invite: { label: "Invitar a alguien", words: "miembro invitación colega correo" },
    newApiKey: { label: "Crear una clave de API", words: "nueva añadir agregar token" },
  },
};
