// Data, which a clinician can read and correct. Pure: browsers use it.

/** Drugs of which somebody who reacts to one may react to the others. */
type DrugGroup = {
  /** How their codes of ATC begin. */
  atc: readonly string[];
  /** Words for them and for the group, in several languages, without accents. `*`: any letters, at either end. */
  words: string;
};

const penicillins =
  "*cillin* *cilin* *zillin* *zilin* *cylina *циллин* amoxi* amoksy* augmentin* clamoxyl amoclav* clavul* unasyn* unacid tazobac* pipril tazocin trimox lactam* betalactam*";

/** By name. */
export const drugGroups: Readonly<Record<string, DrugGroup>> = {
  penicillins: { atc: ["J01C"], words: penicillins },
  cephalosporins: {
    atc: ["J01DB", "J01DC", "J01DD", "J01DE", "J01DI"],
    words: "cef* ceph* zephalo* keflex kefzol zinacef zinat rocephin* цеф* lactam* betalactam*",
  },
  "penicillins, and cephalosporins with a side chain of theirs": {
    atc: ["J01C", "J01DB01", "J01DB05", "J01DC04", "J01DC10"],
    words: `${penicillins} cefalexin* cephalexin* cefaclor* cefadroxil* cefprozil* keflex`,
  },
  carbapenems: { atc: ["J01DH"], words: "*penem *penems carbapenem* lactam* betalactam*" },
  "antibiotic sulfonamides": {
    atc: ["J01E", "J04BA02", "A07EC01"],
    words:
      "sulfonamid* sulphonamid* sulfa sulpha sulfas sulfameth* sulphameth* sulfamet* sulfadiaz* sulfasala* sulphasala* cotrim* trimoxazol* bactrim* septra septrin nopil salazopyrin* сульфанил* сульфамет*",
  },
  macrolides: {
    atc: ["J01FA"],
    words:
      "macrolid* makrolid* erythromyc* eritromic* azithromyc* azitromic* clarithromyc* claritromic* roxithromyc* klacid zithromax",
  },
  quinolones: {
    atc: ["J01M"],
    words: "*floxac* quinolon* chinolon* fluoroquinolon* fluorochinolon* cipro ciproxin* tavanic",
  },
  tetracyclines: { atc: ["J01A"], words: "*cyclin *cycline *cyclines *zyklin *zykline *ciclina *ciclinas" },
  aminoglycosides: {
    atc: ["J01G"],
    words: "aminoglyc* aminoglyk* aminogluc* gentami* tobram* amika* streptomy* neomy*",
  },
  "nonsteroidal anti-inflammatory drugs": {
    atc: ["M01A", "M02AA", "N02BA", "B01AC06"],
    words:
      "nsaid nsaids nsar aine aines fans ass asa aspirin* acetylsalicyl* acetilsalicil* salicyl* ibuprofen* ketoprofen* dexketoprofen* flurbiprofen* diclofenac* naproxen* indomet* ketorolac* mefenam* meloxicam* piroxicam* *coxib advil aleve motrin brufen dolormin ponstan irfen algifor voltaren* ибупрофен* диклофенак* аспирин*",
  },
  pyrazolones: {
    atc: ["N02BB"],
    words:
      "pyrazolon* pirazolon* metamizol* dipyron* dipiron* novalgin* novaminsulfon* minalgin nolotil phenazon* propyphenazon*",
  },
  opioids: {
    atc: ["N02A", "R05DA04"],
    words:
      "opioid* opiat* opiaceo* morphin* morfin* codein* kodein* dihydrocodein* oxycod* oxicod* hydrocod* hydromorph* tramad* tapentadol* fentan*",
  },
  "angiotensin-converting enzyme inhibitors": { atc: ["C09A", "C09B"], words: "*pril acehemmer* ieca" },
  statins: { atc: ["C10AA", "C10B"], words: "statin* estatina* *vastatin*" },
  "local anesthetics of the amide type": {
    atc: ["N01BB"],
    words: "lidocain* xylocain* *pivacain* artica* prilocain*",
  },
  "local anesthetics of the ester type": {
    atc: ["N01BA"],
    words: "procain* chloroprocain* benzocain* tetracain*",
  },
  "iodinated contrast media": {
    atc: ["V08A"],
    words:
      "iodinated jodhaltig* yodad* iohexol* iopamid* iodixan* iomepr* ioprom* omnipaque ultravist visipaque",
  },
  heparins: { atc: ["B01AB"], words: "*heparin* *parin *parina clexane fragmin fraxiparin*" },
  thiazides: { atc: ["C03A"], words: "*thiazid* *tiazid*" },
  "aromatic anticonvulsants": {
    atc: ["N03AA", "N03AB", "N03AF", "N03AX09"],
    words:
      "phenytoin* fenitoin* carbamazepin* oxcarbazepin* lamotrigin* phenobarb* fenobarb* tegretol timonil trileptal",
  },
  "proton pump inhibitors": {
    atc: ["A02BC"],
    words: "omeprazol* esomeprazol* pantoprazol* lansoprazol* dexlansoprazol* rabeprazol*",
  },
};

/** Words in the names of drugs and allergies that are no substance: forms, salts, makers, and what an allergy is called. */
export const otherWords =
  "tablet* tabl filmtabl* brausetabl* capsul* kapsel* dragee* oral* solution losung solucion suspension* suspensi* injection injektion* infusion* sirup* syrup* jarabe drops tropfen gotas gouttes salbe ointment cream creme crema spray* inhal* patch* pflaster retard* depot forte mite plus combi kombi duo extended release delayed prolonged chewable coated disintegrating prefilled fertigspr* pack pulver powder amp* supp* vial unit* human hour year adult* kind* junior " +
  "sodium natrium sodic* potassium kalium calcium kalzium magnesium hydrochlor* clorhidrato chlorhydrate hydrobromid* sulfat* sulphat* phosphat* acetat* citrat* tartrat* bitartrat* maleat* fumarat* succinat* besilat* besylat* mesilat* carbonat* chlorid* trihydrat* monohydrat* acid acido acide saure " +
  "mepha sandoz hexal ratiopharm stada teva zentiva helvepharm spirig mylan viatris pfizer bayer aristo heumann actavis aurobindo axcount 1apharma zydus cinfa normon kern " +
  "allerg* alerg* hypersens* uberempfind* unvertragl* intoleran* sensitiv* sensibil* reaction* reaktion* reaccion* anaphyla* anafila* adverse severe schwer* known bekannt* finding disorder substance* substanz* product* produkt* drug drugs medicament* medikament* medication* medicine* arzneimittel* preparation* praparat* containing derivative* derivat* group gruppe class klasse antibiotic* antibiotik* vitamin* contrast media kontrastmittel* history with mit from gegen since seit april";
