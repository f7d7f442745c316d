import { describe, expect, it } from "vitest";
import { rxNorm, systemNamed } from "../clinical/code-systems.ts";
import { isDangerous, isSameDrug, namedBy } from "./drug-words.ts";

const words = (text: string) => namedBy({ text, coding: null });
const coded = (system: string, code: string, display: string) =>
  namedBy({ text: display, coding: { system: systemNamed(system), code, display, version: null } });

describe("an allergy", () => {
  it.each([
    ["Penicillin", "Amoxicillin"],
    ["Penicillin V", "Amoxicillin 500 mg capsules"],
    ["Penicillinallergie", "Augmentin 625"],
    ["Alergia a la penicilina", "Amoxicilina 1 g"],
    ["Pénicilline", "Piperacillin/Tazobactam"],
    ["Allergy to penicillin (finding)", "Cefalexin 500 mg"],
    ["Beta-lactam antibiotics", "Ceftriaxone"],
    ["Aspirin", "Ibuprofen 400 Sandoz"],
    ["ASS-Unverträglichkeit", "Diclofenac"],
    ["Sulfa drugs", "Cotrimoxazole"],
    ["Metamizol", "Novalgin Tropfen"],
    ["Clavulanic acid", "Amoxicillin / clavulanic acid"],
    ["Sulfamethoxazole / Trimethoprim", "Trimethoprim 100 mg"],
    ["Allopurinol", "ALLOPURINOL-ratiopharm 300 mg Tabletten"],
    ["Metformine", "Metformin 850"],
    ["Codein", "Paracetamol + Codeine"],
    ["Codeine", "codeinum phosphoricum"],
    ["Ampicillin", "Ampicillin 1 g"],
    ["Penicillin", "Ampicillin 1 g"],
    ["PCN", "Amoxicillin"],
    ["Пенициллин", "Ампициллин"],
    ["Magnesium sulfate", "Magnesium sulfate 2 g IV"],
    ["Magnesiumsulfat", "MgSO4 2 g"],
    ["MTX", "Methotrexate 15 mg weekly"],
    ["Methotrexat", "MTX 15 mg"],
    ["TMP-SMX", "Bactrim forte"],
    ["TMP/SMX", "Cotrimoxazole 960 mg"],
    ["sulfa", "Co-trimoxazole"],
    ["Sulfa", "Sulfadiazine"],
    ["ASA", "Aspirin 81 mg"],
    ["Aspirin", "ASA 100 mg"],
    ["HCTZ", "Hydrochlorothiazide 25 mg"],
    ["Thiazide diuretics", "Hydrochlorothiazid 12.5 mg"],
    ["acehemmer", "Ramipril 5 mg"],
    ["ACE-Hemmer", "Lisinopril"],
    ["ACE inhibitor", "Ramipril"],
    ["ACE Inhibitors (cough)", "Enalapril"],
    ["IECA", "Perindopril"],
    ["NSAIDs", "Ketorolac 10 mg"],
    ["NSAR", "Diclofenac"],
    ["AINS", "Naproxen"],
    ["NSAID", "Etoricoxib"],
    ["Iodine contrast", "Iohexol 350"],
    ["Kontrastmittel", "Ultravist 370"],
    ["Contrast media", "Iopamidol"],
    ["Jodhaltiges Kontrastmittel", "Iomeprol"],
    ["IV contrast dye", "Omnipaque"],
    ["Paracetamol", "Acetaminophen 500 mg"],
    ["Tylenol", "Paracetamol"],
    ["Albuterol", "Salbutamol inhaler"],
    ["Epinephrine", "Adrenaline 1 mg"],
    ["Meperidine", "Pethidine 50 mg"],
    ["Frusemide", "Furosemid 40"],
    ["Heparin", "Enoxaparin 40 mg"],
    ["Heparin", "Lovenox"],
    ["Clexane", "Heparin sodium 5000 IU"],
    ["Procaine", "Tetracaine"],
    ["Phenytoin", "Fenitoína"],
    ["Valproate", "Valproinsäure 500"],
    ["Amlodipine rash", "Amlodipine 5 mg"],
    ["Vitamina C", "Ascorbic acid 500 mg"],
    ["Vit. K", "Konakion"],
    ["Bêta-lactamines", "Amoxicilline"],
    ["Aminosides", "Gentamicine"],
    ["Antiinflamatorios no esteroideos", "Naproxeno"],
    ["Anti-inflammatoires non stéroïdiens", "Kétoprofène"],
    ["Inhibidores de la ECA", "Enalapril"],
    ["Inhibiteurs de l'enzyme de conversion", "Périndopril"],
    ["Inhibidores de la bomba de protones", "Omeprazol"],
    ["Thiaziddiuretika", "Hydrochlorothiazid"],
    ["Benzodiacepinas", "Diazepam"],
    ["Barbiturate", "Thiopental"],
    ["Betabloqueantes", "Atenolol"],
    ["Cortison", "Prednisolon 5 mg"],
    ["Clindamycin", "Lincomycin"],
    ["Metronidazol", "Tinidazole"],
    ["Rocuronium", "Cisatracurium"],
    ["Lexapro", "Citalopram"],
    ["Cetirizine", "Levocetirizin"],
    ["Ketoprofen", "Dexketoprofeno"],
  ])("to %s warns of %s", (allergy, drug) => {
    expect(isDangerous(words(drug), words(allergy))).toBe(true);
  });

  it.each([
    ["Penicillin", "Penicillamine"],
    ["Penicillin", "Ceftriaxone"],
    ["Penicillin", "Ibuprofen"],
    ["Latex", "Lidocaine"],
    ["Sulfites", "Cotrimoxazole"],
    ["Sodium metabisulfite", "Sodium chloride 0.9 %"],
    ["Metformin Sandoz", "Ibuprofen Sandoz"],
    ["Kefir", "Cefuroxime"],
    ["Bee venom since April", "Ramipril"],
    ["Nickel", "Aripiprazole"],
    ["Folic acid", "Acetylsalicylic acid"],
    ["Pollen", "Pantoprazole"],
    ["Allergy", "Allergy relief"],
    ["Procaine", "Procainamide 250 mg"],
    ["Procainamide", "Procaine"],
    ["Magnesium sulfate", "Morphine sulfate"],
    ["Magnesium sulfate", "Sodium sulfate"],
    ["Sulfa", "Magnesium sulfate"],
    ["Sulfa drugs", "Salbutamol sulfate"],
    ["Calcium", "Atorvastatin calcium"],
    ["ACE inhibitor", "Omeprazole, a proton pump inhibitor"],
    ["Gadolinium contrast", "Iohexol"],
    ["Penicillin", "Insulin glargine pen"],
    ["Penicillin", "Prostacyclin"],
    ["Tetracycline", "Prostacyclin"],
    ["ASA", "5-ASA 500 mg"],
    ["Quinine", "Quinidine"],
    ["Omeprazole", "Aripiprazole"],
    ["NSAIDs", "Glucosamine"],
    ["NSAIDs", "Steroids"],
    ["Vitamin C", "Vitamin K"],
    ["Vitamin E", "Estradiol"],
    ["Metoprolol succ. 47,5", "Suxamethonium"],
    ["Metronidazole", "Fluconazole"],
    ["Omeprazole", "Fluconazole"],
    ["Beta blockers", "Stanozolol"],
    ["Carbamazepine", "Diazepam"],
    ["Dexamethasone", "Amethocaine"],
    ["Levodopa", "Dopamine"],
  ])("to %s does not warn of %s", (allergy, drug) => {
    expect(isDangerous(words(drug), words(allergy))).toBe(false);
  });

  it("is found by its code, and by the class of codes of ATC", () => {
    const penicillin = coded("ATC", "j01ce01", "Benzylpenicillin");
    expect(isDangerous(coded("ATC", "J01CA04", "Clamox"), penicillin)).toBe(true);
    expect(isDangerous(coded("ATC", "C08CA01", "Norvasc"), coded("ATC", "C08CA", "Blockers"))).toBe(true);
    expect(isDangerous(coded("ATC", "C08CA01", "Norvasc"), coded("ATC", "C08CA05", "Adalat"))).toBe(true);
    expect(isDangerous(coded("ATC", "C08CA01", "Norvasc"), coded("ATC", "C08DA01", "Isoptin"))).toBe(false);
    expect(isDangerous(coded(rxNorm, "7", "X"), coded(rxNorm, "7", "Y"))).toBe(true);
    expect(isDangerous(coded(rxNorm, "7", "X"), coded("ATC", "7", "Y"))).toBe(false);
    expect(isDangerous(coded(rxNorm, "308182", "amoxicillin 250 MG Oral Capsule"), words("Penicillin"))).toBe(
      true,
    );
  });
});

