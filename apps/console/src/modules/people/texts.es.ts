import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  newPatient: { label: "Añadir un paciente", words: "nuevo crear registrar agregar" },
  newDoctor: { label: "Añadir un médico", words: "nuevo crear agregar doctor" },
  audit: { label: "Registro de auditoría", words: "registro de accesos historial quién ajustes" },
};
