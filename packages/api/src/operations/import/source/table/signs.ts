import { isLoinc } from "../../../../chart/clinical/code-systems.ts";
import { loinc, measuredUnits } from "../../../../chart/unit/measures.ts";
import { maxUnitLength, ucumOf } from "../../../../chart/unit/spellings.ts";
import { isNothing } from "./cells.ts";

// Pure: browsers use it. Tables with a column for each sign: what the headings mean.

/** A column with the values of one code. */
export type Sign = { column: string; code: string; text: string; unit?: string | undefined };

/** `unit`: of values under a heading without one. Without it, the table has to say. `words`: in plain letters. */
type KnownSign = { code: string; text: string; unit?: string; words: string };

const known: readonly KnownSign[] = [
  {
    code: "85354-9",
    text: "Blood pressure",
    unit: "mm[Hg]",
    words:
      "bp|nibp|bloodpressure|blutdruck|rr|ta|pa|tensionarterial|presionarterial|pressionarterielle|pressionearteriosa|pressaoarterial|bloodpressurepanel|bloodpressuresystolicanddiastolic|bloodpressuresystolicdiastolic|bpsystolicdiastolic|bpsitting|sittingbp|bpstanding|standingbp|bpsupine|restingbp|restingbloodpressure",
  },
  {
    code: "8480-6",
    text: "Systolic blood pressure",
    unit: "mm[Hg]",
    words:
      "sbp|bpsys|bps|sysbp|nbpsys|nibpsys|systolic|systolicbp|bpsystolic|systolicbloodpressure|bloodpressuresystolic|systolisch|rrsys|rrsystolisch|blutdrucksystolisch|sistolica|tas|pas|tasistolica|presionsistolica|tensionsistolica|systolique|apsys|sys",
  },
  {
    code: "8462-4",
    text: "Diastolic blood pressure",
    unit: "mm[Hg]",
    words:
      "dbp|bpdia|bpd|diabp|nbpdia|nibpdia|diastolic|diastolicbp|bpdiastolic|diastolicbloodpressure|bloodpressurediastolic|diastolisch|rrdia|rrdiastolisch|blutdruckdiastolisch|diastolica|tad|pad|tadiastolica|presiondiastolica|tensiondiastolica|diastolique|apdia|dia",
  },
  {
    code: "8478-0",
    text: "Mean blood pressure",
    unit: "mm[Hg]",
    words: "map|mbp|meanbp|meanarterialpressure|meanbloodpressure|mad|tam|pam",
  },
  {
    code: "8867-4",
    text: "Heart rate",
    unit: "/min",
    words:
      "hr|heartrate|pulse|pulserate|puls|herzfrequenz|hf|fc|frecuenciacardiaca|pulso|frequencecardiaque|pouls|frequenzacardiaca|polso|freqcardiaca",
  },
  {
    code: "9279-1",
    text: "Respiratory rate",
    unit: "/min",
    words:
      "resprate|rrate|respiratoryrate|respirationrate|respiration|respirations|resp|atemfrequenz|af|fr|frecuenciarespiratoria|frequencerespiratoire|frequenzarespiratoria",
  },
  {
    code: "8310-5",
    text: "Body temperature",
    words: "temp|temperature|bodytemperature|bodytemp|temperatur|korpertemperatur|temperatura|tcorporal|t",
  },
  {
    code: "59408-5",
    text: "Oxygen saturation",
    unit: "%",
    words:
      "spo2|o2sat|sao2|sat|sato2|saturation|oxygensaturation|o2saturation|sauerstoffsattigung|sattigung|saturacion|saturaciondeoxigeno|satdeo2|saturazione|pulseox",
  },
  {
    code: "29463-7",
    text: "Body weight",
    words: "weight|bodyweight|wt|gewicht|korpergewicht|peso|pesocorporal|poids|kg",
  },
  {
    code: "8302-2",
    text: "Body height",
    words: "height|bodyheight|ht|grosse|korpergrosse|talla|estatura|altura|taille|altezza|length",
  },
  {
    code: "39156-5",
    text: "Body mass index",
    unit: "kg/m2",
    words: "bmi|bodymassindex|imc|indicedemasacorporal",
  },
  {
    code: "9843-4",
    text: "Head circumference",
    words: "headcircumference|headcirc|hc|ofc|kopfumfang|perimetrocefalico|pc|perimetrecranien",
  },
  {
    code: "8280-0",
    text: "Waist circumference",
    words: "waist|waistcircumference|bauchumfang|taillenumfang|perimetroabdominal|tourdetaille",
  },
  {
    code: "2339-0",
    text: "Glucose",
    words: "glucose|bloodglucose|bloodsugar|bz|blutzucker|glucosa|glucemia|glycemie|glicemia|bgl|fbs|rbs",
  },
  {
    code: "72514-3",
    text: "Pain severity",
    unit: "{score}",
    words: "pain|painscore|painscale|painlevel|schmerz|nrs|vas|eva|dolor",
  },
  {
    code: "9269-2",
    text: "Glasgow coma score",
    unit: "{score}",
    words: "gcs|glasgowcomascale|glasgow|gcstotal",
  },
];

