type Table = { fields: readonly string[]; data: readonly unknown[][] };

/**
 * A table as CSV. Spreadsheets take no cell for a formula, and an import removes their apostrophes again. The byte order mark
 * tells that it is UTF-8.
 */
export async function csvBlob({ fields, data }: Table): Promise<Blob> {
  const [{ default: Papa }, { needsEscape, needsQuotes }] = await Promise.all([
    import("papaparse"),
    import("@caretype/client/csv-cells"),
  ]);
  const text = Papa.unparse(
    { fields: [...fields], data: [...data] },
    {
      escapeFormulae: needsEscape,
      quotes: (cell) => needsQuotes.test(String(cell)),
    },
  );
  return new Blob(["\u{FEFF}", text, "\r\n"], { type: "text/csv;charset=utf-8" });
}
