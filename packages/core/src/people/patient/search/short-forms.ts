// Short forms of first names that neither sound like them nor begin them. Pure.

import { looselySpelled, spellingsOf } from "./one-name.ts";

/**
 * Names with their short forms, and with forms in another language that one person may use. Two short forms of a name
 * may be two people: Lisa and Betty. The other spellings of a name have its short forms. Prefixes of the name, such
 * as Alex, need no entry.
 */
const names = `
aaron: ron ronnie
abigail: gail abby abbie
abraham: abe bram avi ibo
adelheid adelaide: heidi addy ada
agnieszka: aga
albert alberto: al bert bertie bertl berti beto
alberta: bertie allie
alexander: sasha sascha sacha sander alec xander sandro aljoscha olek lex
alexandra: sasha sascha sandra sandy lexi ola lexa
aleksei: alyosha aljoscha lyosha
alfonso alphonse alfons: fonso poncho fons
alfred: freddie freddy fredi
alice alicia alison: allie ally
alois aloysius: lois loisl wisi
amalia amelia: amy millie mali
amanda: mandy manda
ambrosius ambrose: brosi
anastasia: nastya stasya tasia
andrew andreas: drew andy andi res
angela angelica angelina angelika: angie geli gela lina
angeles: geli
anna: nan nanny annie nanni anni anneli anny ania anja anya nyura
anne ann: nan annie
annemarie: annemie mieke
anthony antonio anton: tony toni tonio
antoine: titi
antonia: toni
antonia antoinette: toni tony nettie
archibald: archie baldie
arnold: arnie noldi
arthur arturo: art artie turi
asuncion: asun
august augustus: gus gustl
augusta: gussie guste gusti
augustin augustine: gus
balthasar: balz
barbara: babs barbie bobbie basia babsi
bartholomew bartholomaus: bart mewes
beatrice beatrix beatriz: bea trixie trix bee
belinda melinda linda: lindy
benedict benedikt: dik bene
benjamin: ben benny benji benno
bernadette: detta
bernhard bernard: bernie berni hardy
berthold: bert
bertram bertrand: bert bertie
bridget brigid brid: biddy bridie bree
brigitte brigitta: gitte gitti gitta biggi britta
caitlin kathleen: kate kathy katie cathy kay kitty
carmen: menchu
carolina caroline: carol lina carrie
catherine: kate kathy cathy katie kitty kat katja katya kathi kasia kaja rina trina trine
cecilia cecily caecilia: cissy cis celia cilla zilla
charles: charlie chuck chas chip
charlotte: lotte lottie charlie
christian: chris krischan
christina christine kristina: chris tina christl
christopher: chris kit topher stoffel stoffer kris
claudia: claudi
clifford clifton: cliff
concepcion: concha conchita
conrad konrad: con conny kurt koni radl
constance: connie
consuelo: chelo
cordula: cordi
cornelia: conny connie nelly nele neeltje
cornelius cornelis: kees neil con niels
daniel: danny dani danu
david: dave davy dudi
deborah: debbie debby deb
dennis: denny den
dieter dietrich: didi
dmitri: dima mitya
dolores: lola loli
domenico: mimmo nico
domingo: mingo
dominic dominik: nick nik
donald: don donnie donny
dorothy dorothea: dot dottie dolly dora thea
edgar edmund edmond edwin: ed eddie eddy ned ted edi
edith: edie
eduarda: duda
edward eduard edouard eduardo: ed eddie ned ted teddy edi lalo
ekkehard eckhard: ekki
eleanor eleonora: nell nellie ellie nora lenore
elijah eliyahu elias: eli lige
elisabeth elizabeth elisabetta elzbieta: liz lizzie beth betty betsy bess lisa lise lisi lisbeth elsbeth elsa else sisi sissi ella liesl betti babette bettina lilibet ela
elvira: elvi
emanuel immanuel manuel: manny mani manolo
emerich emmerich: imre
emilia emily: emmy milly millie mila
encarnacion: encarna
engelbert: bert
enrique: quique kike
ernest ernst ernesto: ernie neto tito
esperanza: espe
esther hester: essie hettie hetty
eugene evgeni yevgeni evgeny yevgeny: gene zhenya
eva: evi evita vita eefje
evelyn: evi eve
fatima: fati
federico: fede kiko
ferdinand: ferdi nando
fernando: nando fer
florence: flo flossie
florian: flo flori
frances francesca franziska francisca: fran fanny franny frankie cesca franzi ziska paca paquita kika
francis franz francesco frantisek: frank franky cecco checco franzl
francisco: paco pancho curro kiko frasco paquito cisco
frederick friedrich frederic: fred freddy freddie fritz rick fredy
frieda elfriede: friedl friedel friedi
gabriel gabriele gabriela gabriella: gabe gaby gabi gabby
gaspar kaspar caspar jasper: kasi
genevieve: gen jenny ginny
georg: jorg jurg schorsch georgie yiorgos
georgina georgine: georgie gina
gerald: gerry jerry ger
geraldine: gerry gerri
gerard: gerry ger
gerhard: gerd gert hardy geert
gertraud edeltraud waltraud: traudl traudi traute
gertrud gertrude: trudi trudy gerti trude
gilbert gilberto: gil bert beto
giovanni: gianni nino vanni
giuseppe: beppe peppe pino peppino bepi
gloria: glory
gonzalo: chalo gonza
gottfried gottlieb: godi friedl gottl
graciela: chela
gregorio: goyo
gregory grigory: greg grisha
guadalupe: lupe lupita
guillermo: memo guille
gustav gustavo: gus gustl gusti guga tavo
gwendolyn: gwen wendy
hannah johanna: hanni hanna hanne anni jo
hannelore: hanni hanne lore
harold: hal harry
harriet: hattie harry
harry: hal
hedwig: hedi hedy hede wiggi
heinrich: heiri heinz heiner heini hein
helena helen helene: nell lena nelly leni lene elli
hendrik: henk rik hein
henrietta henriette: hattie etta henny jette jetti
henry: harry hank hal
herbert: bert bertie herb herbi
hermann: hermi manni
hildegard: hilde hildi hilda gardi
hubert: bert hubsi hubi
hugo: hugi
ignacio ignatius ignaz: nacho nazi
ildefonso: fonso
ingeborg: inge inga
inmaculada: inma
ioannis: yannis giannis
irina: ira
irmgard irmengard: irmi irma
isaac: ike itzik zak
isabel isabella: bella isa belle chabela
isidor isidore isidro: izzy sidi chiro
ivan: vanya
jacob: jake jack jakub kobi koebi jaap kuba
jacqueline: jackie jacky
jadwiga: jaga
jaime: jimmy
james: jim jimmy jamie jem
jane: janie jenny
janet janice: jan
jeffrey geoffrey: jeff geoff
jennifer: jen jenny jennie
jeremiah jeremias: jerry jem miah
jeremy: jerry jem
jerome: jerry
jessica: jess jessie
jesus: chus chuy suso
joachim: achim jochen kim
joachim joaquin: quino ximo jochem
joan: joanie jo
johannes: jan janne joop hanns hansli housi hansl
johannes johann: hans hannes hansi jens
john: jack johnny
jonathan: jon jonny nathan
jorge: coque
jose: pepe pepito chepe
joseph: joe joey jo sepp seppi beppo jupp pepi
josefa josephine: jo josie pepa fina sefa
joshua yehoshua: josh shuki
juan: juanito juancho
judith: judy jude judi
julia juliana: jule jules
julian: jules
justin: jus
karoline: lina line
kenneth: ken kenny
klara clara: klarli clare
konstantin constantine: kostya kostas costa dinos
kornelia: nele conny
kreszentia kreszenz: zenzi
kunigunde: gundi kuni
laszlo: laci
laurence lawrence lorenz: larry laurie renzo lenz
leokadia: loda
leonard leonhard leonardo: lenny len leo nardo
leonid: lyonya
leopold: poldi leo
leslie: les
letitia: lettie tish
lilian: lil lily
lillian: lily lilly
liselotte lieselotte: lilo lotte lisa
lorenzo vincenzo: enzo
loretta: etta
louis ludwig: lou louie wiggerl lutz
lucas lukas: luke luki
lucia lucille lucinda: lucy cindy
luigi: gigi gino
luis: lucho guicho
luise louise: lulu lou lisel
lyudmila ludmila: lyuda mila luda
madeleine madeline: maddie mady madge lena leni
magdalena: lena leni magda madlen malena
malgorzata: gosia
manfred: manni fredl fred mani
manuela: manu ela
marcel: marci
margaret margarete margarethe margarita: maggie meg peggy madge marge daisy rita greta gretel grete gretchen marga grit
margot: margo
maria: mitzi mizzi mascha masha marusya
marianne mariana: marianndl nanne
marie: mimi
marion: mari
markus marcus mark: marc madu kusu
martha: marty
martin: marty
mary: molly polly mamie
mathilda mathilde matilda: tilda tilly tilde till maud hilda mattie
matthew matthias: matt matty hias thias
maximilian: max
meinrad: meiri
melanie: mel melli
melchior: melk
melissa: mel missy lissa
mercedes: merche
michael: mike mick mickey mischa misha michi micha migui
milagros: mila
mildred: millie milly
miroslav: mirek
mitchell: mitch
mohammed: memo mo moh hamada hamoudi
monika monica: moni mona monerl
montgomery: monty
montserrat: montse
mordechai: moti motti
moses: moe moishe
mustafa: muso mus musti
nadezhda: nadya
nancy: nan
natalia natalie natalya: nat tasha natasha talia
nathaniel nathan: nate nat
nicholas: nick nico klaus claus nikos niklas klas
nicole: nikki nicki nic
nikolai: kolya
norbert: bert norbi
octavia: tavia
olga: olya
oliver: ollie olli
oswald: oswi waldi ozzie
otto: otti
pablo: pablito
pamela: pam
patricia: pat patty trish tricia patsy
patrick: pat paddy rick
paul pavel: pasha
paula paulina pauline: polly
penelope: penny
percival: percy
peter pjotr pyotr: pete petya piet
petronella: nell pietje
philip philipp: phil pip fips
pilar: pili
priscilla: cilla prisca
prudence: prue
quentin: quint
rachel: shelly racheli shelley
rafael raphael: rafa rafi ralph
ramon: moncho
randolph randall: randy
raymond raimund: ray mundi
rebecca: becky becca
regina: gina
reginald: reg reggie rex
reinhard reinhold: reini hardy
reuben: rube
ricardo: richi cayo
richard: dick rick ricky rich ritchie richie
rivka: rebecca becky riki
robert roberto: dob hob robi bob bobby rob robbie robby bert bertie beto
roberta: bobbie
rodney roderick: rod roddy rory rick
rodrigo: rodri ro
roger: rog hodge
roland rolando: roli rollo lando
ronald: ron ronnie
rosa rosalia: rosi rosli rosie rosl
rosario: charo
rosemarie rosemary: rosi rosie romy
rosina: rosi sina
rudolf: ruedi rudi rolf dolf
rupert ruprecht: rupi
russell: russ rusty
ruth: ruthie ruthli
sabine: bine sabsi
salvador: chava
salvatore: toto tore turi
samantha: sam sammy
samuel: sam sammy sami samu
santiago: santi chago tiago
sarah: sally sadie
saul: sol
sebastian: basti seb bastian wastl
sergei: seryozha
shirley: shirl
sidney: sid
siegfried: siggi sigi fredi
sigmund siegmund: siggi
silvester sylvester: sil vester sly
silvia sylvia: silvi sylvie sil
simon: si shimi
solomon: sol solly shlomi
stanislaus stanislav: stan stas stach staszek
stanley: stan
stephan stefan stephen steven: steve stevie
stephanie stefanie: steffi stevie
susan susanna susanne: sue susie suzy sanna suse susi
svetlana: sveta lana
sydney: syd
tamara: tammy toma mara
tatiana: tanya tania
terence terrence: terry
teresa theresa therese: terry tess resi resl tessa tere
thaddeus: thad tad tadeusz
theodor theodore fyodor: ted teddy theo fedya
theodora: dora thea theda
thierry: titi
thomas: thomu tom tommy tomek
timothy: tim timmy
tobias: tobi toby
ulrich: uli ueli ulli
ulrike: uli ulli rike
ursula: uschi ursi ursel ulla ursli orsolya ursina
valentin valentine: val valle feltl
valentina: tina valya
valerie: val
vanessa: nessa
verena: vreni vreneli vrenli rena
veronika veronica: vroni ronnie nika vero
vicente: chente
victor viktor: vic vitya
victoria viktoria: vicky vicki tori
vincent vinzenz vincenz: vin vince vinny vinz
violet violetta: vi lettie
virginia: ginny ginger
vladimir: vova volodya vlad
walburga: burgi walli burga
waldemar: waldi
wallace: wally
walter: wally walti
wendelin: wendel
werner: werni
wilfred wilfried: wilf fred willi friedl
wilhelm: willi willy will helmi
wilhelmina: minna mina willa
willem: wim pim
william: bill billy will willy liam
winfried: winni friedl
winifred: win winnie freddie
wolfgang: wolf wolfi
xaver: xaverl veri
yuri: yura
yvonne: von vonnie
zachariah: zach zack
zuzanna: zuza zuzia
`;

const known = new Map<string, Set<string>>();

function learn(word: string, forms: readonly string[]): void {
  known.set(word, new Set([...(known.get(word) ?? []), ...forms]));
}

const inAllSpellings = (words: string): string[] =>
  words
    .split(" ")
    .map(looselySpelled)
    .flatMap((word) => [word, ...spellingsOf(word)]);

for (const line of names.trim().split("\n")) {
  const [heads = [], forms = []] = line.split(": ").map(inAllSpellings);
  for (const head of heads) learn(head, forms);
  for (const form of forms) learn(form, heads);
}

/** The names that a word may be short for, its short forms, and its other spellings, in the loose spelling. */
export const formsOf = (word: string): readonly string[] => [
  ...new Set([...spellingsOf(word), ...(known.get(word) ?? [])]),
];

/** Whether one word is a short form or another spelling of the other. */
export const isListed = (word: string, other: string): boolean =>
  spellingsOf(word).includes(other) || known.get(word)?.has(other) === true;
