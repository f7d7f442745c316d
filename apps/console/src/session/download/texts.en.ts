export const texts = {
  download: "Download as CSV",
  isDownloaded: "The file is downloaded",
  isNotDownloaded: "The file could not be downloaded",
  isRefused: "The server refused the request.",
};
