/** The site's base path. A Caretype server serves it at `/guide/`. */
export const base = process.env.CARETYPE_DOCS_BASE ?? "/guide/";
