import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  assign: "Asignar",
  assignDoctor: "Asignar un médico",
  assignPatient: "Asignar un paciente",
  unassign: "Quitar asignación",
  isAssigned: (doctor, patient) => withNames`Asignación creada: ${doctor} con ${patient}`,
  isUnassigned: (doctor, patient) => withNames`Asignación quitada: ${doctor} con ${patient}`,
  isStillAssigned: (doctor, patient) => withNames`La asignación se mantiene: ${doctor} con ${patient}`,

  reason: "Motivo",
  reasonHint: "Por qué el médico atiende al paciente (opcional).",

  isMissing: { doctorId: "Elija un médico", patientId: "Elija un paciente" },
  isTaken: {
    doctorId: "Este médico ya está asignado al paciente",
    patientId: "El médico ya está asignado a este paciente",
  },
  alreadyAssigned: "Ya está asignado a este paciente",
  unknownDoctor: "Médico desconocido",

  picker: {
    doctorPlaceholder: "Nombre o especialidad",
    noDoctor: "No se encontró ningún médico. Pruebe con parte del nombre o una especialidad.",
    noPatient: "No se encontró ningún paciente. Pruebe con parte del nombre.",
    typeName: "Escriba parte del nombre.",
    add: (name) => `Añadir a «${name}» como paciente nuevo`,
    searching: "Buscando…",
    found: (count) => counted(count, { one: "1 resultado", other: "# resultados" }),
    chooseAnother: (label) => `Elegir otro: ${label}`,
  },

  facts: {
    patientsHere: (count) => counted(count, { one: "1 paciente aquí", other: "# pacientes aquí" }),
    appointments: (most) => counted(most, { one: "hasta 1 cita al día", other: "hasta # citas al día" }),
    licence: (number) => `n.º de colegiado ${number}`,
  },

  isRestoredWithout: (name, count) =>
    withNames`Se ha restaurado a ${name} sin ${counted(count, { one: "una asignación", other: "# asignaciones" })}`,
  whyWithout:
    "La otra persona se eliminó o se asignó de nuevo, o usted no puede restaurar asignaciones. Siguen entre las asignaciones quitadas.",
};
