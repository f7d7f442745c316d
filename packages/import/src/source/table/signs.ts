import { isLoinc } from "@caretype/chart/clinical/code-systems";
import { loinc, measuredUnits } from "@caretype/chart/unit/measures";
import { maxUnitLength, ucumOf } from "@caretype/chart/unit/spellings";
import type { SourceRow } from "../problems.ts";
import { isNothing } from "./cells.ts";

// Pure: browsers use it. Tables with a column for each vital sign: the meaning of the headings.

/** A column with the values of one code. */
export type Sign = { column: string; code: string; text: string; unit?: string | undefined };

/**
 * One per line: the code of LOINC, its text, the unit of values under a heading without one, and headings in plain
 * letters. Without the unit, the table must have it.
 */
const known = `
85354-9 | Blood pressure | mm[Hg] | bp nibp bloodpressure blutdruck rr ta pa tensionarterial presionarterial pressionarterielle pressionearteriosa pressaoarterial bloodpressurepanel bloodpressuresystolicanddiastolic bloodpressuresystolicdiastolic bpsystolicdiastolic bpsitting sittingbp bpstanding standingbp bpsupine restingbp restingbloodpressure
8480-6 | Systolic blood pressure | mm[Hg] | sbp bpsys bps sysbp nbpsys nibpsys systolic systolicbp bpsystolic systolicbloodpressure bloodpressuresystolic systolisch rrsys rrsystolisch blutdrucksystolisch sistolica tas pas tasistolica presionsistolica tensionsistolica systolique apsys sys
8462-4 | Diastolic blood pressure | mm[Hg] | dbp bpdia bpd diabp nbpdia nibpdia diastolic diastolicbp bpdiastolic diastolicbloodpressure bloodpressurediastolic diastolisch rrdia rrdiastolisch blutdruckdiastolisch diastolica tad pad tadiastolica presiondiastolica tensiondiastolica diastolique apdia dia
8478-0 | Mean blood pressure | mm[Hg] | map mbp meanbp meanarterialpressure meanbloodpressure mad tam pam
8867-4 | Heart rate | /min | hr heartrate pulse pulserate puls herzfrequenz hf fc frecuenciacardiaca pulso frequencecardiaque pouls frequenzacardiaca polso freqcardiaca
9279-1 | Respiratory rate | /min | resprate rrate respiratoryrate respirationrate respiration respirations resp atemfrequenz af fr frecuenciarespiratoria frequencerespiratoire frequenzarespiratoria
8310-5 | Body temperature | | temp temperature bodytemperature bodytemp temperatur korpertemperatur temperatura tcorporal t
59408-5 | Oxygen saturation | % | spo2 o2sat sao2 sat sato2 saturation oxygensaturation o2saturation sauerstoffsattigung sattigung saturacion saturaciondeoxigeno satdeo2 saturazione pulseox
29463-7 | Body weight | | weight bodyweight wt gewicht korpergewicht peso pesocorporal poids kg
8302-2 | Body height | | height bodyheight ht grosse korpergrosse talla estatura altura taille altezza length
39156-5 | Body mass index | kg/m2 | bmi bodymassindex imc indicedemasacorporal
9843-4 | Head circumference | | headcircumference headcirc hc ofc kopfumfang perimetrocefalico pc perimetrecranien
8280-0 | Waist circumference | | waist waistcircumference bauchumfang taillenumfang perimetroabdominal tourdetaille
2339-0 | Glucose | | glucose bloodglucose bloodsugar bz blutzucker glucosa glucemia glycemie glicemia bgl fbs rbs
72514-3 | Pain severity | {score} | pain painscore painscale painlevel schmerz nrs vas eva dolor
9269-2 | Glasgow coma score | {score} | gcs glasgowcomascale glasgow gcstotal
`;

const bySpelling = new Map(
  known
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [code = "", text = "", unit = "", words = ""] = line.split("|").map((cell) => cell.trim());
      return words.split(" ").map((word) => [word, { code, text, unit }] as const);
    }),
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

const maxHeadingLength = 80;

/** Without a unit, these are Spanish for the number of a chart, and a computer. */
const needsUnit: ReadonlySet<string> = new Set(["hc", "pc"]);

