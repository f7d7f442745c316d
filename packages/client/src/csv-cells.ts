// The format of exported cells. It needs no parser, so that bundles without one can import it.

/**
 * Cells that get an apostrophe in exports: formulas, also in full width, and texts that only look like our instants.
 * A text with an apostrophe gets another, also before digits, where other programs put it: `'079 123 45 67`.
 */
export const needsEscape =
  /^(?:'*(?:[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{5}0Z$)|'+(?:0\d|\d[\d\s().,/:-]*$))/;

/**
 * Separators of other readers: an unquoted cell such as `1;=2` would be two cells there. Some readers accept quotes
 * only at the beginning of their own cells. They still split cells that are not the first of their line.
 */
export const needsQuotes = /[;\t|]/;
