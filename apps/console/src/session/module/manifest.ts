import type { Permission } from "@caretype/api";
import type { Appointment, Doctor, DoctorId, Patient, PatientId, Practice } from "@caretype/client";
import type { NativeSelectProps } from "@mantine/core";
import type { IconUsers } from "@tabler/icons-react";
import type { LinkProps } from "@tanstack/react-router";
import type { ComponentType, ReactNode } from "react";
import type { navigation } from "../../words/frame/texts.en.ts";

/** Each module's routes. A manifest adds its own, which types the links. */
// biome-ignore lint/suspicious/noEmptyInterface: the manifests fill it.
export interface ModuleRoutes {}

/** Where a page is listed: daily work, a group of settings, or the palette, to add something. */
export type EntryPlace = "work" | keyof typeof navigation.groups | "additions";

/** A page in the navigation and the palette. The palette's further ones are in `modules/<name>/parts/palette.ts`. */
export type Entry = {
  to: LinkProps["to"];
  label: string;
  /** Synonyms to search for. */
  words?: string;
  /** Settings have no icon in the navigation. */
  icon?: typeof IconUsers;
  /** Hidden without the permission. */
  needs?: Permission;
  /** The position among all modules, from the top. */
  order: number;
  /** Whether it can be chosen as start page. */
  canStart?: boolean;
  /** The second key of its shortcut, after `goKey`. */
  key?: string;
  /** For "add" pages: where `addKey` opens this page. */
  addsOn?: readonly string[];
};

/** The summary of a settings page, by its path: `modules/<name>/parts/settings.tsx`. */
export type SettingFacts = Readonly<Record<string, ComponentType>>;

/** Tabs of a patient's page, by their names in addresses. A module adds its own. */
export interface PatientTabs {
  timeline: true;
  access: true;
  duplicates: true;
}
export type PatientTab = keyof PatientTabs;

type TabPart = {
  name: PatientTab;
  label: string;
  needs: Permission;
  /** The position among the tabs. The first that the user may open is shown. */
  order: number;
  /** Other addresses at which it is open. */
  also?: readonly PatientTab[];
  Panel: ComponentType<{ patient: Patient; tab: PatientTab }>;
};

/** The places of pages where modules add parts, with their props. */
export type Places = {
  /** Above each page. */
  banner: object;
  /** Beside the name of a patient or doctor. */
  badge: { id: PatientId | DoctorId };
  /** On the start page of a practice without patients. */
  emptyPractice: object;
  /** Below the API keys. */
  apiKeys: { practice: Practice };
  /** Selects the dialect of REST responses. `unset` labels the default. */
  dialectPicker: NativeSelectProps & { unset: string };
  /** Finds a member's doctor. */
  doctorPicker: {
    chosen: Pick<Doctor, "id" | "name"> | null;
    onChoose: (doctor: Doctor | null) => void;
    error?: ReactNode;
    description?: ReactNode;
    isRequired?: boolean;
  };
};

export type Part<Props> = {
  Part: ComponentType<Props>;
  /** Hidden without the permission. */
  needs?: Permission;
  /** Default: 0. */
  order?: number;
};

type VisitStepProps = {
  onDone?: () => void;
  onError?: (error: unknown, appointment: Appointment) => void;
};

/** Another module's first step with a waiting patient, such as to call them in. */
export type UseVisitStep = (props: VisitStepProps) => {
  /** Null without permission, or before the patient arrives. */
  labelsFor: (appointment: Appointment) => { label: string; of: (patientName: string) => string } | null;
  mutate: (appointment: Appointment) => void;
  isPending: boolean;
  error: unknown;
};

/** A module's additions to pages that do not know it, in `modules/<name>/manifest.ts`. */
export type Manifest = {
  entries?: { [In in EntryPlace]?: readonly Entry[] };
  parts?: { [Place in keyof Places]?: readonly Part<Places[Place]>[] };
  patientTabs?: readonly TabPart[];
  /** Identifies fictional patients and doctors. */
  useIsInvented?: () => (id: PatientId | DoctorId) => boolean;
};
