import type { Patient } from "@caretype/client";
import { Badge, Paper, Text, Title } from "@mantine/core";
import { usePermissions } from "../../session/use-practice.ts";
import classes from "./merge.module.css";
import { type MergedFact, previewFacts } from "./merge-preview.ts";
import { factsFor } from "./patient-facts.ts";

/** What the one that stays will say, beside what the other one says now. */
export function MergeTable(pair: Record<"kept" | "merged", Patient>) {
  const isClinical = usePermissions()("patient:read-clinical");
  const facts = previewFacts(factsFor(isClinical), pair);
  return (
    <Paper component="section" withBorder p="md" radius="md" aria-labelledby="merged-details">
      <Title order={2} size="h4" mb="sm" id="merged-details">
        Details
      </Title>
      <table aria-labelledby="merged-details" className={classes.facts}>
        <thead>
          <tr className={classes.head}>
            <th scope="col">Field</th>
            <th scope="col">After the merge</th>
            <th scope="col">In the record that is removed</th>
          </tr>
        </thead>
        <tbody>
          {facts.map((fact) => (
            <Row key={fact.label} fact={fact} />
          ))}
        </tbody>
      </table>
      {isClinical ? null : (
        <Text size="sm" c="dimmed" mt="sm">
          The medical history is merged, too; your role does not show it.
        </Text>
      )}
    </Paper>
  );
}

function Row({ fact: { label, after, merged, outcome } }: { fact: MergedFact }) {
  const isLost = outcome === "kept" && merged !== null;
  return (
    <tr className={classes.fact}>
      <th scope="row">{label}</th>
      <td>
        <NarrowLabel>After the merge</NarrowLabel>
        <bdi className={classes.value}>{after ?? <Faint>Not recorded</Faint>}</bdi>
        {outcome === "filled" ? <Note>taken over</Note> : null}
      </td>
      <td>
        <NarrowLabel>In the record that is removed</NarrowLabel>
        <bdi className={classes.value}>
          {outcome === "same" ? <Faint>The same</Faint> : (merged ?? <Faint>Not recorded</Faint>)}
        </bdi>
        {isLost ? <Note>stays in its timeline only</Note> : null}
      </td>
    </tr>
  );
}

/** In the place of the column's, which is out of sight where the cells are below each other. */
const NarrowLabel = ({ children }: { children: string }) => (
  <Text hiddenFrom="sm" size="xs" c="dimmed" aria-hidden>
    {children}
  </Text>
);

const Faint = ({ children }: { children: string }) => (
  <Text span size="sm" c="dimmed" fs="italic">
    {children}
  </Text>
);

const Note = ({ children }: { children: string }) => (
  <Badge variant="default" tt="none" size="md" fw={500} ml={8}>
    {children}
  </Badge>
);
