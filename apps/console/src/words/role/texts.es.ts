import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  owner: {
    label: "Propietario",
    many: "Propietarios",
    meaning: "Todo: pacientes, médicos, miembros, claves de API y el registro de auditoría.",
  },
  clinician: {
    label: "Personal clínico",
    many: "Personal clínico",
    meaning:
      "Pacientes con su historia clínica, notas y citas. Médicos, asignaciones, combinaciones e importaciones.",
  },
  reception: {
    label: "Recepción",
    many: "Recepción",
    meaning:
      "Reserva y cambia citas y registra las llegadas. Añade y cambia pacientes y asignaciones. No puede eliminar pacientes ni ver la historia clínica.",
  },
  viewer: {
    label: "Solo lectura",
    many: "Solo lectura",
    meaning: "Ve los pacientes con su historia clínica, y las citas. No puede cambiar nada.",
  },
};
