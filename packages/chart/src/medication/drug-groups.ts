// Data for clinicians to read and correct. Pure: browsers use it.

/** Drugs with cross-reactivity: a person who reacts to one may react to the others. */
type DrugGroup = {
  /** Prefixes of their ATC codes. */
  atc: readonly string[];
  /**
   * Names of the group and of its drugs, as in `drugNames`. A star stands for any letters before or after a unique
   * stem: `*cillin`, but not `procain*`, because procainamide is another drug.
   */
  words: string;
};

const penicillins =
  "*cillin mecillinam pivmecillinam piperacillin clavulanic sulbactam tazobactam betalactam betalactamine lactam";

const localAnesthetics =
  "caine localanesthetic localanaesthetic localanesthesia lokalanasthetika lokalanasthetikum anestesicolocal anestesicoslocales anesthesiqueslocaux";

/** By name. */
export const drugGroups: Readonly<Record<string, DrugGroup>> = {
  penicillins: { atc: ["J01C"], words: penicillins },
  cephalosporins: {
    atc: ["J01DB", "J01DC", "J01DD", "J01DE", "J01DI01", "J01DI02", "J01DI04", "J01DI54"],
    words:
      "cephalosporin cefa* cefb* cefc* cefd* cefe* cefixim cefiderocol cefl* cefm* cefo* cefp* cefr* cefs* ceft* cefu* loracarbef latamoxef flomoxef betalactam betalactamine lactam",
  },
  "penicillins, and cephalosporins with a side chain of theirs": {
    atc: ["J01C", "J01DB01", "J01DB05", "J01DC04", "J01DC10"],
    words: `${penicillins} cefalexin cefaclor cefadroxil cefprozil`,
  },
  carbapenems: { atc: ["J01DH", "J01DI03"], words: "*penem betalactam betalactamine lactam" },
  "antibiotic sulfonamides": {
    atc: ["J01EB", "J01EC", "J01ED", "J01EE", "J04BA02", "A07EC01"],
    words: "sulfa* sulfonamid sulfonamidantibiotika sulfonamidantibiotikum dapsone",
  },
  macrolides: {
    atc: ["J01FA"],
    words:
      "macrolid ketolid *thromycin troleandomycin telithromycin fidaxomicin spiramycin josamycin midecamycin miocamycin oleandomycin rokitamycin",
  },
  quinolones: {
    atc: ["J01M"],
    words:
      "*oxacin quinolone fluoroquinolone chinolone fluorchinolone gyrasehemmer nalidixic pipemidic flumequine",
  },
  tetracyclines: {
    atc: ["J01A"],
    words:
      "*tetracycline *oxycycline *clocycline minocycline lymecycline tigecycline eravacycline omadacycline sarecycline metacycline glycylcycline penimepicycline",
  },
  aminoglycosides: {
    atc: ["J01G"],
    words:
      "aminoglycoside aminoside aminoglucosido gentamicin tobramycin amikacin netilmicin streptomycin neomycin framycetin kanamycin paromomycin plazomicin sisomicin arbekacin bekanamycin dibekacin isepamicin ribostamycin streptoduocin",
  },
  "nonsteroidal anti-inflammatory drugs": {
    atc: [
      "M01AA",
      "M01AB",
      "M01AC",
      "M01AE",
      "M01AG",
      "M01AH",
      "M01AX01",
      "M01AX02",
      "M01AX04",
      "M01AX17",
      "M01AX22",
      "M02AA",
      "N02BA",
      "B01AC06",
    ],
    words:
      "nsaid nsaide nsar aine ains fans nonsteroidalantiinflammatory antiinflamatorionoesteroideo antiinflamatoriosnoesteroideos antiinflammatoirenonsteroidien antiinflammatoiresnonsteroidiens cox2 antirheumatika acetylsalicylic salicyl* salicylic salsalate carbasalate diflunisal *profen *coxib *oxicam *fenac *bufen *fenamic tiaprofenic naproxen naproxcinod oxaprozin indometacin oxametacin acemetacin proglumetacin etodolac sulindac tolmetin ketorolac lonazolac nabumetone nimesulide phenylbutazone oxyphenbutazone mofebutazone suxibuzone azapropazone niflumic morniflumate benzydamine etofenamate felbinac bufexamac",
  },
  pyrazolones: {
    atc: ["N02BB"],
    words: "pyrazolone pyrazolon metamizole phenazone propyphenazone aminophenazone nifenazone",
  },
  opioids: {
    atc: ["N02A", "R05DA04"],
    words:
      "opioid opiate opiaceo opiace opium morphine nicomorphine papaveretum codeine dihydrocodeine oxycodone hydrocodone hydromorphone oxymorphone diamorphine heroin tramadol tapentadol *fentanil fentanyl *fentanyl pethidine ketobemidone piritramide dextromoramide dextropropoxyphene methadone levomethadone buprenorphine butorphanol nalbuphine pentazocine tilidine meptazinol dezocine oliceridine phenazocine bezitramide",
  },
  "angiotensin-converting enzyme inhibitors": {
    atc: ["C09A", "C09B"],
    words:
      "*pril ace aceinhibitor acehemmer acehammer acei ieca iec angiotensinconvertingenzymeinhibitor inhibidordelaeca inhibidoresdelaeca inhibiteurdelenzymedeconversion inhibiteursdelenzymedeconversion",
  },
  "angiotensin receptor blockers": {
    atc: ["C09C", "C09D"],
    words: "*sartan arb sartane angiotensinreceptorblocker angiotensiniireceptorblocker ara2 araii",
  },
  statins: {
    atc: ["C10AA", "C10BA", "C10BX"],
    words: "statin estatina *vastatin hmgcoareductaseinhibitor csehemmer",
  },
  "local anesthetics of the amide type": {
    atc: ["N01BB"],
    words: `${localAnesthetics} lidocaine *pivacaine articaine carticaine prilocaine etidocaine cinchocaine butanilicaine`,
  },
  "local anesthetics of the ester type": {
    atc: ["N01BA"],
    words: `${localAnesthetics} procaine chloroprocaine benzocaine tetracaine metabutethamine proxymetacaine oxybuprocaine cocaine`,
  },
  "iodinated contrast media": {
    atc: ["V08A"],
    words:
      "contrast kontrastmittel kontrast radiocontrast radiokontrastmittel rontgenkontrastmittel iodinated iohexol iopamidol iodixanol iomeprol iopromide ioversol iobitridol iopentol ioxilan ioxaglic ioxitalamic iotalamic iotrolan iotroxic iodamide iopanoic diatrizoic metrizoic metrizamide iopodate ipodate acetrizoic ioglicic iodoxamic iobenzamic iocetamic tyropanoic iopydol propyliodone adipiodone lipiodol",
  },
  "gadolinium contrast media": {
    atc: ["V08CA"],
    words: "contrast kontrastmittel kontrast gado*",
  },
  heparins: { atc: ["B01AB"], words: "*parin heparin lmwh nmh hbpm hnf danaparoid" },
  thiazides: { atc: ["C03A"], words: "*thiazide thiazide thiaziddiuretika thiaziddiuretikum" },
  "aromatic anticonvulsants": {
    atc: ["N03AA", "N03AB", "N03AF", "N03AX09"],
    words:
      "*phenytoin ethotoin *carbazepine carbamazepine lamotrigine phenobarbital methylphenobarbital primidone barbexaclone metharbital rufinamide",
  },
  barbiturates: { atc: ["N05CA", "N03AA", "N01AF"], words: "barbiturate *barbital thiopental methohexital" },
  benzodiazepines: {
    atc: ["N05BA", "N05CD", "N03AE"],
    words: "benzodiazepine *azepam *azolam chlordiazepoxide clobazam clorazepate",
  },
  "beta blockers": {
    atc: ["C07"],
    words:
      "betablocker betabloqueante betabloqueador betabloquant betabloccante *alol *dolol *molol *nolol *prolol *volol *xolol carvedilol",
  },
  corticosteroids: {
    atc: ["H02AB"],
    words:
      "corticosteroid corticoid corticoide glucocorticoid glucocorticoide steroid steroide cortisone hydrocortisone *prednisone *prednisolone *methasone triamcinolone deflazacort",
  },
  sulfonylureas: {
    atc: ["A10BB"],
    words:
      "sulfonylurea sulfonylharnstoff sulfamidehypoglycemiant glibenclamide glimepiride gliclazide glipizide gliquidone tolbutamide",
  },
  lincosamides: { atc: ["J01FF"], words: "lincosamide clindamycin lincomycin" },
  nitroimidazoles: { atc: ["P01AB", "J01XD"], words: "nitroimidazole *nidazole" },
  "azole antifungals": { atc: ["J02AB", "J02AC"], words: "azole *conazole" },
  "muscle relaxants of anesthesia": {
    atc: ["M03AB", "M03AC"],
    words: "*curonium *curium suxamethonium",
  },
  "proton pump inhibitors": {
    atc: ["A02BC"],
    words:
      "*eprazole *oprazole ilaprazole ppi ipp protonpumpinhibitor protonenpumpenhemmer protonenpumpeninhibitor inhibidordelabombadeprotones inhibidoresdelabombadeprotones inhibiteurdelapompeaprotons inhibiteursdelapompeaprotons",
  },
};

