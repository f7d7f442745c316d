import { Page } from "../../kit/page/page.tsx";
import { Row, Rows } from "../../kit/section/row.tsx";
import { Section } from "../../kit/section/section.tsx";
import { usePermissions } from "../../session/client/use-practice.ts";
import type { SettingFacts } from "../../session/module/manifest.ts";
import { ofRunning } from "../../session/module/of-running.ts";
import { permitted } from "../../session/route/permitted.tsx";
import { AnchorLink } from "../../words/format/links.tsx";
import { navigation as navigationTexts } from "../../words/frame/texts.en.ts";
import { settings } from "../navigation/navigation.tsx";

const facts: SettingFacts = Object.assign(
  {},
  ...ofRunning(
    import.meta.glob<SettingFacts>("../../modules/*/parts/settings.tsx", { eager: true, import: "facts" }),
  ),
);

function Facts({ path }: { path: string }) {
  const Known = facts[path];
  return Known ? <Known /> : null;
}

/** All settings, with their values. */
export const SettingsPage = permitted("practice:read", () => {
  const may = usePermissions();
  const groups = settings.map(({ name, of }) => ({
    name,
    shown: of.filter(({ needs }) => needs === undefined || may(needs)),
  }));
  return (
    <Page title={navigationTexts.settings} width="reading">
      {groups.map(({ name, shown }) =>
        shown.length === 0 ? null : (
          <Section key={name} title={navigationTexts.groups[name]}>
            <Rows>
              {shown.map(({ to, label }) => (
                <Row
                  key={label}
                  title={
                    <AnchorLink to={to} data-open underline="never">
                      {label}
                    </AnchorLink>
                  }
                  facts={<Facts path={String(to)} />}
                />
              ))}
            </Rows>
          </Section>
        ),
      )}
    </Page>
  );
});
