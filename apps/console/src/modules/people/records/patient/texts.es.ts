import { formatPartialDate } from "../../../../words/format/format.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  all: "Todos los pacientes",
  mine: "Mis pacientes",
  add: "Añadir un paciente",
  edit: "Editar un paciente",
  searchPlaceholder: "Nombre, nacimiento, teléfono o dirección",
  possibleDuplicates: "Posibles duplicados",
  careTeam: "Equipo médico",
  needsAttention: "Avisos",
  noDoctorAssigned: "No hay ningún médico asignado.",
  nothingRecorded: "Sin datos registrados.",
  unknownPatient: "Paciente desconocido",

  genderUnknown: "Sexo desconocido",

  formerly: (name) => `antes ${name}`,
  hadUntil: (name, day) => withNames`${name}, hasta ${day}`,

  fields: {
    gender: "Sexo",
    dateOfBirth: "Fecha de nacimiento",
    age: "Edad",
    ageInYears: "Edad en años",
    deceasedOn: "Fecha de fallecimiento",
    deceasedOnHint: "Año, mes o día. Desde entonces no se le envía nada",
    preferredLanguage: "Idioma preferido",
    preferredLanguageHint: "Elija uno o escriba un código de idioma como gsw-CH",
    address: "Dirección",
    medicalHistory: "Antecedentes médicos",
    nameAsGiven: "Nombre completo",
    formerNames: "Nombres anteriores",
    patientId: "Identificador del paciente",
    added: "Añadido",
    lastChanged: "Último cambio",
  },

  birth: {
    died: (date) => `fallecimiento: ${formatPartialDate(date)}`,
    born: (date) => `nacimiento: ${date}`,
    unknown: "Nacimiento desconocido",
    about: (year) => `hacia ${year}`,
    aboutAlone: (year) => `Hacia ${year}`,
    withAge: (date, age) => `${date} (${age})`,
    aboutYearsOld: (age) => `unos ${age} años`,
  },
};
