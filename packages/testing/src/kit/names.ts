import type { Random } from "./random.ts";

/** More compact than an array with one name per line. */
const namesIn = (text: string) => text.split(",");

// Most frequent first, as `pickEarly` expects.

const femaleNames = namesIn(
  "Maria,Anna,Laura,Sarah,Julia,Emma,Sofia,Mia,Nina,Elena,Lea,Hannah,Marie,Andrea,Daniela," +
    "Katharina,Christine,Susanne,Ana,Fatima,Aisha,Mary,Jane,Emily,Olivia,Charlotte,Camille,Chloé," +
    "Zoë,Renée,Agnieszka,Małgorzata,Ayşe,Elif,Ingrid,Astrid,Sigrún,Priya,Ananya,Lakshmi,Mei,Yuki," +
    "Thảo,Ngọc,Olga,Natalia,Светлана,Ελένη,Siobhán,Niamh,Ximena,Guadalupe,Henrietta,Wilhelmina," +
    "Quintina,芳,秀英,結衣",
);

const maleNames = namesIn(
  "Peter,Thomas,Michael,Daniel,Andreas,Martin,John,David,Luca,Noah,Leon,Elias,Jan,Paul,Max," +
    "Mohamed,Ahmed,Ali,José,Carlos,Juan,Antonio,Marco,Francesco,James,William,Robert,Jean,François," +
    "René,Jürgen,Günther,Björn,Søren,Łukasz,Paweł,Mehmet,Özgür,Emre,Arjun,Rahul,Sanjay,Wei,Haruto," +
    "Minh,Quân,Дмитрий,Γιώργος,Seán,Pádraig,Eoin,Ignacio,Xavier,Zebulon,Maximilian,伟,强,大輔",
);

const surnames = namesIn(
  "Müller,Smith,Meier,Johnson,Nguyen,Garcia,Schmid,Keller,Weber,Brown,Fischer,Silva,Rossi,Martin," +
    "Khan,Ali,Singh,Kumar,Patel,Li,Wang,Huber,Schneider,Steiner,Baumann,Frei,Zimmermann,Moser," +
    "Gerber,Wyss,Graf,Roth,Suter,Baumgartner,Bachmann,Bernard,Dubois,Durand,Lefèvre,Fernández,López," +
    "González,Santos,Pereira,Ferrari,Bianchi,Novák,Kowalski,Wiśniewska,Wójcik,Yılmaz,Öztürk,Şahin," +
    "Demir,Andersson,Johansson,Hansen,Sørensen,O'Brien,O'Neill,Murphy,MacDonald,Campbell,Okafor," +
    "Adeyemi,Mensah,Tanaka,Suzuki,Kim,Park,Trần,Phạm,Иванов,Петрова,Παπαδόπουλος,Cohen,Levi,Haddad," +
    "Hussein,van der Berg,de la Cruz,von Arx,王,李,佐藤",
);

// The long tail: 30,000 rare surnames, built from parts.
const onsets = namesIn(
  "Al,Ber,Brand,Chal,Dor,Eck,Fal,Gold,Gries,Hal,Hoch,Il,Kal,Kirch,Lang,Lind,Mal,Mont,Nord,Ober," +
    "Pan,Quis,Ras,Rosen,Sal,Schwarz,Stern,Tal,Trau,Ul,Var,Wald,Wein,Xan,Yar,Zeh,Zol,Ash,Black,Cross",
);
const middles = namesIn(",a,e,i,o,en,er,el,in,an,ar,or,is,ol,um,ig,ing,es,et,av,ev,ik,ok,uz,yn");
const endings = namesIn(
  "berger,mann,stein,feld,bach,hofer,berry,ton,ford,son,sen,ski,ova,escu,ini,elli,ez,eira,wood," +
    "well,worth,ham,burg,thal,maier,kamp,dottir,oğlu,idis,yan",
);

export type Gender = "male" | "female" | "other";
export type FullName = { firstName: string; lastName: string };

/** Two thirds of the people share frequent surnames. The others have rare ones. */
export function makeName(random: Random, gender: Gender): FullName {
  const isFemale = gender === "female" || (gender === "other" && random.chance(0.5));
  const given = isFemale ? femaleNames : maleNames;
  const second = random.chance(0.06) ? ` ${random.pickEarly(given)}` : "";
  return { firstName: random.pickEarly(given) + second, lastName: makeSurname(random) };
}

function makeSurname(random: Random): string {
  if (random.chance(0.65)) return random.pickEarly(surnames);
  return random.pick(onsets) + random.pickEarly(middles) + random.pick(endings);
}

const latin = new Map<string, string>();

/** Returns a name for an email address: lower-case ASCII letters, or an empty string. */
export function asLatin(name: string): string {
  const known = latin.get(name);
  if (known !== undefined) return known;
  const text = name
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z]/g, "");
  latin.set(name, text);
  return text;
}
