import { pluralsOf } from "../../../../words/format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  codeHint: (code, system) => `Codificado como ${code} (${system}). Si cambia el texto, se quita el código.`,
  codeOf: (code, system) => `${code} (${system})`,
  alsoCalled: (synonym) => `también: ${synonym}`,
  searching: "Buscando…",
  tooShort: "Ningún nombre empieza así. Escriba al menos dos letras para encontrar más.",
  noneFound: "No se encontró ningún código. El texto también se guarda sin código.",
  found: (count) => counted(count, { one: "1 código encontrado", other: "# códigos encontrados" }),
  searchAll: "Buscar en todos los sistemas de códigos",
  rules: {
    refuse: (title) => `Solo códigos de ${title}. El texto también se guarda sin código.`,
    warn: (title) => `Se ofrecen códigos de ${title}. Con otros aparece una advertencia.`,
    take: (title) => `Se ofrecen códigos de ${title}. También se aceptan otros.`,
  },
  isNotOffered: "Su consulta no ofrece este código aquí. Aun así se puede guardar.",
  isNoLongerOffered: "Su consulta ya no ofrece este código aquí. Se conserva hasta que cambie el texto.",
};
