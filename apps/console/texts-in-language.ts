import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Plugin } from "vite";
import { languages } from "./src/words/settings/display-settings.ts";

const roomsIn = (folders: string) =>
  globSync(`${folders}/texts.en.ts`, { cwd: `${import.meta.dirname}/src` }).map((file) => dirname(file));

/** Rooms whose texts load in one file, as a file each would cost a request each. */
const together: Record<string, readonly string[]> = {
  "sign-in": [
    "words/basic",
    "words/shell",
    "kit/notice",
    "kit/notice/errors",
    "modules/identity/pages/account/sign-in",
  ],
  console: [
    "words/common",
    "words/frame",
    "words/list",
    "kit/keys",
    "kit/table",
    "session/client",
    "modules/people/records/assignment",
    "modules/people/records/patient",
    "modules/identity/records/practice",
    "records/record",
    "modules/identity/pages/notification",
    "pages/palette",
    "modules/people/pages/patient/list",
    "modules/people/pages/patient/saved-view",
    ...roomsIn("modules/{*,*/words,sample-data/records/sample-data}"),
  ],
  palette: ["pages/palette/commands", ...roomsIn("modules/*/parts")],
};

/** German as Switzerland writes it, without `ß`. Only our words: names keep theirs. */
const swiss = "de-CH";

/** The line that exports parts of the English texts by name. */
const partsOf = (room: string) =>
  /^export const \{[^{}]*\} = texts;$/m.exec(
    readFileSync(`${import.meta.dirname}/src/${room}/texts.en.ts`, "utf8"),
  );

/** The module that stands for the English texts of a room. */
function textsOf(room: string): string {
  const [group = room] = Object.entries(together).find(([, rooms]) => rooms.includes(room)) ?? [];
  return `import { texts as all } from "texts:${group}";
export const texts = all[${JSON.stringify(room)}];
${partsOf(room) ?? ""}`;
}

const germanOf = (room: string) => readFileSync(`${import.meta.dirname}/src/${room}/texts.de.ts`, "utf8");

/** Code that loads the texts of a group in the language of the page. */
function loading(group: string): string {
  const hasSwiss = (together[group] ?? [group]).some((room) => germanOf(room).includes("ß"));
  const loaders = [...Object.keys(languages), ...(hasSwiss ? [swiss] : [])].map(
    (each) => `${JSON.stringify(each)}: () => import("texts:${group}:${each}")`,
  );
  return `import { inLanguage } from "/src/words/settings/language.ts";
export const texts = await inLanguage({ ${loaders.join(", ")} });`;
}

/** The texts of a group in one language, by room. */
function groupIn(group: string, language: string): string {
  const rooms = together[group] ?? [group];
  const imports = rooms.map(
    (room, at) =>
      `import { texts as t${at} } from "/src/${room}/texts.${language === swiss ? "de.ts?swiss" : `${language}.ts`}";`,
  );
  const texts = rooms.map((room, at) => `${JSON.stringify(room)}: t${at}`);
  return `${imports.join("\n")}\nexport const texts = { ${texts.join(", ")} };`;
}

const catalogue = /console\/src\/(.+)\/texts\.\w\w\.ts$/;
const translation = /console\/src\/.+\/texts\.(?!en)\w\w\.ts$/;

/**
 * Gives modules that import an English catalogue the same texts in the page's language.
 * Each language has files of its own, and a browser loads those of one.
 */
export const textsInLanguage = (): Plugin => ({
  name: "texts-in-language",
  enforce: "pre",
  async resolveId(imported, importer = "") {
    if (imported.startsWith("texts:")) return `\0${imported}`;
    // In one file with pages, which wait for translations, English texts would wait for themselves.
    if (imported.endsWith("/texts.en.ts") && translation.test(importer))
      this.error(`${importer} imports ${imported}. Move what both need into a module of its own.`);
    const isForPages = !importer.startsWith("\0texts:") && !catalogue.test(importer.replace("?swiss", ""));
    if (!imported.endsWith("/texts.en.ts") || !isForPages) return null;
    const [, room] =
      catalogue.exec((await this.resolve(imported, importer, { skipSelf: true }))?.id ?? "") ?? [];
    return room === undefined ? null : `\0texts:/${room}`;
  },
  load(id) {
    if (id.endsWith(".ts?swiss"))
      return readFileSync(id.slice(0, -"?swiss".length), "utf8").replaceAll("ß", "ss");
    if (!id.startsWith("\0texts:")) return null;
    const name = id.slice("\0texts:".length);
    if (name.startsWith("/")) return textsOf(name.slice(1));
    const [group = "", language] = name.split(":");
    return language === undefined ? loading(group) : groupIn(group, language);
  },
});
