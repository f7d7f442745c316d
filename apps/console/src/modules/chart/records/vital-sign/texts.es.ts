import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  title: "Signos vitales",
  add: "Añadir signos vitales",
  addFor: (patient) => withNames`Añadir signos vitales: ${patient}`,
  areAdded: (patient) => withNames`Se han añadido los signos vitales de ${patient}`,
  save: "Añadir",
  saveAnyway: "Añadir de todos modos",
  isExchanged: "La presión diastólica no es menor que la sistólica. ¿Están intercambiadas?",
  nothingTyped: "Introduzca al menos un valor",
  measuredAt: "Fecha y hora de medición",
  encounter: "Atención",
  encounterHint: "Las bloqueadas no admiten más valores",
  last: (value, day) => `Último: ${value}, ${day}`,
  noLast: "Aún sin valor",
  usual: (range) => `Habitual en adultos: ${range}`,
  from: (low) => `desde ${low}`,
  places: { low: "Bajo", high: "Alto" },
  units: { label: "Unidades", metric: "Unidades métricas", us: "Unidades de EE. UU." },

  names: {
    bloodPressure: "Presión arterial",
    systolic: "Presión arterial sistólica",
    diastolic: "Presión arterial diastólica",
    heartRate: "Frecuencia cardíaca",
    respiratoryRate: "Frecuencia respiratoria",
    temperature: "Temperatura corporal",
    saturation: "Saturación de oxígeno",
    weight: "Peso corporal",
    height: "Talla",
    bodyMassIndex: "Índice de masa corporal",
  },

  period: "Periodo",
  periods: { quarter: "Últimos 3 meses", year: "Últimos 12 meses", all: "Todo" },
  empty: "Sin signos vitales en este periodo.",
  when: "Cuándo",
  value: "Valor",
  least: "Mínimo",
  mean: "Media",
  greatest: "Máximo",
  count: "Valores",
  isComputed: "Si nadie lo registró, se calcula con el peso y la talla del mismo día.",
  isBucketed: "Cada punto representa varios valores: mínimo, media y máximo.",
  bounds: (count) =>
    counted(count, {
      one: "1 valor es solo un límite, como <20.",
      other: "# valores son solo límites, como <20.",
    }),
  leftOut: (count) =>
    counted(count, {
      one: "1 valor tiene otra unidad o ninguna, y no se muestra.",
      other: "# valores tienen otra unidad o ninguna, y no se muestran.",
    }),
  isIncomplete: "Hay más de 20 unidades o partes distintas. Faltan algunos valores.",
  description: (value, when) => `El último valor es ${value}, del ${when}.`,
};
