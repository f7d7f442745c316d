// Pure: browsers use it.

/** What programs write for an empty value. */
export const nothing =
  /^(?:[(<[]?(?:null|none|n\/a|n\.\s?a\.?|na[nt])[)>\]]?|<na>|\\n|#n\/a|#nv|#n\/d|undefined|\((?:blank|empty|leer|vac[ií][oa]s?|en blanco|vide)\)|[-–—－]+)$/i;
/** What people write for an empty value, in several languages. */
export const nothingInWords =
  /^[(<[]?(?:[.?…]+|na|nil|nothing|unk(?:nown)?|not (?:known|available|applicable|stated|recorded|given|on file|provided|specified|entered)|unspecified|no data|missing|tb[ad]|keine?(?: angaben?)?|k\.\s?a\.?|nicht bekannt|unbekannt|sin datos?|s\/d|ningun[oa]|desconocid[oa]|(?:no|sin) (?:consta|aplica|disponible|informad[oa]|especificad[oa]|especificar)|nicht (?:angegeben|erfasst)|aucune?|inconnue?|néant|non renseigné|nessun[oa]?|sconosciut[oa]|geen|onbekend|なし|不明)[)>\]]?\.?$/i;

const hasWord = /\p{L}\p{M}*\p{L}|[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]/u;

const isNothing = (text: string): boolean => nothing.test(text) || nothingInWords.test(text);

/** Whether a text is a reason: a word, not a placeholder such as `.`, `n/a` and `None.`. */
export const isReason = (text: string): boolean =>
  hasWord.test(text) &&
  !isNothing(text) &&
  !text.split(/[\s.,;:!"'()]+/).every((word) => word === "" || isNothing(word));

/** Whether a code is a placeholder, such as `Unknown`, `TBD` and `-`. `NA` may mean sodium. */
export const isPlaceholder = (code: string): boolean =>
  code.trim().toLowerCase() !== "na" && isNothing(code.trim());
