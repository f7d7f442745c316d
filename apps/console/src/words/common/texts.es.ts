import { pluralsOf } from "../format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  add: "Añadir",
  cancel: "Cancelar",
  change: "Cambiar",
  clear: "Borrar",
  close: "Cerrar",
  continue: "Continuar",
  copy: "Copiar",
  delete: "Eliminar",
  download: "Descargar",
  edit: "Editar",
  loading: "Cargando",
  no: "No",
  none: "Ninguno",
  remove: "Eliminar",
  restore: "Restaurar",
  save: "Guardar",
  saved: "Guardado",
  search: "Buscar",
  show: "Mostrar",
  somebody: "Alguien",
  undo: "Deshacer",
  unknown: "Desconocido",
  yes: "Sí",

  name: "Nombre",
  phone: "Teléfono",
  yourPassword: "Su contraseña",

  patient: "Paciente",
  patients: "Pacientes",
  doctor: "Médico",
  doctors: "Médicos",
  removedPatients: "Pacientes eliminados",
  removedDoctors: "Médicos eliminados",
  practice: "Consulta",

  patientCount: (count, number) =>
    counted(count, { one: "1 paciente", other: "# pacientes", zero: "Ningún paciente" }, number),
  similarFound: "Sin coincidencias exactas. Similares:",
  doctorCount: (count, number) =>
    counted(count, { one: "1 médico", other: "# médicos", zero: "Ningún médico" }, number),
  removedPatientCount: (count, number) =>
    counted(
      count,
      { one: "1 paciente eliminado", other: "# pacientes eliminados", zero: "Ningún paciente eliminado" },
      number,
    ),
  removedDoctorCount: (count, number) =>
    counted(
      count,
      { one: "1 médico eliminado", other: "# médicos eliminados", zero: "Ningún médico eliminado" },
      number,
    ),
  entryCount: (count, number) =>
    counted(count, { one: "1 entrada", other: "# entradas", zero: "Ninguna entrada" }, number),
  accountCount: (count, number) =>
    counted(count, { one: "1 cuenta", other: "# cuentas", zero: "Ninguna cuenta" }, number),
  clearFilters: (count) => counted(count, { one: "Quitar el filtro", other: "Quitar # filtros" }),

  duplicateReasons: {
    "same name": "mismo nombre",
    "similar name": "nombre parecido",
    "same birth date": "misma fecha de nacimiento",
    "similar birth date": "fecha de nacimiento con un error al teclear",
    "birth year within a year": "año de nacimiento con un año de diferencia",
    "same e-mail address": "misma dirección de correo",
    "same phone number": "mismo teléfono",
  },
  phoneNeedsDigits: "Un número de teléfono necesita dígitos",
};
