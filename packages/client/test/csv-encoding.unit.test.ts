import { describe, expect, it } from "vitest";
import { decodeText } from "../src/csv-encoding.ts";

const text = "name,city\nJosé Müller,Wien\n";
const utf16le = (value: string) => Buffer.from(value, "utf16le");
const utf16be = (value: string) => utf16le(value).swap16();
const decode = (bytes: Uint8Array, chosen?: string) => decodeText(new Uint8Array(bytes), chosen);

describe("the encoding of a file", () => {
  it.each([
    ["UTF-8", Buffer.from(text), "utf-8"],
    ["UTF-8 with a mark", Buffer.from(`\u{FEFF}${text}`), "utf-8"],
    ["UTF-16 LE with a mark", utf16le(`\u{FEFF}${text}`), "utf-16le"],
    ["UTF-16 BE with a mark", utf16be(`\u{FEFF}${text}`), "utf-16be"],
    ["UTF-16 LE without a mark", utf16le(text), "utf-16le"],
    ["UTF-16 BE without a mark", utf16be(text), "utf-16be"],
  ])("is certain for %s", (_, bytes, encoding) => {
    expect(decode(bytes)).toEqual({ text, encoding, isSure: true });
  });

  it("is UTF-16 for Cyrillic names without a mark", () => {
    const cyrillic = "имя;пол\nАнна Каренина;ж\n";
    expect(decode(utf16le(cyrillic))).toMatchObject({ text: cyrillic, encoding: "utf-16le" });
  });

  it("is taken for Windows-1252 for other bytes, and can be chosen", () => {
    const western = Buffer.from("name\nJos\u{E9} \u{80}\n", "latin1");
    expect(decode(western)).toEqual({ text: "name\nJosé €\n", encoding: "windows-1252", isSure: false });
    const central = Buffer.from([0x6e, 0x0a, 0xa3, 0xf3, 0x64, 0x9f, 0x0a]);
    expect(decode(central, "windows-1250")).toMatchObject({ text: "n\nŁódź\n", isSure: false });
  });

  it("stays UTF-8 if only a few letters are broken, which are then shown as such", () => {
    const broken = Buffer.concat([
      Buffer.from("name\näöüßéè Müller\nJos"),
      Buffer.from([0xe9]),
      Buffer.from("\n"),
    ]);
    const decoded = decode(broken);
    expect(decoded).toMatchObject({ encoding: "utf-8", isSure: false });
    expect("text" in decoded && decoded.text).toContain("Jos\u{FFFD}");
  });

  it.each([
    ["an archive", [0x50, 0x4b, 3, 4], "workbook"],
    ["an old workbook", [0xd0, 0xcf, 0x11, 0xe0, 0xa1], "oldWorkbook"],
    ["a PDF", [...Buffer.from("%PDF-1.7")], "pdf"],
    ["a compressed file", [0x1f, 0x8b, 8], "compressed"],
    ["a text document", [...Buffer.from("{\\rtf1 x")], "rtf"],
    ["a web page", [...Buffer.from("\n<html><table>")], "markup"],
    ["XML in UTF-16", [...Buffer.from('\u{FEFF}<?xml version="1.0"?>\n', "utf16le")], "markup"],
    ["a picture", [0x89, 0x50, 0, 0, 0x0d, 0x0a, 0, 1, 2, 0], "notText"],
    ["bytes below those of letters", [1, 0, 2], "notText"],
    ["a vCard", [...Buffer.from("BEGIN:VCARD\r\nVERSION:3.0\r\n")], "vCard"],
    ["a vCard in UTF-16", [...Buffer.from("\u{FEFF}begin:vcard\r\n", "utf16le")], "vCard"],
    ["a message of HL7", [...Buffer.from("MSH|^~\\&|LAB|X\rPID|1\r")], "hl7"],
    ["a batch of HL7, as it is sent", [...Buffer.from("\u{B}FHS|^~\\&|LAB\r")], "hl7"],
    ["a file of GDT", [...Buffer.from("01380006310\r\n014810000188\r\n")], "xdt"],
    ["a file of BDT", [...Buffer.from("0138000020\r\n")], "xdt"],
    ["nothing", [], "empty"],
  ])("is none for %s", (_, bytes, fault) => {
    expect(decode(Uint8Array.from(bytes))).toEqual({ fault });
  });
});
