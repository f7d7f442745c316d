/** Encodings of text files, by the names that browsers know. Western ones first. */
export const encodings = {
  "windows-1252": { script: "western", name: "Windows-1252" },
  "windows-1250": { script: "central", name: "Windows-1250" },
  "windows-1251": { script: "cyrillic", name: "Windows-1251" },
  "windows-1253": { script: "greek", name: "Windows-1253" },
  "windows-1254": { script: "turkish", name: "Windows-1254" },
  "windows-1255": { script: "hebrew", name: "Windows-1255" },
  "windows-1256": { script: "arabic", name: "Windows-1256" },
  "windows-1257": { script: "baltic", name: "Windows-1257" },
  "iso-8859-2": { script: "central", name: "ISO 8859-2" },
  macintosh: { script: "western", name: "Mac" },
  shift_jis: { script: "japanese", name: "Shift JIS" },
  gbk: { script: "chinese", name: "GBK" },
  big5: { script: "chinese", name: "Big5" },
  "euc-kr": { script: "korean", name: "EUC-KR" },
  "utf-8": { script: "unicode", name: "UTF-8" },
  "utf-16le": { script: "unicode", name: "UTF-16 LE" },
  "utf-16be": { script: "unicode", name: "UTF-16 BE" },
} as const;

export type Encoding = keyof typeof encodings;

export const isEncoding = (name: string): name is Encoding => name in encodings;
