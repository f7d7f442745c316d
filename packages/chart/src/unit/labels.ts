// Pure: browsers use it.

const labels: Readonly<Record<string, string>> = {
  "[lb_av]": "lb",
  "[oz_av]": "oz",
  "[stone_av]": "st",
  "[in_i]": "in",
  "[ft_i]": "ft",
  Cel: "°C",
  "[degF]": "°F",
  "mm[Hg]": "mmHg",
  "kg/m2": "kg/m²",
};

/** Micro, which UCUM writes as `u`, at the start of a unit. */
const micro = /(?<=^|[/.])u(?=[A-Za-z[])/g;

/** The usual notation of a UCUM unit. */
export const unitLabel = (unit: string): string => labels[unit] ?? unit.replaceAll(micro, "µ");
