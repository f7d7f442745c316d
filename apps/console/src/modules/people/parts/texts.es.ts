import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  possibleDuplicates: { label: "Posibles duplicados", words: "duplicados dobles fusionar mismo paciente" },
  removedPatients: { label: "Pacientes eliminados", words: "restaurar borrados papelera" },
  removedDoctors: { label: "Médicos eliminados", words: "restaurar borrados papelera" },
};
