import { formatNumber } from "../../../../../words/format/format.ts";
import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");
const patients = (count: number) => counted(count, { one: "1 paciente", other: "# pacientes" });
const doctors = (count: number) => counted(count, { one: "1 médico", other: "# médicos" });

export const texts: typeof english = {
  patients,
  doctors,
  patientsUnit: (count) => counted(count, { one: "paciente", other: "pacientes" }),

  records: { patients: "Pacientes", doctors: "Médicos", assignments: "Asignaciones" },
  activities: { added: "Añadidos", changed: "Cambiados", removed: "Eliminados", restored: "Restaurados" },

  growth: {
    title: "Evolución de los pacientes",
    period: "Periodo de la evolución de los pacientes",
    years: (count) => counted(count, { one: "1 año", other: "# años" }),
    month: "Mes",
    added: "Nuevos",
    total: "Total",
    headline: (link, added) =>
      added > 0
        ? withNames`${link}, ${formatNumber(added)} de ellos añadidos este mes`
        : withNames`${link}, ninguno añadido este mes`,
    now: (all) => `${patients(all)}.`,
    course: (before, month, all) =>
      `De ${formatNumber(before)} a finales de ${month} a ${patients(all)} ahora.`,
    noneAdded: "No se añadió ninguno.",
    maxAdded: (month, added) => `El mes con más pacientes nuevos fue ${month}: ${formatNumber(added)}.`,
  },

  groups: {
    title: "Pacientes por edad y sexo",
    age: "Edad",
    ageUnknown: "Edad desconocida",
    deceased: "Fallecidos",
    ageInYears: (age) => `${age} años`,
    today: "Edad en años, hoy",
    noAges: "No hay edades registradas",
    someUnknown: (unknown) => `Edad en años, hoy; desconocida en ${patients(unknown)}`,
    ofGenderAndAge: (count, gender, age) => `${patients(count)}, ${gender}, ${age} años`,
    ofAge: (count, age) => `${patients(count)}, ${age} años`,
    ofGender: (count, gender) => `${patients(count)}, ${gender}`,
    inAll: (count) => `${patients(count)} en total`,
    summary: (count, genders, ages) => `${patients(count)}: ${genders}. Por edad en años, ${ages}.`,
  },

  load: {
    title: "Médicos por pacientes",
    dailyLimit: "Límite diario",
    headline: (link, count) =>
      count === 1 ? withNames`${link} tiene pacientes aquí` : withNames`${link} tienen pacientes aquí`,
    headlineOfSome: (link, shown) =>
      withNames`${link} tienen pacientes aquí; estos ${formatNumber(shown)} son los que más`,
    empty: "Todavía ningún médico tiene pacientes aquí.",
    emptyHint: "Abra un paciente y asígnele un médico.",
    choosePatient: "Elegir un paciente",
    patientsOf: (count, name) => `${patients(count)} de ${name}`,
    doctor: (name, count) => `${name}, ${patients(count)}`,
    summary: (first) => `Con más pacientes: ${first.join("; ")}.`,
    summaryOfSome: (first, rest) => {
      const others = counted(rest, { one: "1 médico más", other: "# médicos más" });
      return `Con más pacientes: ${first.join("; ")}; ${others} con los mismos o menos.`;
    },
  },

  use: {
    title: "Citas de las últimas cuatro semanas",
    utilisation: "Ocupado",
    missed: "Inasistencias",
    nextFreeDay: "Próximo día libre",
    bookedUnit: "del horario está ocupado",
    booked: (share) =>
      share === null ? "Sin horario de atención" : `El ${share} del horario estuvo ocupado`,
    headline: (link, missed) =>
      missed === null
        ? withNames`${link}`
        : withNames`${link}, y los pacientes faltaron al ${missed} de las citas`,
    empty: "Todavía ningún médico tiene horario de atención.",
    openCalendar: "Abrir el calendario",
    doctor: (name, share) => `${name}, ${share}`,
    summary: (share, missed, first) =>
      `El ${share} del horario estuvo ocupado${missed === null ? "" : `, y los pacientes faltaron al ${missed} de las citas`}. Por médico: ${first.join("; ")}.`,
  },

  today: {
    title: "Actividad de hoy",
    headline: (day) => `${day}, de todas las personas de esta consulta`,
    record: "Qué",
    empty: "Hoy nadie ha modificado ningún registro.",
    emptyHint:
      "Aquí se cuentan los registros que alguien añade, modifica, elimina o restaura. Los datos de ejemplo no cuentan.",
    patientsAdded: (count) => `Añadidos: ${patients(count)}`,
    patientsChanged: (count) => `Cambiados: ${patients(count)}`,
    patientsRemoved: (count) => `Eliminados: ${patients(count)}`,
    doctorsAdded: (count) => `Añadidos: ${doctors(count)}`,
    doctorsChanged: (count) => `Cambiados: ${doctors(count)}`,
    doctorsRemoved: (count) => `Eliminados: ${doctors(count)}`,
    parts: {
      added: (count) => `incorporaciones ${count}`,
      changed: (count) => `cambios ${count}`,
      removed: (count) => `eliminaciones ${count}`,
      restored: (count) => `restauraciones ${count}`,
    },
    summary: (record, parts) => `${record}: ${parts}.`,
    noActivity: (record) => `${record}: sin actividad.`,
  },
};
