import { loinc } from "./measures.ts";

// Pure: browsers use it. Maps the units that laboratories, monitors and people write to UCUM.

/** Whole units that UCUM rejects or reads as something else. Case-sensitive. */
const exact: Readonly<Record<string, string>> = {
  C: "Cel",
  F: "[degF]",
  // Thousands, millions, giga and tera per volume. UCUM reads K and G as kelvin and gauss.
  "K/uL": "10*3/uL",
  "k/uL": "10*3/uL",
  "T/uL": "10*3/uL",
  "M/uL": "10*6/uL",
  "m/uL": "10*6/uL",
  "G/L": "10*9/L",
  "M/L": "10*6/L",
  "Gpt/L": "10*9/L",
  "T/L": "10*12/L",
  "Tpt/L": "10*12/L",
  mM: "mmol/L",
  uM: "umol/L",
  nM: "nmol/L",
  // Ambiguous: a day or a diopter.
  D: "?",
  "#": "{#}",
  "'": "[ft_i]",
  '"': "[in_i]",
};

const spelled = (pairs: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(pairs).flatMap(([unit, names]) => names.split("|").map((name) => [name, unit])));

/** Whole units, ignoring case, spaces and round brackets. */
const wholes = spelled({
  Cel: "°c|c°|oc|degc|celsius|celcius|°celsius|degreescelsius|degreesc|centigrade|℃|gradc|gradcelsius|gradosc|gradoscelsius|gradoscentígrados|degréscelsius|degrésc",
  "[degF]": "°f|f°|of|degf|fahrenheit|°fahrenheit|degreesfahrenheit|degreesf|℉|gradf",
  "/min": "bpm|rpm|cpm|insp/min",
  "[ppm]": "ppm",
  "[ppb]": "ppb",
  "mm[Hg]": "mm/hg|mmhg",
  "mL/min/{1.73_m2}": "ml/min/1.73m2|ml/min/1.73|ml/min/{1.73m2}|ml/min*1.73m2|ml/minx1.73m2|ml/min/bsa",
  "[pH]":
    "ph|phunit|phunits|ph-einheit|ph-einheiten|s.u|standardunits|unidadesdeph|unidadesph|unitésph|unitésdeph",
  "10*3/uL": "miles/ul",
  "/[HPF]": "/hpf|/[hpf]|perhpf",
  "/[LPF]": "/lpf|/[lpf]|perlpf",
  "/100{WBC}": "/100wbc|/100leukos|/100leuk|/100leukozyten|/100leucocitos|/100leucocytes",
  "{score}": "score|points|punkte|puntos",
  "{Zscore}": "z-score|zscore|sd-score|sds",
  "{ratio}": "ratio|quotient|cociente",
  "{INR}": "inr",
  "{index}": "index|indice|índice|coi",
  "{calc}": "calc",
  "{M.o.M}": "mom|m.o.m",
  "{s_co_ratio}": "s/co",
  "{titer}": "titer|titre|título",
  "ng/mL{FEU}": "feung/ml|ngfeu/ml",
  "ug/mL{FEU}": "feuug/ml|ugfeu/ml",
  "mg/L{FEU}": "feumg/l|mgfeu/l",
  "%": "vol%|vol-%|vol.-%",
  // In UCUM, lengths.
  "mmol/L": "mm/l",
  "umol/L": "um/l",
  "nmol/L": "nm/l",
  "mmol/mol": "mmol/mol|mmol/molifcc|mmol/molhb",
  "uU/mL": "uu/ml",
  "mm/h": "mm/sthr|mm/sthour|mmin1sthour|mmin1sthr|mm1sthour|mm1sthr",
  pg: "pg/cell|pg/zelle|pg/célula",
  // In UCUM, an exa-unit.
  "{Ehrlich'U}/dL": "eu/dl|ehrlichunits/dl|ehrlichunit/dl",
  "{Log_IU}/mL": "logiu/ml|log10iu/ml|lgiu/ml|logie/ml",
  "{Log_copies}/mL": "logcopies/ml|log10copies/ml|logcop/ml|lgkopien/ml",
  "[ppth]": "‰|o/oo|0/00",
  // Ambiguous: a million in English but a thousand in Spanish; a field of vision without magnification; units of
  // ELISA or endotoxin, which UCUM reads as exa-units.
  "?": "mil/ul|/gf|eu|eu/ml|eu/l",
  // Elsewhere, it may be a grain.
  "g/dL": "gr/dl|g/%|g%|gm%|gms%",
  "mg/dL": "mg%|mgm%|mgs%",
  "g/L": "gr/l",
});

