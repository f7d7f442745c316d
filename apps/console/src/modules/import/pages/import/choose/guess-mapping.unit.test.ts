import { clinicalTables } from "@caretype/import/source/table/schema";
import { describe, expect, it } from "vitest";
import { guessMapping, guessRecords, onlyDateFormat } from "./guess-mapping.ts";

const all = () => true;

describe("columns of a table", () => {
  it("are mapped by names that other programs use", () => {
    expect(
      guessMapping(
        "patient",
        ["Family name", "GIVEN_NAME", "D.O.B.", "Sex", "Mobile", "Language", "Notes"],
        all,
      ),
    ).toEqual({
      firstName: "GIVEN_NAME",
      lastName: "Family name",
      dateOfBirth: "D.O.B.",
      gender: "Sex",
      phoneNumber: "Mobile",
      preferredLanguage: "Language",
      medicalHistory: "Notes",
    });
    expect(guessMapping("patient", ["name", "Krankengeschichte"], all)).toEqual({
      name: "name",
      medicalHistory: "Krankengeschichte",
    });
    expect(guessMapping("patient", ["name", "Preferred language"], all)).toEqual({
      name: "name",
      preferredLanguage: "Preferred language",
    });
  });

  it("are not mapped if ambiguous or not permitted", () => {
    expect(guessMapping("patient", ["name", "email", "email"], all)).toEqual({ name: "name" });
    expect(guessMapping("patient", ["name", "notes"], (field) => field !== "medicalHistory")).toEqual({
      name: "name",
    });
  });

  it("may say whose they are, and what", () => {
    expect(
      guessMapping("patient", ["Patient Last Name", "patient_first_name", "patients_city", "id"], all),
    ).toEqual({
      lastName: "Patient Last Name",
      firstName: "patient_first_name",
      city: "patients_city",
    });
    const visits = ["clinician_id", "PacienteNombre", "patient_status", "Start"];
    expect(guessMapping("appointment", visits, all)).toEqual({
      doctor: "clinician_id",
      patient: "PacienteNombre",
      startsAt: "Start",
    });
    expect(guessMapping("appointment", ["doctor_id", "Doctor Name"], all)).toEqual({ doctor: "Doctor Name" });
  });

  it("are of doctors, if each row has the number of one", () => {
    const columns = ["first_name", "last_name", "address"];
    expect(guessRecords(["doctor_id", ...columns], ["patient", "doctor"])).toBe("doctor");
    expect(guessRecords(["patient_id", ...columns, "doctor_id"], ["patient", "doctor"])).toBe("patient");
  });

  it("are of observations, if people and a date say no more of the people", () => {
    const vitals = ["Patient ID", "Patient Name", "Date Time", "Pulse", "Notes"];
    expect(guessRecords(vitals, ["patient", "observation"])).toBe("observation");
    expect(guessRecords([...vitals, "Gender"], ["patient", "observation"])).toBe("patient");
  });

  it("are of observations, if they have a column for each of several signs", () => {
    const kinds = ["patient", "appointment", "observation"] as const;
    expect(guessRecords(["Patient ID", "Date", "HR", "SBP", "DBP", "Temp (°C)"], kinds)).toBe("observation");
    expect(guessRecords(["Patient ID", "Date of birth", "Weight", "Height"], kinds)).toBe("patient");
  });

  it("may have the patient in two columns, but then a date alone makes no appointments", () => {
    const names = ["First Name", "Patient Last Name"];
    const kinds = ["patient", "appointment", "immunization"] as const;
    expect(guessRecords([...names, "Vaccine", "Date Administered"], kinds)).toBe("immunization");
    expect(guessRecords([...names, "Doctor", "Date", "Time"], kinds)).toBe("appointment");
    expect(guessRecords(["First Name", "Last Name", "Doctor", "Date"], kinds)).toBe("patient");
    const headings = ["Client First Name", "Client Last Name", "Appointment Start", "Clinician"];
    expect(guessRecords(headings, kinds)).toBe("appointment");
    expect(guessMapping("appointment", names, all)).toEqual({
      patientFirstName: "First Name",
      patientLastName: "Patient Last Name",
    });
    expect(guessMapping("appointment", ["Patient ID", ...names], all)).toEqual({ patient: "Patient ID" });
  });

  it("are of appointments, if they have a day and a time", () => {
    expect(guessRecords(["Paciente", "Data", "Hora"], ["patient", "appointment"])).toBe("appointment");
    expect(guessRecords(["Paciente", "Data", "Hora"], ["patient"])).toBe("patient");
  });

  it("are those that programs write", () => {
    const visits = ["appointment_id", "patient_id", "doctor_id", "appointment_date", "appointment_time"];
    expect(guessMapping("appointment", visits, () => true)).toMatchObject({
      patient: "patient_id",
      startsAt: "appointment_date",
      startTime: "appointment_time",
    });
    expect(guessMapping("patient", ["contact_number"], () => true).phoneNumber).toBe("contact_number");
    const results = ["Patient", "Test Name", "Result", "Units", "Reference Range", "Collection Date"];
    expect(guessRecords(results, ["patient", "observation"])).toBe("observation");
  });

  it.each([
    [
      "patient",
      "firstName=First Name;middleName=MI;lastName=Last Name;gender=Sex;address=Address 1;addressLine2=Address 2;city=City;state=State;postalCode=Zip",
    ],
    [
      "patient",
      "lastName=Nachname;firstName=Vorname;address=Straße;houseNumber=Hausnr.;postalCode=PLZ;city=Ort",
    ],
    [
      "patient",
      "firstName=Nombres;lastName=Apellido 1;secondLastName=Apellido 2;postalCode=C.P.;city=Localidad",
    ],
    ["allergy", "reaction=Reacción;severity=Gravedad;codeText=Alérgeno;patient=Paciente"],
    ["medication", "until=Fecha fin;dosage=Pauta;codeText=Fármaco;patient=NHC;from=Fecha inicio"],
    ["medication", "until=Bis;from=Von;codeText=Wirkstoff;patient=Patientenname"],
    ["immunization", "codeText=Vaccine name;occurred=Date administered;patient=Patient ID"],
    ["immunization", "lotNumber=Chargen-Nr.;codeText=Impfung;occurred=Geimpft am;patient=Pat-Nr"],
    ["condition", "onset=Fecha de diagnóstico;code=CIE-10;codeText=Diagnóstico;patient=Paciente"],
    ["medication", "codeText=Medication Name;dosage=Dose;from=Start Date;until=End Date;patient=Patient"],
    ["encounter", "class=Patient Class;startsAt=Admit Date;endsAt=Discharge Date;patient=MRN"],
    ["encounter", "class=Fallart;startsAt=Von;endsAt=Bis;patient=Patient"],
    ["appointment", "startsAt=Datum;startTime=Start;endsAt=Ende;doctor=Arzt;patient=Patient"],
    ["appointment", "startsAt=Apt Date;startTime=Apt Time;doctor=Provider;minutes=Length;patient=Patient"],
    ["appointment", "startsAt=Fecha;startTime=Hora inicio;endsAt=Hora fin;doctor=Doctor;patient=Paciente"],
    ["observation", "effectiveAt=Collected Date;codeText=Component;value=Result Value;unit=UOM;patient=MRN"],
    ["observation", "value=lab_value;codeText=lab_name;effectiveAt=collected_datetime;patient=person_id"],
    ["condition", "code=icd_code;codeText=description;patient=patient_id"],
    ["observation", "value=Messwert;codeText=Parámetro;effectiveAt=Fecha resultado;patient=Paciente"],
    ["appointment", "reasonForVisit=Motivo de consulta;doctor=Médico;startsAt=Fecha consulta;patient=NHC"],
    [
      "patient",
      "name=full_name;address=address_street;city=address_city;state=address_state;postalCode=address_zip;houseNumber=address_number",
    ],
    [
      "patient",
      "name=nom_patient;firstName=prenom_patient;dateOfBirth=naissance_date;gender=sexe_patient;phoneNumber=tel_patient;city=ville_patient;postalCode=cod_postal",
    ],
    [
      "patient",
      "firstName=pt_first_name;lastName=pt_last_name;dateOfBirth=pt_birth_dt;gender=pt_sex;phoneNumber=primary_phone_number;email=primary_email",
    ],
    [
      "patient",
      "name=nome_do_paciente;dateOfBirth=dt_nascimento;phoneNumber=fone;city=cidade_residencia;postalCode=cep_residencial",
    ],
    [
      "patient",
      "name=Name des Patienten;firstName=Vorname des Patienten;dateOfBirth=Geb.-Dat.;address=Adr. Strasse;postalCode=Adr. PLZ;city=Adr. Ort",
    ],
    [
      "patient",
      "firstName=primer_nombre;lastName=primer_apellido;dateOfBirth=fec_nac;address=dir_calle;phoneNumber=nro_telefono;email=correo_paciente",
    ],
    [
      "patient",
      "lastName=cognome_paziente;name=nome_paziente;dateOfBirth=nascita_data;address=indirizzo_via;postalCode=cap",
    ],
    [
      "patient",
      "firstName=name_first;lastName=name_last;dateOfBirth=date_birth;address=home_address;city=home_city;deceasedOn=death_dt",
    ],
    ["patient", "lastName=Nom d'usage;birthName=Nom de naissance;firstName=Prénom"],
    ["patient", "lastName=Nachname;birthName=Geburtsname;firstName=Vorname;dateOfBirth=Geburtsdatum"],
    ["patient", "lastName=last_name;birthName=maiden_name;firstName=first_name"],
    ["doctor", "name=nom_medecin;specialization=specialite;licenseNumber=num_rpps"],
    ["doctor", "name=nome_medico;specialization=especialidade_medica;licenseNumber=crm"],
    ["doctor", "name=nombre_doctor;specialization=especialidad_doctor;licenseNumber=nro_colegiado"],
    ["doctor", "name=medico_nome;specialization=specializzazione;email=email_medico"],
    ["doctor", "name=Name;firstName=Vorname;specialization=Fachbereich;phoneNumber=Tel. Nr."],
    ["doctor", "name=provider_full_name;specialization=provider_specialty;licenseNumber=license_no"],
    ["doctor", "name=dr_name;specialization=medical_speciality;yearsOfExperience=years_experience"],
    [
      "appointment",
      "patient=patient_full_name;doctor=medecin_nom;startsAt=rdv_date;startTime=rdv_heure;minutes=rdv_duree;status=rdv_statut",
    ],
    [
      "appointment",
      "patient=nome_paciente;doctor=nome_medico;startsAt=dt_consulta;startTime=hora_consulta;visitType=tipo_consulta",
    ],
    [
      "appointment",
      "patient=paciente_id;doctor=doctor_nombre;startsAt=cita_fecha;startTime=cita_hora;status=cita_estado;reasonForVisit=cita_motivo",
    ],
    ["appointment", "patient=pat_id;doctor=provider_nm;startsAt=appt_dt;startTime=appt_tm"],
    [
      "observation",
      "patient=pat_id;codeText=lab_test_name;value=lab_result;unit=lab_unit;effectiveAt=lab_dt;referenceRange=lab_ref_range;interpretation=lab_flag",
    ],
    [
      "observation",
      "patient=patient_id;code=loinc_cd;codeText=obs_name;value=obs_value;unit=obs_units;effectiveAt=obs_date;effectiveTime=obs_time",
    ],
    [
      "observation",
      "patient=id_paciente;codeText=nome_exame;value=valor_resultado;effectiveAt=dt_coleta;unit=unidade",
    ],
    ["condition", "patient=pt_id;code=dx_cd;codeText=dx_desc;onset=dx_dt;clinicalStatus=dx_status"],
    ["condition", "patient=code_patient;code=code_cim10;codeText=libelle_diagnostic;onset=date_diagnostic"],
    [
      "allergy",
      "patient=patient_id;codeText=allergy_description;reaction=allergy_reaction;severity=allergy_severity;onset=allergy_onset_dt",
    ],
    [
      "medication",
      "patient=patient_id;codeText=drug_desc;dosage=drug_dose;from=start_dt;until=stop_dt;code=drug_code;status=med_status",
    ],
    [
      "medication",
      "patient=nom_patient;codeText=nom_medicament;dosage=posologie;from=date_debut;until=date_fin",
    ],
    [
      "immunization",
      "patient=patient_id;codeText=vax_name;occurred=vax_dt;lotNumber=vax_lot;manufacturer=vax_manufacturer;doseNumber=vax_dose_num",
    ],
    [
      "immunization",
      "patient=nome_paciente;codeText=nome_vacina;occurred=data_aplicacao;lotNumber=lote_vacina",
    ],
    ["encounter", "patient=patient_id;class=enc_class;startsAt=admission_dt;endsAt=discharge_dt"],
  ] as const)("of %s are known in any order and language: %s", (kind, pairs) => {
    const expected = Object.fromEntries(pairs.split(";").map((pair) => pair.split("=")));
    const names = Object.values<string>(expected);
    expect(guessRecords(names, ["patient", "doctor", "appointment", ...clinicalTables])).toBe(kind);
    expect(guessMapping(kind, names, all)).toEqual(expected);
  });

  it("distinguish doctors from patients", () => {
    const kinds = ["patient", "doctor", "appointment"] as const;
    expect(guessRecords(["name", "gender"], kinds)).toBe("patient");
    expect(guessRecords(["name", "Specialty"], kinds)).toBe("doctor");
    expect(guessRecords(["Patient", "Behandler", "Datum", "Uhrzeit"], kinds)).toBe("appointment");
    expect(guessRecords(["patient_id", "dentist_id", "scheduled_datetime"], kinds)).toBe("appointment");
    expect(guessRecords(["Patient", "Doctor", "Date"], ["patient", "doctor"])).toBe("patient");
  });

  it("tell clinical records, if all that they need is there", () => {
    const kinds = ["patient", "doctor", "appointment", "observation", "condition"] as const;
    expect(guessRecords(["Patient", "LOINC", "Datum", "Wert"], kinds)).toBe("observation");
    expect(guessRecords(["Patient", "Diagnose", "Seit"], kinds)).toBe("condition");
    expect(guessRecords(["Patient", "Diagnose", "Seit"], ["patient", "doctor"])).toBe("patient");
    expect(guessRecords(["name", "note", "born"], kinds)).toBe("patient");
    expect(guessRecords(["Patient", "DOB", "ICD-10", "Diagnosis"], kinds)).toBe("patient");
  });

  it.each([
    [["24.12.23", "1.2.24"], "DD.MM.YY"],
    [["24.12.23 9:30", "1.2.24 10:00"], "DD.MM.YY"],
    [["12/24/23", "2/1/24"], "MM/DD/YY"],
    [["12/11/23", "2/1/24"], undefined],
    [["24.12.23", "1.2.2024"], undefined],
  ])("of visits, %j, have the date format %s", (dates, format) => {
    const samples = dates.map((date, at) => ({ line: at + 2, cells: [date] }));
    expect(onlyDateFormat({ columns: ["visit"], samples }, { startsAt: "visit" })).toBe(format);
  });

  it("have one or several possible date formats", () => {
    const formatOf = (...dates: string[]) =>
      onlyDateFormat(
        { columns: ["dob"], samples: dates.map((date, at) => ({ line: at + 2, cells: [date] })) },
        { dateOfBirth: "dob" },
      );
    expect(formatOf("1980-02-01")).toBe("YYYY-MM-DD");
    expect(formatOf("02/01/1980", "13/01/1980")).toBe("DD/MM/YYYY");
    expect(formatOf("02/01/1980")).toBeUndefined();
    expect(formatOf("2-1-1980", "2-13-1980")).toBe("MM-DD-YYYY");
    expect(formatOf("2-1-1980")).toBeUndefined();
    // Two digits do not determine a birth year.
    expect(formatOf("13.1.61")).toBeUndefined();
    expect(formatOf("", "soon")).toBeUndefined();
    expect(formatOf("", "1980")).toBe("YYYY-MM-DD");
    expect(formatOf("Mo. 1.2.1980 um 9:00")).toBe("DD.MM.YYYY");
    expect(formatOf("19800201093000")).toBe("YYYY-MM-DD");
    const table = { columns: ["dob", "died"], samples: [{ line: 2, cells: ["1980", "24.12.2019"] }] };
    for (const births of [{ dateOfBirth: "dob" }, {}])
      expect(onlyDateFormat(table, { ...births, deceasedOn: "died" })).toBe("DD.MM.YYYY");
  });
});
