/** Has the browser download it. Its name says nothing of a patient: it is seen in folders. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // In memory no longer than it takes the browser to begin with it.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
