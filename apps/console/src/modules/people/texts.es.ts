import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  newPatient: {
    label: "Añadir un paciente",
    words: "nuevo crear registrar agregar",
  },
  newDoctor: {
    label: "Añadir un médico",
    words: "nuevo crear agregar doctor",
  },
  possibleDuplicates: {
    label: "Posibles duplicados",
    words: "duplicados dobles fusionar mismo paciente",
  },
  removedPatients: {
    label: "Pacientes eliminados",
    words: "restaurar borrados papelera",
  },
  removedDoctors: {
    label: "Médicos eliminados",
    words: "restaurar borrados papelera",
  },
  audit: {
    label: "Registro de auditoría",
    words: "registro de accesos historial quién ajustes",
  },
};
