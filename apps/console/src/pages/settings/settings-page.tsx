import { useQuery } from "@tanstack/react-query";
import type { ComponentType } from "react";
import { Page } from "../../kit/page/page.tsx";
import { Row, Rows } from "../../kit/section/row.tsx";
import { Section } from "../../kit/section/section.tsx";
import { settings as practiceTexts } from "../../records/practice/texts.en.ts";
import { api } from "../../session/client/api.ts";
import { usePermissions, usePractice } from "../../session/client/use-practice.ts";
import { permitted } from "../../session/route/permitted.tsx";
import { byName } from "../../words/format/by-name.ts";
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

type Named = readonly { name: string; isActive?: boolean }[];

const Names = ({ items }: { items: Named | undefined }) =>
  items ? (
    <FactList separator=", " facts={items.length === 0 ? [texts.none] : items.map(({ name }) => name)} />
  ) : (
    unknown
  );
/** In the order of their pages. */
const Sorted = ({ data }: { data: { items: Named } | undefined }) => (
  <Names items={data && byName(data.items)} />
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
  "/members": () => <Sorted {...useQuery(api.member.list.queryOptions(many))} />,
  "/settings/hours": () => {
    const { data } = useQuery(api.openingHours.list.queryOptions(many));
    return data ? texts.doctors(data.items.length) : unknown;
  },
  "/settings/holidays": () => <Names items={usePractice()?.holidays} />,
  "/settings/visit-types": () => <Sorted {...useQuery(api.visitType.list.queryOptions(many))} />,
  "/settings/rooms": () => <Sorted {...useQuery(api.room.list.queryOptions(many))} />,
  "/api-keys": () => <Sorted {...useQuery(api.apiKey.list.queryOptions(many))} />,
};
