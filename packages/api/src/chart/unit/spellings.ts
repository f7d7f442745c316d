// Pure: browsers use it. How laboratories, monitors and people write units, in UCUM's spelling.

/** Whole units that UCUM reads as something else, or not at all. The case of letters counts. */
const exact: Readonly<Record<string, string>> = {
  C: "Cel",
  F: "[degF]",
  // Thousands, millions, giga and tera per volume, and neither kelvin nor gauss.
  "K/uL": "10*3/uL",
  "k/uL": "10*3/uL",
  "K/mm3": "10*3/uL",
  "M/uL": "10*6/uL",
  "M/mm3": "10*6/uL",
  "G/L": "10*9/L",
  "M/L": "10*6/L",
  "Gpt/L": "10*9/L",
  "T/L": "10*12/L",
  "Tpt/L": "10*12/L",
  mM: "mmol/L",
  uM: "umol/L",
  nM: "nmol/L",
  "#": "{#}",
  "'": "[ft_i]",
  '"': "[in_i]",
};

const spelled = (pairs: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(pairs).flatMap(([unit, names]) => names.split("|").map((name) => [name, unit])));

/** Whole units, without case and spaces. */
const wholes = spelled({
  Cel: "°c|c°|degc|celsius|degreescelsius|degreesc|℃|gradc|gradcelsius|gradosc|gradoscelsius|degréscelsius",
  "[degF]": "°f|f°|degf|fahrenheit|degreesfahrenheit|degreesf|℉",
  "/min":
    "bpm|beats/minute|beats/min|breaths/min|breaths/minute|resp/min|respirations/min|rpm|br/min|min-1|1/min|/minute|schläge/min|atemzüge/min|lat/min",
  "mm[Hg]": "mmhg|mmofhg|torr",
  "cm[H2O]": "cmh2o",
  "kg/m2": "kg/m^2|kg/m**2|kg/sqm",
  "mL/min/{1.73_m2}":
    "ml/min/1.73m2|ml/min/1.73m^2|ml/min/1,73m2|ml/min/1.73|ml/min/1.73sqm|ml/min/{1.73m2}|ml/min/bsa",
  "[pH]": "ph|phunits",
  "10*3/uL": "thou/ul|thousand/ul|thousands/ul|thou/mm3|thousand/mm3|thous/ul|miles/ul|10*3/mm3",
  "10*6/uL": "mill/ul|million/ul|millions/ul|millones/ul|mill/mm3|million/mm3|10*6/mm3",
  "/uL": "cells/ul|cells/mm3|/mm3|cell/ul|cell/mm3|zellen/ul|zellen/mm3|células/ul|células/mm3|cellules/mm3",
  "/[HPF]": "/hpf|#/hpf|perhpf",
  "/[LPF]": "/lpf|#/lpf|perlpf",
  "{score}": "score|points|punkte|puntos",
  "{ratio}": "ratio",
  "{INR}": "inr",
  "{index}": "index",
  "{titer}": "titer|titre",
  "ng/mL{FEU}": "feung/ml",
  "ug/mL{FEU}": "feuug/ml",
  "%": "%ngsp|%(ngsp)|%hba1c",
  "mmol/mol": "mmol/molifcc|mmol/mol(ifcc)|mmol/molhb",
});

