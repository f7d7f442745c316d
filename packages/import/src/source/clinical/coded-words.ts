import { byWord } from "../words.ts";

// The words for FHIR's codes, as other programs and people write them. Ambiguous words are left out.

const written = {
  category: {
    "vital-signs": "vitals vitalzeichen signosvitales",
    laboratory: "lab labs labor laboratorio",
    medication: "drug medikament arzneimittel medicamento",
    food: "nahrungsmittel lebensmittel alimento",
    environment: "environmental umwelt ambiental",
  },
  clinicalStatus: {
    active: "a aktiv activo activa chronic chronisch crónico crónica ongoing current laufend aktuell",
    inactive: "i inaktiv inactivo inactiva historical past früher",
    remission: "inremission enremisión",
    resolved: "geheilt ausgeheilt abgeheilt healed cured closed resuelto resuelta curado curada",
  },
  verificationStatus: {
    // The letters are those of ICD-10-GM.
    confirmed: "g gesichert bestätigt confirmado confirmada",
    provisional: "v verdacht verdachtsdiagnose suspected probable presumptive sospecha",
    refuted: "ausschluss ausgeschlossen ruledout excluded descartado descartada",
  },
  severity: {
    mild: "leicht leve",
    moderate: "mittel mittelschwer moderado moderada",
    severe: "schwer grave severo severa lifethreatening lebensbedrohlich fatal",
  },
  criticality: { low: "critl niedrig bajo baja", high: "crith hoch alto alta" },
  // Also the codes of HL7 and of Synthea.
  class: {
    ambulatory:
      "amb outpatient opd wellness urgentcare office officevisit clinic outpatientclinic outpatientvisit ambulant ambulante ambulatorio ambulatoria sprechstunde consulta",
    emergency: "emer er ed emergencyroom emergencydepartment notfall notaufnahme urgencia urgencias",
    field: "fld",
    home: "hh homevisit homehealth hausbesuch domicilio domiciliaria",
    inpatient: "imp ip obsenc hospice snf hospitalization stationär hospitalización",
    virtual:
      "vr telehealth telemedicine telemedizin teleconsulta video videosprechstunde phone telephone telefon",
  },
  encounterStatus: {
    finished:
      "completed complete closed done discharged checkedout signed ended abgeschlossen beendet erledigt entlassen finalizado finalizada terminado terminada cerrado cerrada atendido atendida alta",
    "in-progress": "inprogress open active ongoing current admitted laufend aktiv encurso",
    arrived: "checkedin angekommen",
    planned: "scheduled booked geplant programado programada",
  },
  status: {
    active: "aktiv activo activa ongoing current laufend dauermedikation dauerhaft",
    "on-hold": "paused pausiert pausado pausada",
    stopped: "discontinued abgesetzt suspendido suspendida discontinuado interrumpido retirado",
    completed:
      "given administered verabreicht gegeben administrada aplicada finished ended beendet abgeschlossen finalizado finalizada terminado",
    "not-done": "refused declined notgiven abgelehnt rechazada",
  },
} as const;

type CodedField = keyof typeof written;

const words = new Map<string, ReadonlyMap<string, string>>(
  Object.entries(written).map(([field, meanings]) => [field, byWord(meanings)]),
);

/** Returns a cell's code: `Vital signs` is `vital-signs`, and `Hausbesuch` is `home`. Any other text stays. */
export function codedWord(field: CodedField | "kind" | "interpretation", cell: string): string {
  const text = cell.trim().toLowerCase().normalize("NFC");
  return words.get(field)?.get(text.replaceAll(/[\s_-]/gu, "")) ?? text.replaceAll(/[\s_]+/gu, "-");
}
