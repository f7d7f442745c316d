/** Former names that browsers still list, to find zones by both. */
const renamed: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** The current name of a zone: `Europe/Kyiv` for `Europe/Kiev`. */
export const currentZone = (name: string): string => renamed[name] ?? name;

type ZoneOption = { value: string; label: string; words: string };

/** All time zones by city. Includes `known` even if the browser does not know it. */
export function zoneOptions(known: string | null): ZoneOption[] {
  const names = new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), ...(known ? [known] : [])]);
  const options = new Map<string, ZoneOption>();
  for (const name of names) {
    const value = currentZone(name);
    const place = value.replaceAll("_", " ");
    const end = place.lastIndexOf("/");
    const label = end < 0 ? place : `${place.slice(end + 1)} (${place.slice(0, end)})`;
    options.set(value, { value, label, words: `${place} ${name}`.replaceAll(/[/_]/g, " ") });
  }
  return [...options.values()].toSorted((one, other) => one.label.localeCompare(other.label));
}
