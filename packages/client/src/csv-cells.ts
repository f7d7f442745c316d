// How cells of exports are written. Needs no parser, so that bundles without one can import it.

/**
 * What gets an apostrophe in exports: what a spreadsheet would run, also in full width, and a text that only looks like an
 * instant of ours. One with an apostrophe gets another, also before digits, where other programs put it: `'079 123 45 67`.
 */
export const needsEscape =
  /^(?:'*(?:[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{5}0Z$)|'+(?:0\d|\d[\d\s().,/:-]*$))/;

/**
 * Separators of other readers: without quotes, a cell such as `1;=2` would be two cells there. Readers that take a quote for
 * one only at the beginning of a cell of theirs still split cells that are not the first of their line.
 */
export const needsQuotes = /[;\t|]/;
