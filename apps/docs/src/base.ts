/** The path of the site on its web server. A Caretype server has it at `/guide/`. */
export const base = process.env.CARETYPE_DOCS_BASE ?? "/guide/";
