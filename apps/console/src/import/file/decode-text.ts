/** The text of a file, or an error message. */
type Decoded = { text: string } | { fault: string };

const saveAsCsv = "In the spreadsheet, save the table as “CSV UTF-8”, and choose that file.";
const looksAt = 4_096;

/** Decodes without guessing, as a wrong encoding would corrupt names. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { fault: "The file is empty." };
  const [first, second] = bytes;
  if (first === 0x50 && second === 0x4b)
    return { fault: `The file is a workbook or an archive, not CSV. ${saveAsCsv}` };
  if (first === 0xff && second === 0xfe) return decodeAs("utf-16le", bytes);
  if (first === 0xfe && second === 0xff) return decodeAs("utf-16be", bytes);
  if (bytes.subarray(0, looksAt).includes(0)) return { fault: "The file is not CSV: it is not a text file." };
  return decodeAs("utf-8", bytes);
}

function decodeAs(encoding: string, bytes: Uint8Array): Decoded {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return {
      fault: `The file is not in UTF-8. Letters such as ä or é would be wrong. ${saveAsCsv}`,
    };
  }
}
