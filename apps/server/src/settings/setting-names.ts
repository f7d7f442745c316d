import { distance } from "fastest-levenshtein";
import { Environment } from "./environment.ts";

/** Other names that many projects use for ours. */
const spellings: Readonly<Record<string, keyof Environment>> = {
  DB_HOST: "DATABASE_HOST",
  DB_PORT: "DATABASE_PORT",
  DB_NAME: "DATABASE_NAME",
  DB_USER: "DATABASE_USER",
  DB_PASSWORD: "DATABASE_PASSWORD",
};

type Variables = Readonly<Record<string, string | undefined>>;

/** The name of the setting that a variable sets, which for a variable of somebody else's is its own. */
export const settingOf = (name: string): string => spellings[name] ?? name;

/** The variables by the settings' own names; `conflicts` has a line for each setting that two spellings set differently. */
export function withOwnNames(variables: Variables): { settings: Variables; conflicts: string[] } {
  const conflicts: string[] = [];
  const settings: Record<string, string | undefined> = { ...variables };
  for (const [spelling, name] of Object.entries(spellings)) {
    const value = variables[spelling];
    if (value === undefined) continue;
    const own = variables[name];
    if (own === undefined) settings[name] = value;
    else if (own !== value) conflicts.push(`${spelling}: ${name} has another value; set one of them`);
  }
  return { settings, conflicts };
}

/** A setting's name as the person who set it has spelled it. */
export function nameAsGiven(name: string, variables: Variables): string {
  if (variables[name] !== undefined) return name;
  const isGiven = (spelling: string) => spellings[spelling] === name && variables[spelling] !== undefined;
  return Object.keys(spellings).find(isGiven) ?? name;
}

const knownNames = [...Object.keys(Environment.shape), ...Object.keys(spellings)];
/** Shorter names are near too much that is somebody else's: `API_URL` is one letter from `APP_URL`. */
const shortestName = 8;
/** One letter in five, so that `TRUSTED_PROXY` is near `TRUSTED_PROXIES`, and `AWS_SECRET_KEY` is not near `SECRET_KEY`. */
const lettersPerMistake = 5;
const mostMistakes = 3;

/** A line for each variable whose name is nearly that of a setting, and so was probably meant to be it. */
export function describeNearMisses(variables: Variables): string[] {
  return Object.keys(variables).flatMap((name) => {
    const meant = knownNames.includes(name) ? undefined : nearestSetting(name);
    return meant === undefined ? [] : [`${name} is not a setting. Did you mean ${meant}?`];
  });
}

function nearestSetting(name: string): string | undefined {
  const written = name.toUpperCase().replaceAll(/[-.]/g, "_");
  const [nearest] = knownNames
    .filter((known) => known === written || known.length >= shortestName)
    .map((known) => ({ known, mistakes: distance(written, known) }))
    .filter(({ known, mistakes }) => mistakes <= Math.min(mostMistakes, known.length / lettersPerMistake))
    .sort((one, other) => one.mistakes - other.mistakes);
  return nearest?.known;
}
