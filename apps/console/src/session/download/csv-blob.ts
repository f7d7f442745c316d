type Table = { fields: readonly string[]; data: readonly unknown[][] };

/**
 * A table as CSV. Cells are escaped so that spreadsheets execute no formula; an import removes the apostrophes. The
 * byte order mark indicates UTF-8.
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