/**
 * Words that name a salt beside a substance, and otherwise the substance itself: `Metoprolol succinate`, but
 * `Magnesium sulfate`.
 */
export const saltWords =
  "sodium potassium calcium magnesium aluminium aluminum lysine meglumine trometamol tromethamine " +
  "hydrochloride hydrochlorid clorhidrato chlorhydrate cloridrato hcl dihydrochloride hydrobromide bromhidrato bromhydrate sulfate hydrogensulfate bisulfate phosphate diphosphate hydrogenphosphate acetate citrate tartrate bitartrate hydrogentartrate maleate fumarate succinate besilate besylate mesilate mesylate tosilate carbonate bicarbonate hydrogencarbonate chloride bromide iodide fluoride nitrate gluconate lactate oxide peroxide hydroxide silicate benzoate palmitate stearate propionate valerate butyrate furoate pivalate orotate pamoate embonate xinafoate hemihydrate monohydrate dihydrate trihydrate anhydrous wasserfrei hydrate cloruro chlorure sulfato";

/**
 * Words in names of drugs and allergies that are not substances: forms, amounts, manufacturers, and words for
 * allergy.
 */
export const otherWords =
  "tablet* tabl tab tabs filmtabl* brausetabl* capsul* kapsel* cap caps dragee* oral* solution losung solucion suspension* suspensi* injection injektion* injectable inj inh infusion* sirup* syrup* jarabe drops tropfen gotas gouttes salbe ointment cream creme crema gel spray* inhal* patch* pflaster plaster retard* depot forte mite plus combi kombi duo extended release delayed prolonged chewable coated disintegrating prefilled fertigspr* pack pulver powder amp ampul* supp suppos* vial* unit* human hour* year* adult* kind kinder junior " +
  "mg kg mcg ug ml dl mmol meq iu ie ui po iv im sc top bd bid tds tid qds qid od om on prn stat sup xr xl er cr mr sr la hr hrs max min daily day twice once every taglich morning night " +
  "mepha sandoz hexal ratiopharm stada teva zentiva helvepharm spirig mylan viatris pfizer bayer aristo heumann actavis aurobindo axcount 1apharma zydus cinfa normon kern " +
  "succ acid acido acide saure allerg* alerg* hypersens* uberempfind* unvertragl* intoleran* sensitiv* sensibil* reaction* reaktion* reaccion* anaphyla* anafila* adverse severe schwer* known bekannt* finding disorder substance* substanz* product produkt* products drug drugs medicament* medikament* medication* medicine* arzneimittel* preparation* praparat* containing derivative* derivat derivate group gruppe class klasse antibiotic* antibiotik* vitamin* agent* inhibitor* hemmer media medium history with mit from gegen against since seit april and the und for fur los las der die das";