describe("a drug", () => {
  it.each([
    ["Amoxicillin 500 mg", "amoxicillin 1 g"],
    ["Amoxicillin/Clavulanic acid", "Amoxicillin"],
    ["Ibuprofen Mepha Filmtabl 400", "Ibuprofène"],
    ["Vitamin D3", "vitamin D 3"],
    ["Magnesium sulfate 2 g IV", "Magnesium sulphate 4 g"],
    ["MTX 15 mg", "Methotrexate"],
    ["KCl 20 mmol", "Potassium chloride"],
    ["Hydrochlorothiazide 25 mg", "HCT 12.5"],
    ["Metoprololsuccinat 47.5", "Metoprolol tartrate"],
    ["Amoxicilina 1 g", "Amoxicillin"],
    ["Vitamin B12", "Cyanocobalamin"],
    ["Kaliumchlorid retard", "KCl"],
    ["INH 300 mg", "Isoniazid"],
    ["Ramipril HCT", "Hydrochlorothiazide"],
    ["NMX 5 mg", "NMX 10 mg PO"],
  ])("%s is the same as %s", (one, other) => expect(isSameDrug(words(one), words(other))).toBe(true));

  it.each([
    ["Amoxicillin", "Ampicillin"],
    ["Vitamin D", "Vitamin B12"],
    ["Sodium chloride", "Potassium chloride"],
    ["Insulin glargine", "Insulin lispro"],
    ["Prednisone", "Prednisolone"],
    ["Insulin aspart", "Insulin lispro"],
    ["Lantus", "Humalog"],
    ["Salbutamol 100 mcg inh", "Fluticasone inh"],
    ["Isosorbide mononitrate", "Isosorbide dinitrate"],
    ["Calcium carbonate", "Magnesium carbonate"],
    ["Lisinopril", "Ramipril"],
    ["NMX 5 mg PO", "QRT 5 mg PO"],
    ["Chlorothiazide", "Hydrochlorothiazide"],
    ["Vitamin C", "Vitamin K1"],
    ["Escitalopram", "Citalopram"],
    ["Metoprolol succ. 47,5", "Suxamethonium"],
  ])("%s is another one than %s", (one, other) => expect(isSameDrug(words(one), words(other))).toBe(false));
});