/** What stands between the strokes of a unit, without case. */
const parts = spelled({
  kg: "kg|kgs|kilo|kilos|kilogram|kilograms|kilogramm|kilogramo|kilogramos",
  g: "g|gm|gms|gram|grams|gramm|gramo|gramos",
  mg: "mg|mgs|mgm|milligram|milligrams",
  ug: "ug|mcg|microgram|micrograms",
  ng: "ng",
  pg: "pg",
  "[lb_av]": "lb|lbs|pound|pounds",
  "[oz_av]": "oz|ounce|ounces|onza|onzas",
  "[stone_av]": "st|stone|stones",
  cm: "cm|cms|centimeter|centimeters|centimetre|centimetres|zentimeter|centímetro|centímetros",
  mm: "mm|millimeter|millimeters|millimetre|millimetres",
  m: "meter|meters|metre|metres|metro|metros",
  "[in_i]": "in|inch|inches|zoll|pulgada|pulgadas",
  "[ft_i]": "ft|foot|feet|pie|pies",
  L: "l|liter|liters|litre|litres|litro|litros",
  dL: "dl|100ml",
  mL: "ml|cc",
  uL: "ul|mcl|cumm|cmm",
  fL: "fl",
  mmol: "mmol|mmols",
  umol: "umol|mcmol|umols",
  nmol: "nmol",
  pmol: "pmol",
  meq: "meq|mval",
  ueq: "ueq",
  mosm: "mosm|mosmol",
  U: "u|e|unit|units|einheit|einheiten|unidades",
  "[iU]": "iu|ie|ui",
  "k[iU]": "kiu",
  "m[iU]": "miu|mie|mui",
  "u[iU]": "uiu|mciu",
  "[CFU]": "cfu|kbe|ufc",
  ms: "ms|msec|msecs|millisecond|milliseconds|millisekunden",
  s: "s|sec|secs|second|seconds|sek|sekunden",
  min: "min|mins|minute|minutes|minuten|minutos",
  h: "h|hr|hrs|hour|hours|std|stunde|stunden|hora|horas",
  d: "d|day|days|tag|tage|día|días",
  wk: "wk|wks|week|weeks|woche|wochen|semana|semanas",
  mo: "mo|mos|month|months|monat|monate|mes|meses",
  a: "yr|yrs|year|years|jahr|jahre|año|años",
  "%": "percent|prozent|porcentaje|pct",
  "10*3": "tsd|10*3|10e3|10e+3|10^3|10(3)|10**3",
  "10*6": "mio|10*6|10e6|10e+6|10^6|10(6)|10**6",
  "10*9": "giga|mrd|10*9|10e9|10e+9|10^9|10(9)|10**9",
  "10*12": "tera|10*12|10e12|10e+12|10^12|10(12)|10**12",
  "{copies}": "copies|copy|kopien|copias",
});

/** A longer text is no unit, and would only take time. */
const longest = 50;

/** One letter for each that looks the same: both micro signs, digits above the line, signs of multiplication. */
const plain = (text: string) =>
  text
    .normalize("NFC")
    // The sign of an ordinal, beside that of degrees.
    .replaceAll("º", "°")
    .replaceAll(/(?<=10)[⁰¹²³⁴-⁹]+/gu, (power) => `*${power}`)
    .normalize("NFKC")
    .replaceAll("μ", "u")
    .replaceAll(/[×✕]/gu, "x")
    .replaceAll(/[’′‘]/gu, "'")
    .replaceAll(/[”″“]|''/gu, '"')
    .replaceAll(/\s+(?:per|pro)\s+/giu, "/")
    // The dot of an abbreviation. UCUM has one only between units.
    .replaceAll(/(?<=\p{L})\.(?=[\s/]|$)/gu, "")
    .replace(/\/\s*24\s*(?:h(?:rs?|ours?)?|std)$/iu, "/d")
    .replaceAll(/\s+/gu, "")
    // Of what: creatinine, or the two units of a D-dimer.
    .replace(/(?<=\/m?(?:g|mol))[({]?[ck]r(?:ea)?(?:t(?:inin[ea]?)?)?[)}]?$/iu, "{creat}")
    .replace(/(?<=\/m?l)[({]?(feu|ddu)[)}]?$/iu, (_, unit: string) => `{${unit.toUpperCase()}}`);

/**
 * A unit in UCUM's spelling, if it is one of the common spellings. Anything else stays as it is: whether it is of UCUM is
 * checked where it is stored.
 */
export function ucumOf(written: string): string {
  const text = written.trim();
  if (text === "" || text.length > longest) return text;
  const seen = plain(text).replace(/^x(?=10)/i, "");
  const partOf = (part: string) => part.replace(/^[^{]+/, (unit) => parts.get(unit.toLowerCase()) ?? unit);
  const [first = "", ...others] = seen.split("/");
  const [perOthers, joined] = [first, partOf(first)].map((each) => [each, ...others.map(partOf)].join("/"));
  // The case of the first letter tells giga from gram. That of the liter tells nothing.
  return wholeOf(seen) ?? wholeOf(perOthers ?? "") ?? wholeOf(joined ?? "") ?? joined ?? seen;
}

const wholeOf = (text: string): string | undefined =>
  Object.hasOwn(exact, text) ? exact[text] : wholes.get(text.toLowerCase());
