import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Plugin } from "vite";
import { languages } from "./src/words/settings/display-settings.ts";

const roomsIn = (folders: string) =>
  globSync(`${folders}/texts.en.ts`, { cwd: `${import.meta.dirname}/src` }).map((file) => dirname(file));

/** Folders whose texts load in one file, as separate files would cost a request each. */
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

/** Swiss German, without `ß`. Only the console's words: names keep theirs. */
const swiss = "de-CH";

/** Exports parts of the English texts by name. */
const partsOf = (room: string) =>
  /^export const \{[^{}]*\} = texts;$/m.exec(
    readFileSync(`${import.meta.dirname}/src/${room}/texts.en.ts`, "utf8"),
  );

/** The module that replaces a folder's English texts. */
function textsOf(room: string): string {
  const [group = room] = Object.entries(together).find(([, rooms]) => rooms.includes(room)) ?? [];
  return `import { texts as all } from "texts:${group}";
export const texts = all[${JSON.stringify(room)}];
${partsOf(room) ?? ""}`;
}

const germanOf = (room: string) => readFileSync(`${import.meta.dirname}/src/${room}/texts.de.ts`, "utf8");

/** Code that loads a group's texts in the page's language. */
function loading(group: string): string {
  const hasSwiss = (together[group] ?? [group]).some((room) => germanOf(room).includes("ß"));
  const loaders = [...Object.keys(languages), ...(hasSwiss ? [swiss] : [])].map(
    (each) => `${JSON.stringify(each)}: () => import("texts:${group}:${each}")`,
  );
  return `import { inLanguage } from "/src/words/settings/language.ts";
export const texts = await inLanguage({ ${loaders.join(", ")} });`;
}

/** The texts of a group in one language, by folder. */
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
 * Gives modules that import an English catalog the same texts in the page's language. Each language has its own
 * files, and a browser loads only one language.
 */
export const textsInLanguage = (): Plugin => ({
  name: "texts-in-language",
  enforce: "pre",
  async resolveId(imported, importer = "") {
    if (imported.startsWith("texts:")) return `\0${imported}`;
    // Pages wait for translations, so English texts in the same file would wait for themselves.
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
