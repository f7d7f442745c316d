import { formatPartialDate } from "../../../words/format/format.ts";
import { pluralsOf } from "../../../words/format/plural.ts";
import { withNames } from "../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  title: "Historia clínica",
  allergies: "Alergias",
  problems: "Problemas",
  noProblems: "Sin problemas.",
  medications: "Medicación actual",
  noMedications: "Sin medicación actual.",
  vitals: "Últimos signos vitales",
  noVitals: "Sin signos vitales.",
  addVitals: "Añadir signos vitales",
  bodyMassIndex: "Índice de masa corporal",
  isComputed: "calculado con el peso y la talla",
  encounters: "Últimas atenciones",
  noEncounters: "Sin atenciones.",
  since: (date) => `desde ${formatPartialDate(date)}`,
  onHold: "en pausa",
  yes: "Sí",
  no: "No",
  abnormal: "anormal",
  low: "bajo",
  high: "alto",
  criticalLow: "críticamente bajo",
  criticalHigh: "críticamente alto",

  headerLabel: "Alergias conocidas",
  areLoading: "Alergias: cargando…",
  areNotLoaded: "No se pudieron cargar las alergias.",
  neverAsked: "Alergias: no se ha preguntado",
  noneKnown: "Sin alergias conocidas",
  noneKnownBy: (instant, who) => withNames`Sin alergias conocidas (${instant}, ${who})`,
  noneActive: "Sin alergias activas, solo pasadas o descartadas",
  areListed: "Alergias:",
  highCriticality: "riesgo alto",
  thereAreMore: "hay más, que no se muestran aquí",

  records: "Todos los registros",
  noRecords: "Sin registros.",
  noRecordsUntil: "Sin registros hasta el final de este mes.",
  noneOfKinds: "Sin registros de estos tipos.",
  amended: {
    correction: "corregida",
    addendum: "ampliada",
  },
  record: "Registro",
  observations: (count) => counted(count, { one: "1 observación", other: "# observaciones" }),
  otherKinds: "Otros tipos",
  kind: "Tipos",
  jump: "Ir al mes",
  newest: "Registros más recientes",
  later: "Registros posteriores",
  kinds: {
    encounter: "Atención",
    condition: "Diagnóstico",
    allergy: "Alergia",
    observation: "Observación",
    note: "Nota",
    medication: "Medicamento",
    immunization: "Vacuna",
    procedure: "Procedimiento",
  },
};
