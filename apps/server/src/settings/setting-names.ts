import { distance } from "fastest-levenshtein";
import { Environment } from "./environment.ts";
import { secretFileNames } from "./secret-files.ts";

/** Names of our settings in many other projects. */
const aliases: Readonly<Record<string, keyof Environment>> = {
  DB_HOST: "DATABASE_HOST",
  DB_PORT: "DATABASE_PORT",
  DB_NAME: "DATABASE_NAME",
  DB_USER: "DATABASE_USER",
  DB_PASSWORD: "DATABASE_PASSWORD",
};

type Variables = Readonly<Record<string, string | undefined>>;

/** Returns the setting that a variable sets, or the variable's own name if it is not ours. */
export function settingOf(name: string): string {
  const own = secretFileNames.includes(name) ? name.replace(/_FILE$/, "") : name;
  return aliases[own] ?? own;
}

/**
 * Renames variables to the settings' own names.
 * `conflicts` lists settings with different values under two names.
 */
export function resolveAliases(variables: Variables): { settings: Variables; conflicts: string[] } {
  const conflicts: string[] = [];
  const settings: Record<string, string | undefined> = { ...variables };
  for (const [alias, name] of Object.entries(aliases)) {
    const value = variables[alias];
    if (value === undefined) continue;
    const own = variables[name];
    if (own === undefined) settings[name] = value;
    else if (own !== value) conflicts.push(`${alias}: ${name} has another value; set one of them`);
  }
  return { settings, conflicts };
}

/** Returns a setting's name under the name that was used to set it. */
export function nameAsSet(name: string, variables: Variables): string {
  if (variables[name] !== undefined) return name;
  const isGiven = (alias: string) => aliases[alias] === name && variables[alias] !== undefined;
  return Object.keys(aliases).find(isGiven) ?? name;
}

/** Variables of other programs that resemble ours. */
const foreignNames = new Set(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"]);
const knownNames = [...Object.keys(Environment.shape), ...Object.keys(aliases), ...secretFileNames];
/** Shorter names resemble foreign variables: `API_URL` is one letter from `APP_URL`. */
const minNameLength = 8;
/** One letter in five: `TRUSTED_PROXY` matches `TRUSTED_PROXIES`, `AWS_SECRET_KEY` does not match `SECRET_KEY`. */
const lettersPerMistake = 5;
const maxMistakes = 3;

/** Returns a line for each variable that is probably a misspelled setting. */
export function describeNearMisses(variables: Variables): string[] {
  return Object.keys(variables).flatMap((name) => {
    const meant = knownNames.includes(name) || foreignNames.has(name) ? undefined : nearestSetting(name);
    return meant === undefined ? [] : [`${name} is not a setting. Did you mean ${meant}?`];
  });
}

function nearestSetting(name: string): string | undefined {
  const written = name
    .toUpperCase()
    .replaceAll(/[-.]/g, "_")
    .replace(/^CARETYPE_/, "");
  const [nearest] = knownNames
    .filter((known) => known === written || known.length >= minNameLength)
    .map((known) => ({ known, mistakes: distance(written, known) }))
    .filter(({ known, mistakes }) => mistakes <= Math.min(maxMistakes, known.length / lettersPerMistake))
    .sort((one, other) => one.mistakes - other.mistakes);
  return nearest?.known;
}
