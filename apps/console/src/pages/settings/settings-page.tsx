import { useQuery } from "@tanstack/react-query";
import type { ComponentType } from "react";
import { Page } from "../../kit/page/page.tsx";
import { Row, Rows } from "../../kit/section/row.tsx";
import { Section } from "../../kit/section/section.tsx";
import { settings as practiceTexts } from "../../records/practice/texts.en.ts";
import { api } from "../../session/client/api.ts";
import { usePermissions, usePractice } from "../../session/client/use-practice.ts";
import { permitted } from "../../session/route/permitted.tsx";
import { zoneName } from "../../words/format/format.ts";
import { AnchorLink } from "../../words/format/links.tsx";
import { FactList } from "../../words/format/name.tsx";
import { navigation as navigationTexts } from "../../words/frame/texts.en.ts";
import { settings } from "../navigation/navigation.tsx";
import { texts } from "./texts.en.ts";

/** All settings, with what is set. */
export const SettingsPage = permitted("practice:read", () => {
  const may = usePermissions();
  const groups = settings.map(({ name, of }) => ({ name, shown: of.filter(({ needs }) => may(needs)) }));
  return (
    <Page title={navigationTexts.settings} width="reading">
      {groups.map(({ name, shown }) =>
        shown.length === 0 ? null : (
          <Section key={name} title={navigationTexts.groups[name]}>
            <Rows>
              {shown.map(({ to, label }) => {
                const Facts = facts[String(to)];
                return (
                  <Row
                    key={label}
                    title={
                      <AnchorLink to={to} data-open underline="never">
                        {label}
                      </AnchorLink>
                    }
                    facts={Facts ? <Facts /> : null}
                  />
                );
              })}
            </Rows>
          </Section>
        ),
      )}
    </Page>
  );
});

/** Has its height before it is known. */
const unknown = "\u00a0";
const many = { limit: 100 };

type Named = { data: { items: readonly { name: string }[] } | undefined };

const Names = ({ data }: Named) =>
  data ? (
    <FactList
      separator=", "
      facts={data.items.length === 0 ? [texts.none] : data.items.map(({ name }) => name)}
    />
  ) : (
    unknown
  );

const facts: Readonly<Record<string, ComponentType>> = {
  "/settings/practice": () => {
    const practice = usePractice();
    const zone = practice?.timeZone;
    return practice ? (
      <FactList facts={[practice.name, zone ? zoneName(zone) : practiceTexts.notSet]} />
    ) : (
      unknown
    );
  },
  "/members": () => <Names {...useQuery(api.member.list.queryOptions(many))} />,
  "/settings/hours": () => {
    const { data } = useQuery(api.openingHours.list.queryOptions(many));
    return data ? texts.doctors(data.items.length) : unknown;
  },
  "/settings/holidays": () => {
    const practice = usePractice();
    return <Names data={practice && { items: practice.holidays }} />;
  },
  "/settings/visit-types": () => <Names {...useQuery(api.visitType.list.queryOptions(many))} />,
  "/settings/rooms": () => <Names {...useQuery(api.room.list.queryOptions(many))} />,
  "/api-keys": () => <Names {...useQuery(api.apiKey.list.queryOptions(many))} />,
};
