import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  today: { label: "Hoy" },
  calendar: { label: "Calendario" },
  hours: {
    label: "Horario de atención",
    words: "configurar las citas horario médicos abierto cerrado semanal ajustes",
  },
  holidays: { label: "Festivos", words: "configurar las citas días cerrados feriados vacaciones ajustes" },
  visitTypes: { label: "Tipos de visita", words: "configurar las citas duración minutos plazas ajustes" },
  rooms: { label: "Salas", words: "configurar las citas sala consultorio ajustes" },
  visits: "Citas",
};
