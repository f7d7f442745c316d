/** The text of a file, or why it has none, in words for who has chosen it. */
type Decoded = { text: string } | { fault: string };

const saveAsCsv = "In the spreadsheet, save the table as “CSV UTF-8”, and choose that file.";
const looksAt = 4_096;

/** Never guessed: a wrong encoding would end as wrong names in records. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { fault: "The file is empty." };
  const [first, second] = bytes;
  if (first === 0x50 && second === 0x4b)
    return { fault: `The file is a workbook or an archive, and not CSV. ${saveAsCsv}` };
  if (first === 0xff && second === 0xfe) return decodeAs("utf-16le", bytes);
  if (first === 0xfe && second === 0xff) return decodeAs("utf-16be", bytes);
  if (bytes.subarray(0, looksAt).includes(0)) return { fault: "The file is not CSV: it is no text at all." };
  return decodeAs("utf-8", bytes);
}

function decodeAs(encoding: string, bytes: Uint8Array): Decoded {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return {
      fault: `The file is not in UTF-8, and letters such as ä or é would come out wrong. ${saveAsCsv}`,
    };
  }
}