/** The meaning of a heading. Null: unknown. */
function signOf(column: string): Sign | null {
  if (column.length > maxHeadingLength || needsUnit.has(plain(column))) return null;
  const whole = bySpelling.get(plain(column));
  const { name, unit: written } = whole ? { name: column, unit: undefined } : unitBehind(column);
  const sign = whole ?? bySpelling.get(plain(name));
  if (!sign) return null;
  const unit = written ?? sign.unit;
  return { column, code: sign.code, text: sign.text, ...(unit && { unit }) };
}

/** The columns with vital signs, by their headings. `Dia` is a day, unless it stands beside a systolic pressure. */
export function signsIn(columns: readonly string[]): Sign[] {
  const found = columns.flatMap((column) => signOf(column) ?? []);
  const hasSystolic = found.some(({ code }) => code === "8480-6");
  return hasSystolic ? found : found.filter(({ column }) => plain(column) !== "dia");
}

type SaidSign = { column: string; code?: string | undefined; unit?: string | undefined };

/** Completes the settings with the headings' meaning. Null: the code is unknown. */
export function readSign({ column, code, unit }: SaidSign): Sign | null {
  const known = signOf(column);
  const own = code === undefined || code === known?.code ? known : { column, code, text: column };
  return own && { ...own, ...(unit && { unit }) };
}

/** The key of a vital sign's cell, by its place. */
export const signKey = (at: number): `sign${number}` => `sign${at}`;

/** Returns the column of a record, by its line. Undefined without vital signs. */
export const columnAt = (signs: readonly SaidSign[] | undefined, line: number): string | undefined =>
  signs?.[line % signs.length]?.column;

/** Units that are split into two columns, such as feet and inches. */
const parts: Readonly<Record<string, { unit: string; each: number }>> = {
  "[ft_i]": { unit: "[in_i]", each: 12 },
  "[lb_av]": { unit: "[oz_av]", each: 16 },
};

/** `5` feet and `10.5` inches are `70.5`. Other cells stay unchanged, and are a problem. */
function joined(whole: string, part: string, each: number): string {
  const [, count, rest = ""] = /^(\d+)([.,]\d+)?$/.exec(part.trim()) ?? [];
  return count !== undefined && /^\d+$/.test(whole.trim())
    ? `${Number(whole) * each + Number(count)}${rest}`
    : `${whole} ${part}`;
}

/**
 * Returns a function that makes a row of each vital sign with a value. Their lines are distinct:
 * `ImportProblems.spreadRows` maps them to the file's. Among columns that differ by their unit, the first with a
 * value counts. Columns that differ by other words, such as pressures lying and standing, keep their words.
 */
export function spreading(signs: readonly Sign[]): (row: SourceRow) => SourceRow[] {
  const named = signs.map((sign) => ({ ...sign, name: plain(unitBehind(sign.column).name) }));
  const known = named.map(({ column, code, text, unit = "", name }, at) => {
    const same = named.flatMap((other, place) => (other.code === code && other.name === name ? [place] : []));
    const isOnly = named.every((other) => other.code !== code || other.name === name);
    const part = parts[unit];
    return {
      at,
      unit,
      earlier: same.filter((place) => place < at),
      rest: part && { ...part, at: same.find((place) => named[place]?.unit === part.unit) },
      key: isOnly ? code : `${code} ${column}`,
      concept: { code, codeText: isOnly ? text : column },
    };
  });
  return ({ line, cells }) => {
    const valueAt = (at: number | undefined): string => {
      const value = at === undefined ? "" : (cells[signKey(at)] ?? "");
      return isNothing(value) ? "" : value;
    };
    return known.flatMap(({ at, unit: ownUnit, earlier, rest, key, concept }) => {
      const whole = valueAt(at);
      if (whole === "" || earlier.some((place) => valueAt(place) !== "")) return [];
      const part = valueAt(rest?.at);
      const [value, unit] =
        rest && part !== "" ? [joined(whole, part, rest.each), rest.unit] : [whole, ownUnit];
      const codeSystem = isLoinc(concept.code) ? loinc : (cells.codeSystem ?? "");
      const own = { ...cells, ...concept, codeSystem, unit, value };
      return [
        { line: line * signs.length + at, cells: cells.Id ? { ...own, Id: `${cells.Id} ${key}` } : own },
      ];
    });
  };
}
