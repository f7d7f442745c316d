import { type Backend, startBackend } from "@caretype/testing";
import { test as base, expect } from "@playwright/test";

const test = base.extend<{ backend: Backend }>({
  backend: async ({ page, baseURL }, use) => {
    await using backend = await startBackend({ corsOrigins: [baseURL ?? ""] });
    await page.addInitScript(`window.backendUrl = "${backend.url}"`);
    await use(backend);
  },
});

test("lists the patients of the practice", async ({ page, backend }) => {
  const [email, password] = ["ada@example.org", "nine lives of a lamp"];
  const ada = backend.anonymous();
  await ada.auth.register({ email, password });
  await ada.patient.create.mutate({ name: "Jane Roe", gender: "female", age: 41 });

  await page.goto("/");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("listitem")).toHaveText("Jane Roe, 41");
});
