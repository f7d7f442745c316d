import { type Country, houseAfter, houseFirst, lastDigits } from "./country.ts";

const poland: Country = {
  patients: 11,
  language: "pl-PL",
  women: ["Agnieszka", "Zofia", "Małgorzata", "Maja", "Żaneta"],
  men: ["Bartłomiej", "Jakub", "Łukasz", "Paweł", "Stanisław"],
  lastNames: ["Dąbrowski", "Kamiński", "Kowalski", "Nowak", "Wiśniewski", "Wójcik", "Zieliński"],
  feminine: (name) => name.replace(/ki$/, "ka"),
  streets: ["ul. Długa", "ul. Kwiatowa", "ul. Lipowa", "ul. Polna"],
  towns: ["00-238 Warszawa", "31-147 Kraków", "80-831 Gdańsk", "50-102 Wrocław"],
  address: houseAfter,
  phone: (number) => `+48 22 000 0${lastDigits(number, 3)}`,
};

const serbia: Country = {
  patients: 13,
  language: "sr-Latn-RS",
  women: ["Anđela", "Dragana", "Jelena", "Milica", "Snežana", "Živka"],
  men: ["Aleksandar", "Đorđe", "Goran", "Miloš", "Nebojša", "Vuk"],
  lastNames: ["Đorđević", "Ilić", "Jovanović", "Marković", "Nikolić", "Petrović", "Stojanović", "Živković"],
  streets: ["Bulevar kralja Aleksandra", "Cara Dušana", "Knez Mihailova", "Nemanjina"],
  towns: ["11000 Beograd", "21000 Novi Sad", "18000 Niš"],
  address: houseAfter,
  phone: (number) => `+381 11 000 0${lastDigits(number, 3)}`,
};

const greece: Country = {
  patients: 7,
  language: "el-GR",
  women: ["Αικατερίνη", "Ελένη", "Μαρία", "Σοφία"],
  men: ["Γεώργιος", "Δημήτρης", "Κωνσταντίνος", "Νίκος"],
  lastNames: ["Αντωνίου", "Γεωργίου", "Ιωάννου", "Νικολάου", "Χρήστου"],
  streets: ["Ερμού", "Πανεπιστημίου", "Τσιμισκή"],
  towns: ["105 63 Αθήνα", "546 24 Θεσσαλονίκη"],
  address: houseAfter,
  phone: (number) => `+30 210 000 0${lastDigits(number, 3)}`,
};

const ukraine: Country = {
  patients: 9,
  language: "uk-UA",
  women: ["Ганна", "Катерина", "Оксана", "Соломія"],
  men: ["Андрій", "Богдан", "Михайло", "Тарас"],
  lastNames: ["Бондаренко", "Коваленко", "Мельник", "Ткаченко", "Шевченко", "Юрченко"],
  streets: ["вул. Хрещатик", "вул. Шевченка", "просп. Свободи"],
  towns: ["01001 Київ", "79000 Львів", "65000 Одеса"],
  address: houseAfter,
  phone: (number) => `+380 44 000 0${lastDigits(number, 3)}`,
};

const japan: Country = {
  patients: 5,
  language: "ja-JP",
  women: ["Aoi", "Hana", "Yuki"],
  men: ["Haruto", "Kenji", "Ren"],
  lastNames: ["Itō", "Kobayashi", "Satō", "Tanaka", "Yamamoto"],
  streets: ["Jingūmae", "Nishi-Shinjuku", "Motomachi"],
  towns: ["Tōkyō 150-0001", "Yokohama 231-0861"],
  address: houseFirst,
  phone: (number) => `+81 3-0000-${lastDigits(number, 4)}`,
};

export const easternCountries: readonly Country[] = [poland, serbia, greece, ukraine, japan];