const bySpelling = new Map(
  known.flatMap((sign) => sign.words.split("|").map((word) => [word, sign] as const)),
);

const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll(/[^\p{L}\p{N}]/gu, "");

/** A unit in brackets, or as the last word: `Temp (°C)`, `weight_kg`. */
function unitBehind(heading: string): { name: string; unit?: string } {
  const [, before = "", within] = /^([^([]+)[([]([^()[\]]*)[)\]]\s*$/u.exec(heading) ?? [];
  const at = Math.max(heading.lastIndexOf(" "), heading.lastIndexOf("_"), heading.lastIndexOf(","));
  const [name, written] =
    within === undefined ? [heading.slice(0, Math.max(at, 0)), heading.slice(at + 1)] : [before, within];
  const unit =
    written.length > maxUnitLength
      ? ""
      : ucumOf(written.trim().replace(/^[cf]$/, (letter) => letter.toUpperCase()));
  return plain(name) !== "" && measuredUnits.has(unit) && unit !== "1" ? { name, unit } : { name: heading };
}

const longestHeading = 80;

/** What a heading says of its column. Null: nothing. */
function signOf(column: string): Sign | null {
  if (column.length > longestHeading) return null;
  const whole = bySpelling.get(plain(column));
  const { name, unit: written } = whole ? { name: column, unit: undefined } : unitBehind(column);
  const sign = whole ?? bySpelling.get(plain(name));
  if (!sign) return null;
  const unit = written ?? sign.unit;
  return { column, code: sign.code, text: sign.text, ...(unit && { unit }) };
}

/** The columns with signs, by their headings. One of several with the same sign, such as in two units, counts. */
export function signsIn(columns: readonly string[]): Sign[] {
  const found = columns.flatMap((column) => signOf(column) ?? []);
  return found.filter(({ code }, at) => found.findIndex((each) => each.code === code) === at);
}

type SaidSign = { column: string; code?: string | undefined; unit?: string | undefined };

/** With what the heading says, where the settings do not. Null: nobody says which code it is. */
export function readSign({ column, code, unit }: SaidSign): Sign | null {
  const known = signOf(column);
  const own = code === undefined || code === known?.code ? known : { column, code, text: column };
  return own && { ...own, ...(unit && { unit }) };
}

type Row = { line: number; cells: Record<string, string> };

/** The key of the cell of a sign, by its place. */
export const signKey = (at: number): `sign${number}` => `sign${at}`;

/** The column of a record, by its line. Undefined without signs. */
export const columnAt = (signs: readonly SaidSign[] | undefined, line: number): string | undefined =>
  signs?.[line % signs.length]?.column;

/** A row for each sign with a value. Their lines are told apart: `ImportProblems.spreadRows` knows those of the file. */
export function spreadRow({ line, cells }: Row, signs: readonly Sign[]): Row[] {
  return signs.flatMap(({ code, text, unit = "" }, at) => {
    const value = cells[signKey(at)] ?? "";
    if (isNothing(value)) return [];
    const codeSystem = isLoinc(code) ? loinc : (cells.codeSystem ?? "");
    const own = { ...cells, code, codeSystem, codeText: text, unit, value };
    return [
      { line: line * signs.length + at, cells: cells.Id ? { ...own, Id: `${cells.Id} ${code}` } : own },
    ];
  });
}
