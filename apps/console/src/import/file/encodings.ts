/** Encodings of text files, by the names that browsers know. Western ones first. */
export const encodings = {
  "windows-1252": "Western European (Windows-1252)",
  "windows-1250": "Central European (Windows-1250)",
  "windows-1251": "Cyrillic (Windows-1251)",
  "windows-1253": "Greek (Windows-1253)",
  "windows-1254": "Turkish (Windows-1254)",
  "windows-1255": "Hebrew (Windows-1255)",
  "windows-1256": "Arabic (Windows-1256)",
  "windows-1257": "Baltic (Windows-1257)",
  "iso-8859-2": "Central European (ISO 8859-2)",
  macintosh: "Western European (Mac)",
  shift_jis: "Japanese (Shift JIS)",
  gbk: "Chinese (GBK)",
  big5: "Chinese (Big5)",
  "euc-kr": "Korean (EUC-KR)",
  "utf-8": "Unicode (UTF-8)",
  "utf-16le": "Unicode (UTF-16 LE)",
  "utf-16be": "Unicode (UTF-16 BE)",
} as const;

export type Encoding = keyof typeof encodings;
