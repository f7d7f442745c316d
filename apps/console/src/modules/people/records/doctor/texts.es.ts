import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  add: "Añadir médico",

  specializations: {
    CARD: "Cardiología",
    DERM: "Dermatología",
    NEUR: "Neurología",
    ORTH: "Traumatología",
    PED: "Pediatría",
    GEN: "Medicina general",
    Gynaecology: "Ginecología",
    Psychiatry: "Psiquiatría",
  },

  fields: {
    specialization: "Especialidad",
    specializationHint: "Elija una o escriba otra",
    gender: "Sexo",
    notRecorded: "Sin registrar",
    licenseNumber: "Número de colegiado",
    yearsOfExperience: "Años de experiencia",
    appointments: "Citas al día",
    appointmentsHint: "El límite diario, para su propia planificación",
    appointmentsColumn: "Máximo de citas al día",
    upTo: (most) => `hasta ${most}`,
    contact: "Contacto",
    contactHint: "Dónde y cuándo se puede localizar al médico",
    contactColumn: "Otros datos de contacto",
  },

  list: {
    searchHint: "Nombre, correo electrónico o teléfono",
    any: "Cualquiera",
    order: "Orden",
    noSpecialization: "No existe esa especialidad",
    sorts: {
      name: "Por nombre",
      newest: "Más recientes primero",
      oldest: "Más antiguos primero",
      updated: "Últimos modificados primero",
    },
    patientsHere: "Pacientes aquí",
    patientsUnit: (count) => counted(count, { one: "paciente", other: "pacientes" }),
    dailyLimit: "Límite diario",
    appointmentCount: (count) => counted(count, { one: "1 cita", other: "# citas" }),
    noMatch: "Ningún médico coincide",
    noMatchHint: "Busque una parte del nombre o quite un filtro.",
    showAll: "Mostrar todos los médicos",
    empty: "Todavía no hay médicos",
    emptyHint:
      "Todas las consultas de este servidor comparten el directorio. Puede asignar pacientes a sus médicos.",
    addFirst: "Añadir el primer médico",
  },

  page: {
    overview: "Resumen",
    timeline: "Historial",
    details: "Datos",
    patients: "Pacientes en esta consulta",
    assign: "Asignar paciente",
    noPatients: "Ningún paciente de esta consulta está asignado a este médico.",
    reason: "Motivo",
    since: "Desde",
    unassign: "Quitar asignación",
    unassignName: (name) => `Quitar asignación de ${name}`,
    isReverted: (name) => withNames`La ficha de ${name} ha vuelto a una versión anterior`,
  },

  timeline: {
    created: "Añadido al directorio",
    updated: "Datos modificados",
    removed: "Eliminado del directorio",
    restored: "Restaurado en el directorio",
  },

  form: {
    submit: "Añadir médico",
    isAdded: (name) => withNames`Se ha añadido a ${name}`,
    isShared: "Todas las consultas de este servidor comparten el directorio y verán a este médico.",
    edit: "Editar médico",
    editName: (name) => withNames`Editar a ${name}`,
    isSaved: (name) => withNames`Los cambios de ${name} se han guardado`,
    savedBy: (name, when) => withNames`${name} guardó esto el ${when}.`,
    somebodyElse: "Alguien de otra consulta",
    ofOthers:
      "Otra consulta añadió a este médico. Puede modificar la ficha como propietario de una consulta donde el médico tenga pacientes o sea miembro.",
    unverified: (link) =>
      withNames`Todas las consultas de este servidor comparten los médicos. Para añadirlos o modificarlos, ${link}.`,
    verifyEmail: "verifique antes su correo electrónico",
  },

  removal: {
    isRemoved: (name) => withNames`Se ha eliminado a ${name} del directorio`,
    isUnassignedAndRemoved: (name) =>
      withNames`Se han quitado las asignaciones de ${name} y se ha eliminado su ficha del directorio`,
    assignedHere: (count) =>
      counted(count, {
        one: "Un paciente está asignado a este médico aquí.",
        other: "# pacientes están asignados a este médico aquí.",
      }),
    unassignFirst: "Quite antes las asignaciones.",
    aPatient: "Un paciente",
    assignedElsewhere:
      "Otras consultas tienen pacientes de este médico. Solo ellas pueden quitar esas asignaciones. Hasta entonces, el médico sigue en el directorio.",
    assignedElsewhereToo:
      "Otras consultas también tienen pacientes de este médico. Solo ellas pueden quitar esas asignaciones. Hasta entonces, el médico sigue en el directorio.",
    empty: "No se ha eliminado ningún médico. Aquí se pueden restaurar los médicos eliminados.",
    anotherPractice: "Otra consulta",
  },
};
