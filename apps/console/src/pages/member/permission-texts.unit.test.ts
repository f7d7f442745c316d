import { permissionDescriptions } from "@caretype/api/permissions";
import { expect, it } from "vitest";
import { texts } from "../../words/permission/texts.en.ts";

it("describes permissions in English as the API does, without code names of fields", () => {
  const described = JSON.stringify(permissionDescriptions).replaceAll("`medicalHistory`", "medical history");
  expect(texts).toEqual(JSON.parse(described));
});
