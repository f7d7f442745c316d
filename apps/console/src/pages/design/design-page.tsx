import { Box, Button, Skeleton, Text, Title } from "@mantine/core";
import { useState } from "react";
import { Mark, Wordmark } from "../../kit/brand/brand.tsx";
import { PartMissing } from "../../kit/connection/load-code.ts";
import { EmptyState } from "../../kit/notice/empty-state.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { BackLink } from "../../kit/page/back-link.tsx";
import { Page } from "../../kit/page/page.tsx";
import { PageTabs } from "../../kit/page/page-tabs.tsx";
import { QueryStates } from "../../kit/page/query-states.tsx";
import { RecordTabs } from "../../kit/page/record-tabs.tsx";
import { Section, Surface } from "../../kit/section/section.tsx";
import type { Column } from "../../kit/table/column.ts";
import { RecordTable } from "../../kit/table/record-table.tsx";
import { RowButton } from "../../kit/table/row-button.tsx";
import { ColorSchemeChoice } from "../../kit/theme/color-scheme-choice.tsx";
import { Buttons, Fields, Messages } from "./controls.tsx";
import classes from "./design.module.css";

/** The theme and all shared components, for review and tests. */
export const DesignPage = () => (
  <main className={classes.page}>
    <Page
      title="Design"
      subtitle="The theme and the shared components. In development only."
      back={<BackLink to="/">Back to a list</BackLink>}
      actions={
        <Box w="16rem">
          <ColorSchemeChoice />
        </Box>
      }
    >
      <div className={classes.grid}>
        <Section title="Mark and wordmark">
          <div className={classes.line}>
            <Mark size={48} />
            <Mark />
            <Mark size={16} />
            <Wordmark />
          </div>
        </Section>
        {sections.map(({ title, about, Content }) => (
          <Section key={title} title={title} about={about}>
            <Content />
          </Section>
        ))}
        <Section title="Tabs" about="Pages of their own, and parts of a page.">
          <PageTabs label="Pages" tabs={pages} />
          <Tabs />
        </Section>
      </div>
      <Surface>A surface without a heading, such as around a form. It is as wide as its page.</Surface>
    </Page>
  </main>
);

const pages = [
  { to: "/members", label: "Members" },
  { to: "/members/invitations", label: "Invitations" },
] as const;

function Tabs() {
  const [open, setOpen] = useState<"overview" | "timeline">("overview");
  return (
    <RecordTabs
      label="Parts"
      open={open}
      onOpen={setOpen}
      tabs={[
        { name: "overview", label: "Overview", panel: "The first panel" },
        { name: "timeline", label: "Timeline", panel: "The second panel" },
      ]}
    />
  );
}

type Person = { name: string; born: string; phone: string };

const people: readonly Person[] = [
  { name: "Amara Abara", born: "14 Jan 1932 (94)", phone: "+43 1 555 1000" },
  { name: "Zoë Őri", born: "1 Nov 1971 (55)", phone: "+43 1 555 1111" },
];

const columns: readonly Column<Person>[] = [
  {
    header: "Name",
    cell: ({ name }) => <RowButton>{name}</RowButton>,
    track: "minmax(120px, 2fr)",
    sort: { direction: "ascending", onChange: () => undefined },
  },
  { header: "Born", cell: ({ born }) => born, track: "minmax(130px, 1fr)" },
  { header: "Phone", cell: ({ phone }) => phone, track: "minmax(130px, 1fr)", isWideOnly: true },
];

const nameOf = ({ name }: Person) => name;

const Tables = () => (
  <>
    <RecordTable label="People" columns={columns} rows={people} rowKey={nameOf} />
    <RecordTable label="People who load" columns={columns} rows={[]} rowKey={nameOf} isLoading />
  </>
);

const pending = { data: undefined, isError: false, error: null, refetch: () => undefined };

const States = () => (
  <>
    <EmptyState title="There are no doctors yet" actions={<Button>Add doctor</Button>}>
      You can assign patients to the doctors of the directory.
    </EmptyState>
    <QueryStates query={pending} skeleton={<Skeleton h={80} />}>
      {() => null}
    </QueryStates>
    <ErrorNotice error={new PartMissing("missing")} onRetry={() => undefined} />
  </>
);

const surfaces = ["page", "panel", "raised", "hover"] as const;

const Surfaces = () => (
  <ul className={classes.swatches}>
    {surfaces.map((name) => (
      <li key={name} className={classes.surface} style={{ background: `var(--surface-${name})` }}>
        {name}
      </li>
    ))}
  </ul>
);

const colors = ["brand", "gray", "success", "warning", "danger", "info"] as const;
const shades = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

const Palette = () => (
  <ul className={classes.palette}>
    {colors.map((color) => (
      <li key={color}>
        <span className={classes.name}>{color}</span>
        <div className={classes.shades}>
          {shades.map((shade) => (
            <div key={shade} style={{ background: `var(--mantine-color-${color}-${shade})` }} />
          ))}
        </div>
      </li>
    ))}
  </ul>
);

const sizes = ["xl", "lg", "md", "sm", "xs"] as const;

const TypeScale = () => (
  <>
    {(["Landing", "Page", "Dialog", "Panel"] as const).map((name, index) => (
      <Title key={name} order={3} size={`h${index + 1}`}>
        {name} title
      </Title>
    ))}
    {sizes.map((size) => (
      <Text key={size} size={size}>
        Text {size}: Zoë Őri, Ελένη, Данило, 1,111 and 2,090 patients
      </Text>
    ))}
    <Text fw={500}>A name or a label</Text>
    <Text c="dimmed" size="sm">
      What matters less
    </Text>
  </>
);

const sections: readonly { title: string; about?: string; Content: React.FC }[] = [
  {
    title: "Surfaces",
    about: "They rise in three steps: the page, panels, and what opens above.",
    Content: Surfaces,
  },
  {
    title: "Type",
    about:
      "Titles weigh 600, labels and names 500, text 400. Figures are tabular where they stand in columns.",
    Content: TypeScale,
  },
  {
    title: "Colours",
    about: "Named by their meaning. Shade 8 is filled, in the dark scheme 7.",
    Content: Palette,
  },
  { title: "Buttons", Content: Buttons },
  { title: "Fields", Content: Fields },
  { title: "Messages and badges", Content: Messages },
  { title: "Table", Content: Tables },
  { title: "States", about: "Empty, loading, and failed.", Content: States },
];
