import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  counting: "Contando",

  welcome: {
    title: "Le damos la bienvenida",
    text: "Esta consulta todavía no tiene pacientes. Cuando los tenga, esta página mostrará a quién se espera y lo que está pendiente.",
    readOnly: "Su rol es de solo lectura. Un propietario de la consulta puede añadir el primer paciente.",
  },

  noPractice: {
    ofStaff:
      "Usted administra este servidor y no está en ninguna consulta. Para trabajar en una, pida una invitación a su propietario.",
    text: "No está en ninguna consulta. Cree una o pida una invitación a un propietario.",
    manageAccounts: "Gestionar cuentas",
    create: "Crear una consulta",
  },

  tasks: {
    title: "Pendiente",
    unassigned: (count) =>
      counted(count, {
        one: "paciente sin asignar",
        other: "pacientes sin asignar",
        zero: "Ningún paciente sin asignar",
      }),
    withoutDoctor: "Sin médico",
    duplicates: (count) =>
      counted(count, {
        one: "posible duplicado",
        other: "posibles duplicados",
        zero: "Ningún posible duplicado",
      }),
    amongAll: "Entre todos los pacientes",
    amongNewest: (compared) => `Entre los ${compared} pacientes más recientes`,
    invitations: (count) =>
      counted(count, {
        one: "invitación abierta",
        other: "invitaciones abiertas",
        zero: "Ninguna invitación abierta",
      }),
    notAccepted: "Aún sin aceptar",
    imports: (count) =>
      counted(count, {
        one: "importación en espera",
        other: "importaciones en espera",
        zero: "Ninguna importación en espera",
      }),
    withProblems: (count) => `${count} con problemas por corregir`,
    notImported: "Comprobadas, pero sin importar",
  },

  unsigned: { title: "Notas por firmar", newest: "Sus cinco más recientes." },

  firstSteps: {
    title: "Configure su consulta",
    progress: (done, all) => `${done} de ${all} hechos`,
    hide: "Ocultar lista",
    isDone: ", hecho",
    import: (link) =>
      withNames`¿Tiene pacientes en otro programa? ${link}. Una importación se puede deshacer.`,
    importFiles: "Importe desde archivos",
    patient: { title: "Añadir un paciente", about: "Para empezar bastan el nombre y el sexo." },
    doctor: { title: "Añadir un médico", about: "Después, asígnele pacientes." },
    schedule: { title: "Configurar las citas", about: "Los tipos de visita y el horario de sus médicos." },
    colleague: { title: "Invitar a un colega", about: "Cada persona tiene su propia cuenta y su rol." },
    secondFactor: {
      title: "Configurar un segundo factor",
      about: "Una aplicación o una llave de acceso protege su cuenta.",
    },
  },
};
