import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Programme eines früheren Systems",
  about: "Nur nach dem Umzug von einem anderen System nötig. Neue Programme brauchen beides nicht.",
  isSaved: "Die Einstellungen sind gespeichert",
  numericIds: "Nummern in Adressen der API",
  numericIdsHint:
    "Das System importierter Nummern, etwa django:000, die die API anstelle der IDs von Patienten und Ärzten annimmt, wie in /patients/17. Nur nach dem Umzug aus einem anderen System nötig.",
  dialect: "Antworten der API",
  dialectHint:
    "Die Namen, Formen und Statuscodes, mit denen REST zu Patienten, Ärzten, Zuweisungen und Konten antwortet. Nur für einen Client eines Django-Systems nötig.",
  dialectOfServer: "Wie vom Server vorgegeben",
  djangoDialect: (number) => `Django ${number}`,
  ownDialect: "Die von Caretype",
};
