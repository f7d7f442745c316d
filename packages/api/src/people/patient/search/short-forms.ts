// Short forms of first names, which no sound and no beginning tells. Pure.

/**
 * A name in the loose spelling, with its short forms, and with those of another language that one person may use. Two short forms of a name may be two people:
 * Lisa and Betty. Forms that begin the name, as Alex, need no entry.
 */
const names = `
abigail: gail abby abbie
agnieszka: aga
aleksandr alexander: oleksandr sasha sascha sacha sander alec xander sandro aljoscha olek lex
aleksandra alexandra: oleksandra sasha sascha sandra sandy lexi ola lexa
aleksei alexei: oleksii alyosha aljoscha lyosha
alfred: freddie freddy fredi
anastasia: nastya stasya tasia
andrew andreas: drew andy andi res
anthony antonio anton: tony toni tonio
antonia: toni
augustin augustine: gus
barbara: babs barbie bobbie basia babsi
bartholomew bartholomaus: bart mewes
benedict benedikt: dik bene
bernadette: detta
bernhard bernard: bernie berni hardy
carolina caroline: lina carrie
catherine katherine kathryn katharina catharina katarzyna ekaterina yekaterina: kate kathy cathy katie kitty kat katja katya kathi kasia kaja rina trina trine
charles: charlie chuck chas chip
charlotte: lotte lottie charlie
christian: chris krischan
christina christine kristina: chris tina christl
christopher christoph kristof kristoffer: krzysztof chris kit topher stoffel stoffer kris
concepcion: concha conchita
daniel: danny dani
david: dave davy dudi
deborah: debbie debby deb
dmitri dmitry: dmytro dima mitya
dmytro: dima
dolores: lola loli
dominic dominik: nick nik
dorothy dorothea: dot dottie dolly dora thea
edward eduard edouard eduardo: ed eddie ned ted teddy edi lalo
eleanor eleonora: nell nellie ellie nora lenore
isabel isabella: bella isa belle chabela
elisabeth elizabeth elisabetta elzbieta: liz lizzie beth betty betsy bess lisa lise lisi lisbeth elsbeth elsa else sisi sissi ella liesl betti babette bettina lilibet ela
emanuel immanuel manuel: manny mani manolo
emilia emily: emmy milly millie mila
enrique: quique kike
ernest ernst ernesto: ernie neto tito
eugene evgeni yevgeni evgeny yevgeny: gene zhenya
ferdinand: ferdi nando
florence: flo flossie
frances francesca franziska francisca: fran fanny franny frankie cesca franzi ziska paca paquita kika
francis franz francesco frantisek: frank franky cecco checco franzl
francisco: paco pancho curro kiko frasco paquito cisco
frederick friedrich frederic: fred freddy freddie fritz rick fredy
gabriel gabriele gabriela gabriella: gabe gaby gabi gabby
georg george giorgos georgios: jorg jurg schorsch georgie yiorgos
gertrud gertrude: trudi trudy gerti trude
giovanni: gianni nino vanni
giuseppe: beppe peppe pino peppino bepi
gregory grigory: greg grisha
guadalupe: lupe lupita
guillermo: memo guille
heinrich: heinz heiner heini hein
helena helen helene: nell lena nelly leni lene elli
henry: harry hank hal
ibrahim: ibo
ignacio ignatius ignaz: nacho nazi
ioannis: yannis giannis
irina: ira
ivan: vanya
jacob jakob jacques: jake jack jakub kobi koebi jaap kuba
jacqueline: jackie jacky
james: jim jimmy jamie jem
johannes johann: hans hannes hansi jens
janet janice: jan
jeffrey geoffrey: jeff geoff
jesus: chus chuy suso
joachim: achim jochen kim
john: jack johnny
jonathan: jon jonny nathan
jorge: coque
jose: pepe pepito chepe
josef joseph yusuf: joe joey jo sepp seppi beppo jupp pepi
josefa josephine: jo josie pepa fina sefa
juan: juanito juancho
katalin: kati kata
kenneth: ken kenny
konstantin constantine: kostya kostas costa dinos
konstantinos: kostas costas dinos
laszlo: laci
laurence lawrence lorenz: larry laurie renzo lenz
leonard leonhard leonardo: lenny len leo nardo
leonid: lyonya
leopold: poldi leo
lillian: lily lilly
louis ludwig: lou louie wiggerl lutz
lyudmila ludmila: lyuda mila luda
magdalena: lena leni magda madlen malena
malgorzata: gosia
manuela: manu ela
margaret margarete margarethe margarita: maggie meg peggy madge marge daisy rita greta gretel grete gretchen rita marga grit
maria: mitzi mizzi mascha masha marusya
martha: marty
martin: marty
mary: molly polly mamie
matthew matthias: matt matty hias thias
maximilian: max
michael mikhail mihail miguel: mike mick mickey mischa misha michi micha migui
mohammed muhammad mohamed mohamad: mo moh hamada hamoudi
mercedes: merche
montserrat: montse
nadezhda: nadya
natalia natalie natalya: nat tasha natasha talia
nathaniel nathan: nate nat
nicholas nicolas nikolaus nikolaos: nick nico klaus claus nikos niklas klas
nikolai: kolya
olga: olya
oliver: ollie olli
pamela: pam
patricia: pat patty trish tricia patsy
patrick: pat paddy rick
paul pavel: pasha
peter pjotr pyotr: pete petya piet
penelope: penny
philip philipp: phil pip fips
rachel: shelly
raymond raimund: ray mundi
rebecca: becky becca
regina: gina
ricardo: richi cayo
richard: dick rick ricky rich ritchie richie
robert roberto: bob bobby rob robbie robby bert bertie beto
roberta: bobbie
rodrigo: rodri ro
roger: rog hodge
ronald: ron ronnie
rosario: charo
rudolf: rudi rolf dolf
samuel: sam sammy
sarah: sally sadie
sebastian: basti seb bastian wastl
sergei sergey: serhii serge seryozha
sigmund siegmund: siggi
siegfried: siggi sigi fredi
stephan stefan stephen steven: steve stevie
stephanie stefanie: steffi stevie
susan susanna susanne: sue susie suzy sanna suse susi
svetlana: sveta lana
sean: shaun shawn
tatiana: tanya tania
terence terrence: terry
teresa theresa therese: terry tess resi resl tessa tere
theodor theodore fyodor: ted teddy theo fedya
thomas tomas: tom tommy tomek
timothy: tim timmy
ulrich: uli ueli ulli
ulrike: uli ulli rike
valentina: tina valya
veronika veronica: vroni ronnie nika vero
victoria viktoria: vicky vicki tori
victor viktor: vic vitya
vladimir: volodymyr vova volodya vlad
walter: wally walti
wilhelm: willi willy will helmi
wilhelmina: minna mina willa
william: bill billy will willy liam
wolfgang: wolf wolfi
yury yuri: yura
zachary: zack zach
`;

const known = new Map<string, string[]>();

function learn(word: string, forms: readonly string[]): void {
  known.set(word, [...(known.get(word) ?? []), ...forms]);
}

for (const line of names.trim().split("\n")) {
  const [full = "", short = ""] = line.split(": ");
  const [heads, forms] = [full.split(" "), short.split(" ")];
  for (const head of heads) learn(head, forms);
  for (const form of forms) learn(form, heads);
}

/** The names that a word of the loose spelling may be short for, or its short forms. */
export const formsOf = (word: string): readonly string[] => known.get(word) ?? [];

/** Whether one word is a short form of the other. */
export const isShortForm = (word: string, other: string): boolean => formsOf(word).includes(other);
