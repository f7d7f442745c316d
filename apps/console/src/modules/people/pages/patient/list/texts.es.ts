import { pluralsOf } from "../../../../../words/format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  noneMatch:
    "Ningún paciente coincide. Cada palabra debe formar parte del nombre, la fecha de nacimiento, la dirección, el correo, el teléfono o un identificador.",
  showAll: "Mostrar todos los pacientes",
  noneYet: "Todavía no hay pacientes.",
  addFirst: "Añadir el primer paciente",
  orImport: "O importarlos desde archivos",
  assignTo: (name) => `Asignar un médico a ${name}`,
  editName: (name) => `Editar a ${name}`,

  columns: {
    born: "Nacimiento",
    changed: "Último cambio",
    nextVisit: "Próxima cita",
    select: "Seleccionar",
    selectAll: "Seleccionar todos los pacientes cargados",
    actions: "Acciones",
  },
  display: {
    button: "Vista",
    density: "Espaciado",
    comfortable: "Amplio",
    compact: "Compacto",
    columns: "Columnas",
  },

  filters: {
    whose: "De quién son los pacientes",
    anyGender: "Todos",
    anyDoctor: "Todos",
    noDoctor: "Sin médico",
    clearDoctor: "Todos los médicos",
    noSuchDoctor: "Ningún médico coincide",
    doctorIs: (name) => `Médico: ${name ?? "todos"}`,
    ageFrom: "de",
    ageTo: "a",
    fromAge: "Edad desde",
    toAge: "Edad hasta",
    agesAre: (oldest) => `Edades de 0 a ${oldest}`,
    isReversed: "«De» es mayor que «a»",
    order: "Orden",
  },
  sorts: {
    relevance: "Mejor coincidencia",
    newest: "Más recientes",
    oldest: "Más antiguos",
    name: "Por apellidos",
    updated: "Últimos cambios",
  },

  csv: {
    action: "Exportar como CSV",
    read: (count) => counted(count, { one: "# paciente leído…", other: "# pacientes leídos…" }),
    areExported: (count) =>
      counted(count, { one: "Se ha exportado # paciente", other: "Se han exportado # pacientes" }),
    failed: "No se ha podido descargar el archivo",
  },

  selection: {
    start: "Seleccionar pacientes",
    nobody: "Seleccione los pacientes que quiere cambiar o exportar.",
    done: "Listo",
    toolbar: "Pacientes seleccionados",
    count: (count) => counted(count, { one: "# seleccionado", other: "# seleccionados" }),
    clear: "Quitar selección",
  },
};
