declare module "punycode.js" {
  const punycode: { toUnicode(domain: string): string };
  // biome-ignore lint/style/noDefaultExport: the package has no others in Node.
  export default punycode;
}
