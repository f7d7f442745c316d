/** Downloads a file. The name must not identify a patient, as it is visible in folders. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Free the memory once the download has started.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
