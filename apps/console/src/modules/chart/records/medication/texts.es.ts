import type { Medication } from "@caretype/client";
import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");
type PeriodUnit = NonNullable<Medication["timing"]>["periodUnit"];

const periods: Record<PeriodUnit, (count: number) => string> = {
  h: (count) => counted(count, { one: "cada hora", other: "cada # horas" }),
  d: (count) => counted(count, { one: "al día", other: "cada # días" }),
  wk: (count) => counted(count, { one: "a la semana", other: "cada # semanas" }),
  mo: (count) => counted(count, { one: "al mes", other: "cada # meses" }),
};

export const texts: typeof english = {
  title: "Medicamentos",
  empty: "Sin medicamentos.",
  add: "Añadir medicamento",
  stop: "Suspender",
  stopOf: (drug) => `Suspender: ${drug}`,
  isAdded: (drug) => withNames`Se ha añadido ${drug}`,
  isSaved: (drug) => withNames`Se ha guardado ${drug}`,
  isInError: (drug) => withNames`Se ha marcado como registrado por error: ${drug}`,
  addFor: (patient) => withNames`Añadir medicamento: ${patient}`,
  editFor: (patient) => withNames`Editar medicamento: ${patient}`,
  stopFor: (patient) => withNames`Suspender medicamento: ${patient}`,

  fields: {
    drug: "Medicamento",
    kind: "Tipo",
    status: "Estado",
    dose: "Dosis por toma",
    timing: "Frecuencia",
    dosage: "Posología",
    route: "Vía",
    from: "Desde",
    until: "Hasta",
    endReason: "Motivo de la pausa o del fin",
    overrideReason: "Motivo para darlo de todos modos",
    note: "Nota",
  },
  overridden: (reason) => `Se da a pesar de un aviso: ${reason}`,
  doseNumber: "Número",
  doseUnit: "Unidad, como mg",
  frequency: "Veces",
  period: "Cada cuántos",
  periodUnit: "Unidad de tiempo",
  periodUnits: { h: "Horas", d: "Días", wk: "Semanas", mo: "Meses" },
  timing: (frequency, period, unit) =>
    `${counted(frequency, { one: "1 vez", other: "# veces" })} ${periods[unit](period)}`,
  isOver: "Ya pasó el último día",
  kinds: { statement: "Lo toma el paciente", order: "Recetado aquí" },
  statuses: { active: "Activo", "on-hold": "En pausa", completed: "Finalizado", stopped: "Suspendido" },
};
