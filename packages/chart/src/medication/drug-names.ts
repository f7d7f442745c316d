// Data for clinicians to read and correct. Pure: browsers use it.

/**
 * Names of one drug per line: other generic names, abbreviations and a few brands. The substances follow a colon,
 * separated by `+`. Spellings and endings of other languages need no line, nor do spaces and hyphens.
 */
export const drugNames = `
paracetamol: acetaminophen apap tylenol panadol perfalgan dafalgan doliprane efferalgan benuron calpol gelocatil tachipirina
acetylsalicylic acid: asa ass aas adiro kardegic aspirin aspegic ecotrin cardioaspirin
mesalazine: 5asa mesalamine pentasa salofalk
metamizole: dipyrone novalgin novaminsulfone minalgin nolotil analgin
ibuprofen: advil motrin nurofen brufen dolormin irfen algifor
naproxen: aleve naprosyn proxen
diclofenac: voltaren voltarol cataflam
ketorolac: toradol
celecoxib: celebrex
etoricoxib: arcoxia
meloxicam: mobic
piroxicam: feldene
indometacin: indomethacin indocin
mefenamic acid: ponstan
salbutamol: albuterol ventolin
epinephrine: adrenaline epipen suprarenin
norepinephrine: noradrenaline levophed arterenol
isoprenaline: isoproterenol
orciprenaline: metaproterenol
codeine + paracetamol: tylenol3 gelonida
oxycodone: oxycontin oxygesic
hydromorphone: dilaudid palladon
tramadol: tramal ultram
oxycodone + paracetamol: percocet endocet roxicet
hydrocodone + paracetamol: vicodin norco lortab
pethidine: meperidine demerol dolantin dolosal
morphine: mso4 morphium mscontin
fentanyl: fentanil duragesic sublimaze
dextropropoxyphene: propoxyphene
furosemide: frusemide lasix
hydrochlorothiazide: hctz hct esidrix
bendroflumethiazide: bendrofluazide
chlortalidone: chlorthalidone
methotrexate: mtx amethopterin
mercaptopurine: 6mp
fluorouracil: 5fu
cytarabine: arac
azathioprine: imurek imuran
ciclosporin: cyclosporine cyclosporin sandimmun neoral
chlormethine: mechlorethamine
dactinomycin: actinomycin
penicillin: pcn pnc
benzylpenicillin: penicilling peng
phenoxymethylpenicillin: penicillinv penicillinvk penv penvk
amoxicillin: amox amoxi clamoxyl trimox
amoxicillin + clavulanic acid: augmentin amoxiclav coamoxiclav amoclav amoxclav aziclav
ampicillin + sulbactam: unasyn unacid
piperacillin + tazobactam: piptaz piptazo piptazobactam tazobac tazocin zosyn
piperacillin: pipril
meticillin: methicillin
cefalexin: keflex
cefazolin: kefzol ancef
cefuroxime: zinnat zinacef ceftin
cefdinir: omnicef
ceftriaxone: rocephin
sulfamethoxazole + trimethoprim: cotrimoxazole cotrim trimoxazole bactrim septra septrin nopil tmpsmx tmpsmz smxtmp tmpsulfa sxt eusaprim
trimethoprim: tmp
sulfonamide: sulfa sulfas
sulfamethoxazole: smx
sulfasalazine: salazopyrin azulfidine
azithromycin: zithromax zpak
clarithromycin: klacid biaxin
ciprofloxacin: cipro ciproxin
levofloxacin: tavanic levaquin
moxifloxacin: avelox avalox
gentamicin: gent
vancomycin: vanco vanc vancocin
clindamycin: cleocin sobelin dalacin
rifampicin: rifampin rmp
isoniazid: inh
pyrazinamide: pza
ethambutol: emb
nitrofurantoin: macrobid macrodantin furadantin
metronidazole: flagyl clont
fluconazole: diflucan
terbinafine: lamisil
aciclovir: acyclovir zovirax
zidovudine: azt zdv azidothymidine
tenofovir disoproxil: tdf
amphotericin: amphob
pentamidine: pentam
hydroxychloroquine: hcq plaquenil
heparin: ufh liquemin
enoxaparin: lovenox clexane
dalteparin: fragmin
nadroparin: fraxiparine fraxiparin
phenprocoumon: marcoumar marcumar falithrom
warfarin: coumadin
apixaban: eliquis
rivaroxaban: xarelto
dabigatran: pradaxa
clopidogrel: plavix iscover
acenocoumarol: sintrom nicoumalone
alteplase: tpa rtpa actilyse
tranexamic acid: txa cyklokapron
ramipril: triatec altace delix tritace
lisinopril: zestril prinivil
lisinopril + hydrochlorothiazide: zestoretic
enalapril: renitec vasotec reniten
losartan: cozaar lorzaar
valsartan: diovan
valsartan + sacubitril: entresto
losartan + hydrochlorothiazide: hyzaar
amlodipine: norvasc
atorvastatin: lipitor sortis
simvastatin: zocor sinvastatin
simvastatin + ezetimibe: vytorin inegy
rosuvastatin: crestor
glibenclamide: glyburide
metformin: glucophage
insulin glargine: lantus toujeo basaglar abasaglar
insulin lispro: humalog
insulin aspart: novorapid novolog fiasp
insulin detemir: levemir
insulin degludec: tresiba
levothyroxine: thyroxine euthyrox synthroid eltroxin lt4
liothyronine: lt3
propylthiouracil: ptu
thiamazole: methimazole
glyceryl trinitrate: nitroglycerin nitroglycerol gtn ntg trinitroglycerin nitro nitrolingual
isosorbide dinitrate: isdn
isosorbide mononitrate: ismn
verapamil: isoptin
nifedipine: adalat
procainamide: pronestyl
lidocaine: lignocaine xylocaine
procaine: novocaine
tetracaine: amethocaine
cinchocaine: dibucaine
proxymetacaine: proparacaine
oxybuprocaine: benoxinate
suxamethonium: succinylcholine sux
thiopental: thiopentone
phenobarbital: phenobarbitone luminal
amobarbital: amylobarbitone
phenytoin: diphenylhydantoin dilantin phenhydan pht
carbamazepine: cbz tegretol timonil
oxcarbazepine: trileptal
lamotrigine: lamictal ltg
diazepam: valium
lorazepam: ativan tavor temesta
alprazolam: xanax tafil
sertraline: zoloft
fluoxetine: prozac
escitalopram: lexapro cipralex
citalopram: celexa cipramil
valproic acid: vpa divalproex depakine depakote orfiril
levetiracetam: keppra
chlorphenamine: chlorpheniramine
alimemazine: trimeprazine
diphenhydramine: benadryl
cetirizine: zyrtec
promethazine: phenergan atosil
dexamfetamine: dextroamphetamine
chlorpromazine: cpz largactil thorazine
dosulepin: dothiepin
benzatropine: benztropine
trihexyphenidyl: benzhexol
dicycloverine: dicyclomine
hyoscine: scopolamine buscopan
metoclopramide: mcp paspertin primperan reglan
ondansetron: zofran
omeprazole: prilosec losec antramups
esomeprazole: nexium
pantoprazole: pantozol protonix
bisacodyl: dulcolax
thiamine: vitaminb1
riboflavin: vitaminb2
pyridoxine: vitaminb6
cobalamin: vitaminb12 cyanocobalamin hydroxocobalamin
ascorbic acid: vitaminc
colecalciferol: vitamind vitamind3 cholecalciferol dekristol
ergocalciferol: vitamind2
phytomenadione: vitamink vitamink1 phytonadione konakion
folic acid: vitaminb9 folate folsaure
iodine: jod yodo iodo iode iodium
povidone iodine: betadine betaisodona iodopovidone povidonjod
iron: ferrous ferric eisen fer hierro ferro ferrum
sodium: natrium sodico sodique
potassium: kalium potasico potassique potasio
magnesium: magnesico
calcium: calcico
potassium chloride: kcl
sodium chloride: nacl
magnesium sulfate: mgso4
calcium chloride: cacl cacl2
sodium bicarbonate: nahco3 sodiumhydrogencarbonate natriumhydrogencarbonat
silver: argent silber plata
zinc: zink cinc
acetylcysteine: nac
allopurinol: zyloric
montelukast: singulair
adalimumab: humira
etanercept: enbrel
ethinylestradiol: ethinyloestradiol
medroxyprogesterone: dmpa depoprovera
methylprednisolone: solumedrol medrol
triamcinolone: kenalog kenacort
adrenocorticotropin: acth
desmopressin: ddavp
epoetin: epo
filgrastim: gcsf
immunoglobulin: ivig
contrast: contrastdye ivdye xraydye
iodinated: iodinecontrast iodinatedcontrast iodinedye jodkontrastmittel jodhaltigkontrastmittel jodhaltigeskontrastmittel jodhaltigekontrastmittel contrasteyodado contrasteiodado contrasteiode jodhaltig jodhaltige
gadolinium: gadoliniumcontrast gadoliniumkontrastmittel mricontrast mrtkontrastmittel mrkontrastmittel
iohexol: omnipaque
iopamidol: isovue iopamiro
iopromide: ultravist
iodixanol: visipaque
iomeprol: iomeron imeron
diatrizoic acid: amidotrizoic gastrografin
gadobutrol: gadovist
gadoteric acid: dotarem
`;