/** Things counted per volume or time, ignoring case. UCUM has no words for them. */
const counted =
  /^(10\*\d+)?(?:[1x#]|anz(?:ahl)?|beats?|breaths?|resp(?:irations?)?|br|schl(?:äge)?|atemzüge?|lat(?:idos)?|respiraciones|batt?(?:ements)?|pul(?:s|saciones|sations)|cells?|zellen|células|cellules|leu(?:k(?:os?|ozyten)?)?|leucocitos|leucocytes|ery(?:s|throzyten)?|hematíes|hématies|[wr]bc|thromb(?:os?|ozyten)?|plaquetas|plaquettes)$/iu;

/** Parts of a unit between slashes, ignoring case. */
const parts = spelled({
  kg: "kg|kgs|kilo|kilos|kilogram|kilograms|kilogramm|kilogramme|kilogrammes|kilogramo|kilogramos",
  g: "g|gm|gms|gram|grams|gramm|gramme|grammes|gramo|gramos",
  mg: "mg|mgs|mgm|mgr|milligram|milligrams|milligramm|miligramos|milligrammes",
  ug: "ug|mcg|microgram|micrograms|mikrogramm|microgramos|microgrammes",
  ng: "ng",
  pg: "pg",
  "[lb_av]": "lb|lbs|pound|pounds|libra|libras",
  "[oz_av]": "oz|ozs|ounce|ounces|unze|unzen|onza|onzas",
  "[stone_av]": "st|stone|stones",
  cm: "cm|cms|centimeter|centimeters|centimetre|centimetres|zentimeter|centímetro|centímetros|centimètre|centimètres",
  mm: "mm|millimeter|millimeters|millimetre|millimetres",
  m2: "m2",
  m: "meter|meters|metre|metres|metro|metros|mètre|mètres",
  "[in_i]": "in|inch|inches|zoll|pulgada|pulgadas|pouce|pouces",
  "[ft_i]": "ft|foot|feet|fuß|fuss|pie|pies|pied|pieds",
  L: "l|liter|liters|litre|litres|litro|litros",
  dL: "dl|100ml|100cc|deciliter|deciliters|decilitre|deziliter|decilitro",
  mL: "ml|cc|milliliter|milliliters|millilitre|mililitro",
  uL: "ul|mcl|mm3|cumm|cmm|mikroliter|microliter|microlitro",
  fL: "fl|um3|cuum",
  hg: "100g",
  mol: "mol|mols|mole|moles",
  mmol: "mmol|mmols|mmole|mmoles|millimol|millimole|millimoles|milimoles",
  umol: "umol|mcmol|umols|umole|umoles|mikromol|micromol",
  nmol: "nmol",
  pmol: "pmol",
  ukat: "ukat",
  nkat: "nkat",
  kPa: "kpa",
  meq: "meq|mval",
  ueq: "ueq",
  mosm: "mosm|mosmol",
  U: "u|e|unit|units|einheit|einheiten|unidades",
  "[iU]": "iu|ie|ui",
  "k[iU]": "kiu|kie|kui",
  "m[iU]": "miu|mie|mui|mlu",
  "u[iU]": "uiu|mciu|uie|uui",
  kU: "ku|kua|ku_a",
  uU: "mcu",
  deg: "deg|degree|degrees",
  // In UCUM, a teravolt.
  "{TotalVolume}": "tv",
  // In UCUM, the astronomical unit.
  "[arb'U]": "au|arbu|ae",
  "{BAU}": "bau",
  "[GPL'U]": "gpl|gplu|gpl-u",
  "[MPL'U]": "mpl|mplu|mpl-u",
  "[drp]": "gtt|drop|drops|tropfen|gotas|gouttes",
  // UCUM reads a megavolt in capitals.
  mV: "mv",
  uV: "uv",
  Hz: "hz|hertz",
  dyn: "dyn|dyne|dynes",
  "[diop]": "dpt|dptr|diopter|diopters|dioptre|dioptres|dioptrien|dioptrías|dioptries",
  "mm[Hg]": "mmhg|mm[hg]|mm-hg|mmofhg|mmdehg|torr",
  "cm[H2O]": "cmh2o|cmh20|cm_h20|cmdeh2o",
  "mm[H2O]": "mmh2o",
  "[CFU]": "cfu|kbe|ufc",
  ms: "ms|msec|msecs|millisecond|milliseconds|millisekunden",
  s: "s|sec|secs|second|seconds|sek|sekunde|sekunden|seg|segundos|seconde|secondes",
  min: "min|mn|mins|minute|minutes|minuten|minutos",
  h: "h|hr|hrs|hour|hours|std|stunde|stunden|hora|horas|heure|heures",
  d: "d|day|days|tag|tage|día|días|dia|dias|jour|jours|die",
  wk: "wk|wks|week|weeks|woche|wochen|semana|semanas|semaine|semaines",
  mo: "mo|mos|month|months|monat|monate|mes|meses|mois",
  a: "yr|yrs|year|years|jahr|jahre|año|años|an|ans",
  "%": "percent|prozent|porcentaje|pct|pourcent",
  "10*3": "tsd|thsd|th|thou|thous|thousand|thousands",
  "10*5": "lakh|lakhs|lac|lacs",
  "10*6": "mio|mill|million|millions|millones",
  "10*9": "giga|mrd",
  "10*12": "tera",
  "{geq}": "geq",
  "{copies}": "copies|copy|kopien|copias|cop",
});

/** LOINC codes of the pH of blood, serum, body fluid, stool and urine. */
const phCodes = new Set(
  "11558-4 2744-1 2745-8 2746-6 19213-8 33254-4 39485-8 39486-6 28646-8 28647-6 2753-2 2748-2 2755-7 2756-5 5803-2 50560-2".split(
    " ",
  ),
);

type Observed = { text: string; coding?: { system: string; code: string } | null | undefined };

/** True if an observation is a pH, by its text or code. `units` then does not mean enzyme units. */
export const isAboutPh = ({ text, coding }: Observed): boolean =>
  /(?<!\p{L})ph(?!\p{L})/iu.test(text) || (coding?.system === loinc && phCodes.has(coding.code));

/** A longer text is not a unit and would waste time. */
export const maxUnitLength = 50;

/** Normalizes characters that look alike: both micro signs, superscript digits, multiplication signs. */
const plain = (text: string) =>
  text
    .normalize("NFC")
    // The ordinal indicator and the ring, which look like the degree sign.
    .replaceAll(/[º˚]/gu, "°")
    // A column heading, such as `[mg/dl]`.
    .replace(/^[[(]([^[\]()/]*\/[^[\]()]*)[\])]$/u, "$1")
    .replace(/^(?:i\.\s?([eu])|u\.\s?i)\.?(?=\s*(?:\/|$))/iu, (_, unit = "u") => `i${unit}`)
    // The method, as in `mg/dL (calc)`.
    .replace(/(?<=\S)\s*\((?:calc(?:ulated)?|berechnet|ber|calculad[oa]|calculée?|poct?|auto)\.?\)$/iu, "")
    .replaceAll(/\/\s*1[.ª]?\s*(?=\p{L})/gu, "/")
    .replaceAll(/(?<=10)⁻?[⁰¹²³⁴-⁹]+/gu, (power) => `*${power}`)
    .normalize("NFKC")
    .replaceAll("μ", "u")
    // German for `mU/L`. Excludes the megaunit.
    .replace(/(?<=^[mku])E(?=\s*\/)/u, "U")
    .replaceAll(/[×✕]/gu, "x")
    .replaceAll(/[’′‘]/gu, "'")
    .replaceAll(/[”″“]|''/gu, '"')
    .replaceAll(/(?:^|(?<!\s)\s+)(?:per|pro|por|par|je)\s+/giu, "/")
    .replaceAll("\u2212", "-")
    // As in `mmol L⁻¹`, `kg·m⁻²` and `min⁻¹`.
    .replaceAll(
      /(?:(?<=[\p{L}\d])[\s.·⋅*/]+|^)((?:1[.,]73\s*)?\p{L}+)\^?-([1-5])(?!\d)/gu,
      (_, unit, power) => (power === "1" ? `/${unit}` : `/${unit}${power}`),
    )
    .replaceAll(/(?<=\p{L})\s*[·⋅*]\s*(?=\p{L})/gu, ".")
    // The period of an abbreviation. UCUM has periods only between units.
    .replaceAll(/(?<=\p{L})\.(?=[\s/]|$)/gu, "")
    .replace(/\/\s*24\s*(?:h(?:rs?|ours?|oras|eures)?|std|stunden)$/iu, "/d")
    .replaceAll(/\s+/gu, "")
    // Powers of ten, as in `x10E3/uL`, `10^9/L`, `E9/L`, and `109/L` with a lost superscript.
    .replace(
      /^[x*·]?(?:(?:1[.,]?0(?:\.?e\+?|exp|\*\*?|[\^x(])|1?e\+?)(-?)0?(\d{1,2})\)?|10(3|6|9|12)(?=\/))(?=\/|\p{L}|$)/iu,
      (...[, sign = "", power, lost]) => `10*${sign}${power ?? lost}`,
    )
    .replace(/^[x*·]?1[.,']?000(?=\/)/iu, "10*3")
    .replaceAll(/(?<=m)(?:\^|\*\*)(?=[2-5](?!\d))/giu, "")
    .replace(/(?<=\/|\d)s?qm$/iu, "m2")
    .replace(/(?<=\d),(?=\d)/u, ".")
    // The temperature of the measurement.
    .replace(/(?<=\/m?l)\(?(?:25|30|37)°c\)?$/iu, "")
    // What a percentage is of: `% of total`, `% sat`, `% (v/v)`, `% HbA1c`. Other words may matter, as in `% on 2L`.
    .replace(
      /^%\(?(?:of(?:total|wbc|leu[kc]ocytes|cells|hb)|sat(?:uration|\.)?|(?:sp)?o2|[vwm]\/[vwm]|hb(?:a1c)?|a1c|ngsp|dcct)\)?$/iu,
      "%",
    )
    // What is measured, or the reference: water, body, hemoglobin, protein, feces, creatinine, the two units of
    // D-dimer, collagen.
    .replace(/(?<=\/kg)[({]?(?:h2[o0]|water|wasser|agua)[)}]?$/iu, "{H2O}")
    .replace(/(?<=\/kg)[({]?(?:kg|bw|kgw)[)}]?(?=\/|$)/iu, "{bw}")
    .replace(/(?<=\/g)[({]?hb[)}]?$/iu, "{Hb}")
    .replace(/(?<=\/m?g)[({]?(?:prot(?:[eé]in[ea]?|eína)?|eiweiß)[)}]?$/iu, "{protein}")
    .replace(/(?<=\/m?g)[({]?(?:stool|stuhl|kot|fa?eces|heces|selles)[)}]?$/iu, "{feces}")
    .replace(/(?<=\/m?g)[({]?(?:dry(?:weight|wt|tissue)|trockengewicht)[)}]?$/iu, "{dry_tissue}")
    .replace(/(?<=\/m?(?:g|mol))[({]?[ck]r(?:[eé]a)?(?:t(?:inin[ea]?)?)?[)}]?$/iu, "{creat}")
    .replace(/(?<=\/m?l)[({]?(feu|ddu|bce)[)}]?$/iu, (_, unit: string) => `{${unit.toUpperCase()}}`);

/** Converts a common spelling to UCUM. Returns other texts unchanged: they are validated before they are stored. */
export function ucumOf(written: string): string {
  const text = written.trim();
  if (text === "" || text.length > maxUnitLength) return text;
  const seen = plain(text);
  const partOf = (part: string) =>
    part.replaceAll(/(?<=^|\.)(10\*-?\d+)?([^{.]+)/g, (all, power, unit: string) => {
      const known = parts.get(unit.toLowerCase());
      if (known === undefined) return all;
      return power === undefined ? known : `${power}${known.startsWith("{") ? "" : "."}${known}`;
    });
  const [what = "", ...others] = seen.split("/");
  const first = others.length > 0 ? what.replace(counted, "$1") : what;
  const [perOthers, joined] = [first, partOf(first)].map((each) => [each, ...others.map(partOf)].join("/"));
  // The case of the first letter distinguishes giga from gram. That of the liter does not matter.
  return wholeOf(seen) ?? wholeOf(perOthers ?? "") ?? wholeOf(joined ?? "") ?? joined ?? seen;
}

const wholeOf = (text: string): string | undefined =>
  Object.hasOwn(exact, text) ? exact[text] : wholes.get(text.toLowerCase().replaceAll(/[()]/gu, ""));
