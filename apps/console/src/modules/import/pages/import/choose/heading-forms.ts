import type { TableField, tableFields } from "@caretype/import/source/table/schema";
import { plain } from "./field-names.ts";

// Headings vary in order and language: `street_address`, `address_street`, `Adr. Straße`. This gives them one form.

type Records = keyof typeof tableFields;

/** Subjects of a heading, as prefix or suffix. One per row. */
const sorts = [
  "address|addr|adr|adresse|anschrift|direccion|domicilio|endereco|indirizzo",
  "date|datum|dat|dt|fecha|fec|data",
  "time|tm|uhrzeit|zeit|hora|heure|ora",
  "number|nummer|numero|num|nro|nr|no",
  "name|nombre|nome|nom|nm",
  "code|codigo|codice|cod|cd",
  "description|descripcion|descricao|descrizione|beschreibung|bezeichnung|libelle|descr|desc",
  "phone|telephone|telefono|telefone|telefon|fone|tel|ph",
  "type|tipo|typ",
  "value|valor|valeur|valore|wert",
  "result|resultado|resultat|risultato|ergebnis",
  "start|beginn|begin|inicio|debut|inizio",
  "end|stop|ende|fin|fim|fine",
];
const sortOf = new Map(
  sorts.flatMap((row) => row.split("|").map((word, _at, [sort = ""]) => [word, sort] as const)),
);
const anySort = [...sortOf.keys()].toSorted((one, other) => other.length - one.length).join("|");
const link = "de|del|della|dela|der|des|den|du|do|da|di|of|the|la|le|el";
const inFront = new RegExp(`^(${anySort})(.+)$`, "u");
const behind = new RegExp(`^(.+?)(?:(?<=.{3})(?:${link}))?(${anySort})$`, "u");
const linked = new RegExp(`^(?:${link})(?=.{3})`, "u");

/** A longer heading is no field name. */
const longest = 60;
const maxWords = 6;

const forms = new Map<string, string>();

/** Subject and rest: `date:birth`. Umlauts may be two letters. */
export function formOf(word: string): string {
  const known = word.length > longest ? word : forms.get(word);
  if (known !== undefined) return known;
  const [, first, after = word] = sortOf.has(word) ? [] : (inFront.exec(word) ?? []);
  const rest = first === undefined || sortOf.has(after) ? after : after.replace(linked, "");
  const [, others = rest, last] = sortOf.has(rest) ? [null, "", rest] : (behind.exec(rest) ?? []);
  const found = [first, last].flatMap((each) => sortOf.get(each ?? "") ?? []).toSorted();
  const form = `${found.join("+")}:${others.replaceAll(/(?<=[aou])e/g, "")}`;
  forms.set(word, form);
  return form;
}

const whole = (words: string) => new RegExp(`^(?:${words})$`, "u");

/** Words for the record that something belongs to. */
const owners: Record<Records, RegExp> = {
  patient: whole("patient(?:en|in)?s?|pacientes?|pazienti?e?|clients?|klient(?:in)?|pat|pac|pt"),
  doctor: whole(
    "doctor[ae]?s?|providers?|physicians?|dentists?|practitioner|clinician|arzt|arztes|arztin|medic[oa]|medical|medecin|praticien|dr",
  ),
  appointment: whole(
    "appointments?|appt|apt|bookings?|visits?|termin|citas?|turno|rdv|rendezvous|consulta|consultation|agendamento|appuntamento",
  ),
  observation: whole(
    "labor|lab|tests?|observations?|obs|results?|vitals?|analyt[eo]?|examen|exame|esame|prueba",
  ),
  condition: whole("conditions?|diagnosis|diagnose|diagnostic[oa]?|diagnosi|dx|problems?|problema"),
  allergy: whole("allerg(?:y|ies|en|ens|ie|ia|ene)|alergia|alergeno"),
  medication: whole(
    "medications?|medicines?|medicament[oi]?|medikaments?|drugs?|meds?|rx|arzneimittel|farmac[oi]",
  ),
  immunization: whole(
    "vaccin(?:es?|ations?|o)?|immunizations?|imm|vax|impf(?:ung|stoff)|vacuna(?:cion)?|vacina",
  ),
  encounter: whole("encounters?|enc|visits?|admission|contact|kontakt|fall|besuch|consulta|consultation"),
};
/** Words that select one of several, such as home or first. */
const choice = whole(
  "home|residen\\p{L}*|permanent|current|primary|preferred|main|personal|privat[eoa]?|postal|mailing",
);
const address = whole(`dir|${sorts[0]}`);
const links = whole(link);

const ofAddress: readonly TableField[] = [
  "address",
  "houseNumber",
  "addressLine2",
  "city",
  "state",
  "postalCode",
];
/** Properties that the record's name alone implies: its name or number. */
const ofOwner = /^(?:name|number|code|description|):(?:full|id|complet[oe]?)?$/;

const wordsOf = (heading: string): string[] =>
  heading
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(plain)
    .filter(Boolean);

/** Without such words at either end, and without linking words. */
function without(words: readonly string[], isLeftOut: RegExp): string[] {
  const isRest = (word: string) => !isLeftOut.test(word) && !links.test(word);
  const [from, to] = [words.findIndex(isRest), words.findLastIndex(isRest)];
  return from === -1 ? words.slice(1) : words.slice(from, to + 1);
}

/** Whether a heading names only a record's own property: `vax_name`. */
export function namesOwner(records: Records, heading: string): boolean {
  const words = heading.length > longest ? [] : wordsOf(heading);
  const own = without(words, owners[records]);
  return own.length > 0 && own.length < words.length && ofOwner.test(formOf(own.join("")));
}

/** A field's possible heading forms, without the record and the selecting words. */
export function formsIn(records: Records, field: TableField, heading: string): string[] {
  if (heading.length > longest) return [];
  const words = wordsOf(heading);
  if (words.length > maxWords) return [];
  const owner = /^patient/.test(field) ? "patient" : field === "doctor" ? "doctor" : records;
  const own = without(words, owners[owner]);
  const isOfPerson = records === "patient" || records === "doctor";
  const chosen = isOfPerson ? without(own, choice) : own;
  const ofHome = ofAddress.includes(field) ? without(chosen, address) : chosen;
  const all = [words, own, chosen, ofHome].filter(({ length }) => length > 0);
  return [...new Set(all.map((each) => formOf(each.join(""))))];
}
