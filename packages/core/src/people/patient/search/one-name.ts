// Names whose spellings in different languages and alphabets do not sound alike. Pure.

/** Each line is one name. Names that twins may have are not here, such as Maria and Marie, or Anna and Hanna. */
const names = `
abdallah abdullah abdulla abdellah abdoulaye
abdelaziz abdulaziz abdulazeez abdelazize
abdelkader abdulqadir abdulkadir abdelkadir abdelqader abdulkader abdiqadir
abdelkarim abdulkarim abdulkareem abdelkrim
abdelrahman abdulrahman abdurrahman abderrahman abderrahmane abdurahman abdirahman abdurrehman
adalbert wojciech vojtech
adel adil
agnes agnieszka agnese
ahmed ahmad ahmet achmed achmad akhmed akhmad
aidan aiden aodhan
aisha ayesha aicha aysha aischa aishah ayse aysche aisa aische
aisling ashling aislinn ashlynn
aleksandar aleksander aleksandr alexander alexandr alexandre alessandro alejandro oleksandr olexandr aliaksandr iskander sandor
aleksandra alexandra alessandra alejandra oleksandra
aleksei aleksey alexei alexey alexej oleksii oleksiy aliaksei
amin ameen emin
amina aminah emine ameena
anatoly anatoli anatolii anatoliy anatolij anatol
andrei andrey andrej andrii andriy andrzej andreas andrew andres andras ondrej
anthony antony antonio anton antoine antoni antonin antonius antal
anwar enver anouar anwer
asma esma asmaa
ayman aymen aiman
ayyub ayoub ayub eyup ayoob
baltasar balthasar balthazar
bashir basheer bachir besir
benjamin binyamin bunyamin veniamin
bilal belal billal
bogdan bohdan
brid bridget brigid bridgid breda
catherine katherine kathryn katharina catharina katarzyna ekaterina yekaterina jekaterina kateryna katerina caterina catarina aikaterini katrina catriona caitriona katalin
caitlin kaitlin katelyn caitlyn kaitlyn
caoimhe keeva kweeva
cathal cahal cathail
charles karl carl carlos carlo karel karol karoly
christopher christoph christophe cristobal cristoforo kristof kristoffer krzysztof kristaps krystof hristofor
cian kian
ciaran kieran keiran kieron kiran
conor connor conchobhar
cyril kirill kyrylo kiril kyryl
daithi david dawid dawood daoud daud dawud davud davut davide
danylo daniil danil daniel
darragh dara daragh
diarmuid diarmaid dermot
dmitri dmitry dmitrij dmytro dimitri dimitrij dimitrios dimitris dzmitry demetrius
domhnall donal donald
elena olena yelena jelena eleni
elisabeth elizabeth elisabetta elzbieta erzsebet yelizaveta elizaveta lisaveta
emad imad
eoghan eoin owen
esther ester hester
eugene eugen evgeni evgeny yevgeny evgenii yevhen evgenij jewgeni eugenio eugeniusz yauheni
eugenia evgenia yevgenia yevheniia jewgenia eugenie
faisal faysal feisal faycal fayssal
fatima fatma fatemeh fatimah fatoumata fathima fatme fatimata
ferdinand fernando hernando
fionn finn fyn
fionnuala finola fenella nuala
francis franz francesco francisco francois frantisek franciszek ferenc frans
frances franziska francesca francisca francoise frantiska
frederick friedrich frederic federico fryderyk bedrich frederik
fuad fouad fuat foad
georg george georges giorgos georgios yiorgos giorgio jorge jerzy jiri gyorgy georgi georgy heorhii jurgen
grainne grania granya
gregory grigory grigori grigorij hryhorii hryhoriy gregor gregorio grzegorz
hafsa hafsah hafza
halima halime haleema halimah
hamza hamzah hamzeh
hanan hanane
harun haroun haroon
hassan hasan hassane hasszan
heinrich henry henri hendrik enrico enrique henryk jindrich
hisham hesham hicham
huda hoda
hussein husain hussain hossein hosein husayn huseyin hossain husein houssein housseyn hussin
ibrahim ebrahim ibraheem ibrahima brahim abraham avraham abram
idris idriss edris
ignacio ignatius ignaz ignacy
igor ihor
ilya ilia ilja illia illya
iman eman
irina iryna irene irena
isaac izaak ishaq ishak yitzhak itzhak isak
ismail ismael esmail ishmael smail ismaeel ismayil
issa isa eissa
ivan iwan
jacob jakob jakub jacques giacomo yaqub yakub yacoub yaakov yakov yaqoob yakup
jafar jaafar gaafar cafer jaffar
jamal gamal jamaal djamel djamal cemal jamel
jamil jameel djamil cemil gamil
jamila djamila jameela cemile gamila
jaroslav yaroslav iaroslav jaroslaw
jasmin jasmine yasmin yasmine yasmina yasemin yasmeen
joseph josef jose jozef jozsef giuseppe josip iosif osip yosef yossef yusuf youssef yousef yousuf yusef yousif youcef youssouf seosamh
julia yulia yuliia iuliia julija giulia
kamal kemal kamaal
karim kareem kerim
katja katia katya
khadija khadijah khadidja khadeeja kadija hadija hatice
khaled khalid halit chalid khalit
khalil khaleel halil
konstantin constantine kostiantyn konstantinos constantin costantino
ksenia xenia kseniia oksana
layla leila laila leyla lejla
lubov lyubov liubov ljubow
lyudmila ludmila liudmyla ljudmila
mahmoud mahmud mahmood mehmood mahmut
majid majeed mecit madjid
margaret margarete margarethe margarita margherita malgorzata margit marguerite marketa mairead
maria mariia mariya marija
mariam maryam meryem miriam mariyam maryem myriam mirjam miryam
marwan merwan marouane marwane
matthew matteo mateo mateusz matvii matvey matthieu mathieu matej
maeve meadhbh medb
michael michal mikhail mihail michail mykhailo miguel michel mihaly micheal mikael mikhael
mohammed muhammad mohamed mohamad muhammed mohammad mohd md mhd muhamed muhamad muhamet muhammet mohamud mohammod mahomed mehmet mehmed
moses moussa musa mousa moshe moise moises
mustafa mostafa moustafa mustapha moustapha
nabil nabeel
nadezhda nadiia nadzeya nadeschda nadezda
nadia nadja nadya nadiya
naoise neesha neasa
nasser nasir naser nacer nasr
natalia natalya nataliia natalija natalja
niamh neve nieve neave
nicholas nicolas nikolaus nikolaos nikolai nikolay mykola nicolo mikalai miklos mikolaj
nikita mykyta
nur noor nour
oisin osheen ossian
oleg oleh
olga olha
omar umar omer umer oumar
orla orlaith orlagh
osman othman uthman usman ousmane othmane
padraig padraic patrick patrik patricio patrice
paul pavel pavlo pawel paolo pablo paval pal
peter petr piotr pyotr pjotr petro pedro pietro pierre petros
philip philipp philippe filip filippo felipe filipp
qasim kassem qassem kasim kacem qasem kassim
rashid rasheed rachid
reza ridha rida riza
roisin rosheen
ruairi rory ruaidhri ruari
sadhbh sive
said saeed sayeed sait saed
safiya safia safiyya safiye
salim saleem selim
samir sameer semir
samira sameera semira
sarah sara sarai
seamus shamus seumas james
sean shaun shawn shaughn
sergei sergey sergej serhii sergiy serhiy siarhei serge sergio
sharif sherif cherif shareef
sile sheila sheelagh shelagh sheilah
simon szymon shimon
siobhan shivaun shevaun siobhain chevonne shavonne
sofia sophia zofia sofiya sofija
solomon suleiman sulayman sulaiman soliman suleyman slimane salomon shlomo
stanislav stanislaus stanislaw
stephen steven stephan stefan stefano esteban istvan etienne szczepan stepan
sumaya sumayya soumaya sumaiya sumeyye
susan susanna susanne suzanne zuzana zuzanna zsuzsanna
svetlana svitlana swetlana
tadhg teague tighe
tarek tariq tarik tareq
tatiana tatyana tatjana tetiana tetyana
tawfiq tewfik toufik tawfik tevfik
theodor theodore fyodor fedor fedir teodoro
thomas tomas tomasz tommaso tamas
timothy tymofii timofey timofei timoteo
una oona oonagh
vasily vasyl vasili vasilii wassili vassili basil vasileios vasilis
victoria viktoria viktoriia viktorija vittoria wiktoria
vladimir volodymyr wladimir uladzimir wlodzimierz
vyacheslav viacheslav wjatscheslaw vjaceslav
walid waleed oualid velid
wenzel vaclav waclaw
wilhelm william willem guillermo guillaume guglielmo vilem uilliam
xavier javier xaver
yahya yehia yahia yehya
yasin yassin yassine yaseen
yasser yasir yaser
yunus younes younis younus yonus
yury yuri yurii iurii juri jurij yuriy
zainab zeinab zaynab zeynep zineb
zahra zehra zohra zahraa
zakaria zakariya zekeriya zachariah zacharias zachary zechariah
`;

/** The database's loose spelling, of Latin letters without accents. */
export const looselySpelled = (word: string): string =>
  word
    .replaceAll(/([aou])e+/g, "$1")
    .replaceAll(/a{2,}/g, "a")
    .replaceAll("dj", "d")
    .replaceAll("iy", "y");

const spellings = new Map<string, readonly string[]>();

for (const line of names.trim().split("\n")) {
  const words = [...new Set(line.split(" ").map(looselySpelled))];
  for (const word of words)
    spellings.set(word, [...(spellings.get(word) ?? []), ...words.filter((each) => each !== word)]);
}

/** Other spellings of a name, in the loose spelling. */
export const spellingsOf = (word: string): readonly string[] => spellings.get(word) ?? [];
