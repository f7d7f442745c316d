import type { FieldMessageTexts } from "./texts.en.ts";

export const texts: FieldMessageTexts = {
  Required: "Erforderlich",
  "Not valid": "Nicht gültig",
  "Unknown field": "Unbekanntes Feld",
  "Unknown field: did you mean {name}?": "Unbekanntes Feld: Ist {name} gemeint?",
  "Unknown value: did you mean {name}?": "Unbekannter Wert: Ist {name} gemeint?",
  "Has to be a text": "Muss ein Text sein",
  "Has to be a number": "Muss eine Zahl sein",
  "Has to be a whole number": "Muss eine ganze Zahl sein",
  "Has to be true or false": "Muss ja oder nein sein",
  "Has to be a list": "Muss eine Liste sein",
  "Has to be an object": "Nicht gültig",
  "Has to be of another type": "Hat den falschen Typ",
  "Has to be one of {values}": "Möglich sind nur {values}",
  "Has to be at most {maximum}": "Höchstens {maximum}",
  "Has to be at least {minimum}": "Mindestens {minimum}",
  "Has to be at most {maximum} characters long": "Höchstens {maximum} Zeichen",
  "Has to be at most {maximum} entries": "Höchstens {maximum} Einträge",
  "Has to be at least {minimum} characters long": "Mindestens {minimum} Zeichen",
  "0 or more": "Mindestens 0",
  "At most 23": "Höchstens 23",
  "At most 90": "Höchstens 90",
  "At least {minimum} characters": "Mindestens {minimum} Zeichen",
  "At most {maximum} characters": "Höchstens {maximum} Zeichen",
  "Send at least one id": "Wählen Sie mindestens einen Eintrag",
  "Send at most 200 ids": "Wählen Sie höchstens 200 Einträge",
  "Has to be no greater than `maxAge`": "Darf nicht größer als das Höchstalter sein",
  "Must be no later than `until`": "Darf nicht nach dem Ende liegen",
  "Must be in the future": "Muss in der Zukunft liegen",
  "Cannot be combined with `doctorId`": "Nicht zusammen mit einem Arzt möglich",
  "`relevance` needs words to search for in `q`": "Ohne Suchwörter nicht möglich",
  "Say why, in words": "Geben Sie den Grund in Worten an",
  "Has characters that cannot be stored": "Enthält Zeichen, die nicht gespeichert werden können",
  "Has a line break or another control character":
    "Enthält einen Zeilenumbruch oder ein anderes Steuerzeichen",
  "Has a letter that could not be read: type the text again":
    "Enthält einen Buchstaben, der nicht lesbar war: Geben Sie den Text neu ein",
  "Has no letters: choose the column with the name":
    "Enthält keine Buchstaben: Wählen Sie die Spalte mit dem Namen",
  "Is an error of a spreadsheet: type the value again":
    "Ist ein Fehler einer Tabellenkalkulation: Geben Sie den Wert neu ein",
  "Has an invalid character": "Enthält ein ungültiges Zeichen",
  "Has a hidden character that reverses text ({code}): type it again instead of pasting it":
    "Enthält ein verborgenes Zeichen, das Text umkehrt ({code}): Tippen Sie den Text, statt ihn einzufügen",
  "Has a character that is never part of text ({code}): type it again instead of pasting it":
    "Enthält ein Zeichen, das in keinem Text vorkommt ({code}): Tippen Sie den Text, statt ihn einzufügen",
  "Has a character that looks different on each computer ({code}): type it again instead of pasting it":
    "Enthält ein Zeichen, das überall anders aussieht ({code}): Tippen Sie den Text, statt ihn einzufügen",
  "Give a name, or a first and a last name": "Geben Sie einen Namen oder Vor- und Nachnamen an",
  "Required with a first name": "Mit einem Vornamen erforderlich",
  "Required with a last name": "Mit einem Nachnamen erforderlich",
  "First and last name together must be at most {maximum} characters":
    "Vor- und Nachname dürfen zusammen höchstens {maximum} Zeichen haben",
  "Not an email address": "Keine E-Mail-Adresse",
  "Not a phone number: it has no digits": "Keine Telefonnummer: Ziffern fehlen",
  "Not a phone number: it has more than 15 digits": "Keine Telefonnummer: mehr als 15 Ziffern",
  "Not a phone number: letters can only be in an extension, as in 555-0100 ext. 12, or in a note in brackets, as in 555-0100 (home)":
    "Keine Telefonnummer: Buchstaben sind nur in einer Durchwahl möglich, wie in 555-0100 ext. 12, oder in Klammern, wie in 555-0100 (privat)",
  "Not a language tag, such as en or de-CH": "Keine Sprache, wie en oder de-CH",
  "Not a date (YYYY-MM-DD)": "Kein Datum",
  "Is before the date of birth": "Liegt vor dem Geburtsdatum",
  "The patient has died: say why they are booked":
    "Der Patient ist verstorben: Geben Sie an, warum der Termin gebucht wird",
  "Not a date of birth: in the future, or over 150 years ago":
    "Kein Geburtsdatum: in der Zukunft oder vor über 150 Jahren",
  "Does not match the date of birth; send one of the two":
    "Passt nicht zum Geburtsdatum. Geben Sie nur eines davon an.",
  "Not an instant, such as 2026-11-20T17:28:00Z (in a URL, write + as %2B)": "Kein Zeitpunkt",
  "Not a time zone, such as Europe/Zurich": "Keine Zeitzone, wie Europe/Zurich",
  "Not known to the database": "Der Datenbank nicht bekannt",
  "3 to 150 letters, digits or @ . + - _": "3 bis 150 Buchstaben, Ziffern oder @ . + - _",
  "A username that looks like an email address must be your own":
    "Ein Benutzername, der wie eine E-Mail-Adresse aussieht, muss Ihre eigene sein",
  "Does not match the password": "Stimmt nicht mit dem Passwort überein",
  "Is taken": "Ist vergeben",
  "An invitation is to a practice that has a name": "Die Praxis der Einladung hat schon einen Namen",
  "An invitation is to a practice that has its own time zone":
    "Die Praxis der Einladung hat ihre eigene Zeitzone",
  "Send an email address or a username": "Geben Sie E-Mail-Adresse oder Benutzernamen an",
  "Send an email address or a username, not both":
    "Geben Sie E-Mail-Adresse oder Benutzernamen an, nicht beides",
  "Six digits": "Sechs Ziffern",
  "Send a code, a recovery code or a passkey":
    "Verwenden Sie einen Code, einen Wiederherstellungscode oder einen Passkey",
  "Send only one of a code, a recovery code and a passkey":
    "Verwenden Sie nur eines: Code, Wiederherstellungscode oder Passkey",
  "The account has a second factor: send a code, a recovery code or a passkey":
    "Das Konto hat einen zweiten Faktor: Verwenden Sie einen Code, einen Wiederherstellungscode oder einen Passkey",
  "Not base64url": "Nicht in base64url",
  "Not a transport": "Keine Übertragungsart",
  "Cannot be verified: create it with these options, on a page of this server, on a device that verifies its user":
    "Kann nicht geprüft werden: Erstellen Sie ihn auf einer Seite dieses Servers, mit einem Gerät, das seinen Nutzer erkennt",
  "It has just been changed": "Es wurde gerade geändert",
  "Not your password": "Das ist nicht Ihr Passwort",
  "Too close to your own name, username or email address.":
    "Zu ähnlich wie Ihr Name, Benutzername oder Ihre E-Mail-Adresse.",
  "Too easy to guess.": "Zu leicht zu erraten.",
  "Too easy to guess: it is a row of keys on the keyboard.": "Zu leicht zu erraten: eine Tastenreihe.",
  "Too easy to guess: it is a short pattern on the keyboard.":
    "Zu leicht zu erraten: ein kurzes Muster auf der Tastatur.",
  "Too easy to guess: it is one character, repeated.": "Zu leicht zu erraten: ein wiederholtes Zeichen.",
  "Too easy to guess: it is a few characters, repeated.": "Zu leicht zu erraten: wenige Zeichen, wiederholt.",
  "Too easy to guess: it is a sequence, such as abc or 4321.":
    "Zu leicht zu erraten: eine Folge wie abc oder 4321.",
  "Too easy to guess: it is a recent year.": "Zu leicht zu erraten: eine Jahreszahl der letzten Zeit.",
  "Too easy to guess: it is a date.": "Zu leicht zu erraten: ein Datum.",
  "Too easy to guess: it is one of the ten most common passwords.":
    "Zu leicht zu erraten: eines der zehn häufigsten Passwörter.",
  "Too easy to guess: it is one of the most common passwords.":
    "Zu leicht zu erraten: eines der häufigsten Passwörter.",
  "Too easy to guess: it is a common password.": "Zu leicht zu erraten: ein häufiges Passwort.",
  "Too easy to guess: it is close to a common password.":
    "Zu leicht zu erraten: ähnlich wie ein häufiges Passwort.",
  "Too easy to guess: it is a single word.": "Zu leicht zu erraten: ein einzelnes Wort.",
  "Too easy to guess: it is a name.": "Zu leicht zu erraten: ein Name.",
  "Too easy to guess: it is a common name.": "Zu leicht zu erraten: ein häufiger Name.",
  "Too easy to guess: it is a common word with digits or signs around it.":
    "Zu leicht zu erraten: ein häufiges Wort mit Ziffern oder Zeichen.",
  "Too easy to guess: it is close to your name, address or practice, or to the name of this product.":
    "Zu leicht zu erraten: ähnlich wie Ihr Name, Ihre Adresse, Ihre Praxis oder der Name dieses Produkts.",
  "Add a few words that are less common.": "Ergänzen Sie einige seltenere Wörter.",
  "A capital letter at the start hardly helps.": "Ein Großbuchstabe am Anfang hilft kaum.",
  "Capital letters alone hardly help.": "Großbuchstaben allein helfen kaum.",
  "Digits or signs instead of letters hardly help.": "Ziffern oder Zeichen statt Buchstaben helfen kaum.",
  "Writing it backwards hardly helps.": "Rückwärts schreiben hilft kaum.",
  "Leave out years related to you.": "Lassen Sie Jahreszahlen weg, die mit Ihnen zu tun haben.",
  "Not an id": "Keine gültige Kennung",
  'Must be a version, such as 3, or "any"': "Keine gültige Version",
  "Not a cursor of this list": "Keine Stelle dieser Liste",
  "Not a cursor of this list and sort": "Keine Stelle dieser Liste und Sortierung",
  "Not a cursor of a history": "Keine Stelle eines Verlaufs",
  "The record was removed in this version": "Der Eintrag wurde in dieser Version entfernt",
  "The patient has died": "Der Patient ist verstorben",
  "Has to be another patient": "Muss ein anderer Patient sein",
  "Cannot be changed: remove the assignment and create another":
    "Kann nicht geändert werden: Heben Sie die Zuweisung auf, und weisen Sie neu zu",
  "Send 1 to 128 letters, digits or . _ : ~ + / = @ - per call":
    "1 bis 128 Buchstaben, Ziffern oder . _ : ~ + / = @ - je Aufruf",
  "You do not have {permissions} yourself": "Sie haben {permissions} selbst nicht",
  "Also requires {permissions}": "Erfordert auch {permissions}",
  "This account is deactivated: reactivate it first":
    "Dieses Konto ist deaktiviert: Aktivieren Sie es zuerst wieder",
  "This is your own account: another staff account can deactivate it":
    "Das ist Ihr eigenes Konto: Ein anderes Konto des Betreiberteams kann es deaktivieren",
  "This is the last active staff account: create another one first":
    "Das ist das letzte aktive Konto des Betreiberteams: Erstellen Sie zuerst ein anderes",
  "This patient's practice has no members to notify":
    "Die Praxis dieses Patienten hat keine Mitglieder, die benachrichtigt werden können",
  "No account has this email address": "Kein Konto hat diese E-Mail-Adresse",
  "This time is over": "Dieser Zeitpunkt ist vorbei",
  "Has not started in this status": "Hat in diesem Status noch nicht begonnen",
  "Has not ended in this status": "Ist in diesem Status noch nicht zu Ende",
  "Is more than a day in the future": "Liegt mehr als einen Tag in der Zukunft",
  "Is in the future": "Liegt in der Zukunft",
  "Was born after this happened": "Wurde erst danach geboren",
  "Is after a record of the patient": "Liegt nach einem Eintrag des Patienten",
  "The date of birth is after a record of the patient":
    "Das Geburtsdatum liegt nach einem Eintrag des Patienten",
  "Is before the patient's birth": "Liegt vor der Geburt des Patienten",
  "Denies all allergies: use `allergy.recordNoneKnown`":
    "Besagt, dass keine Allergie bekannt ist: mit „Keine Allergien bekannt“ erfassen",
  "Denies all records of its kind: use `chart.recordNoneKnown`":
    "Besagt, dass es nichts gibt: mit „Keine vermerken“ erfassen",
  "Contradicts that there is none": "Widerspricht der Aussage, dass es nichts davon gibt",
  "Denies only some records of its kind, which cannot be recorded":
    "Besagt, dass es etwas nicht gibt, und ist kein Eintrag",
  "Does not say what it is: send its name, or no record":
    "Sagt nicht, was es ist: den Namen angeben, oder keinen Eintrag erfassen",
  "The patient has a record that says otherwise": "Ein Eintrag des Patienten widerspricht dem",
  "Has to be no earlier than the start": "Darf nicht vor dem Beginn liegen",
  "Is of another patient": "Gehört zu einem anderen Patienten",
  "An allergy cannot be restricted": "Eine Allergie kann nicht eingeschränkt werden",
  "Has to name members of the practice": "Muss Mitglieder der Praxis nennen",
  "Only if it was not done": "Nur wenn nicht erfolgt",
  "Has to be the hash of a review": "Muss der Hash einer durchgesehenen Notiz sein",
  "Send words, a code or both": "Geben Sie eine Bezeichnung, einen Code oder beides an",
  "Send a code of a terminology as `coding`": "Wählen Sie einen Code einer Terminologie",
  "Has to be a URI, such as http://snomed.info/sct": "Muss eine URI sein, etwa http://snomed.info/sct",
  "Has to be the code system itself": "Muss das Codesystem selbst sein",
  "Has not been imported": "Wurde nicht importiert",
  "Cannot be combined with `field`": "Lässt sich nicht mit einem Feld kombinieren",
  "Not a code that this field offers": "Kein Code, den dieses Feld anbietet",
  "Not JSON": "Kein JSON",
  "A code is not an object": "Ein Code hat nicht die erwartete Form",
  "Codes are more than 100 levels deep": "Codes sind mehr als 100 Ebenen tief",
  "Only lists of codes are read. Let a terminology server expand the value set first":
    "Nur Listen von Codes werden gelesen. Lassen Sie das Value-Set zuerst von einem Terminologieserver expandieren",
  "Not a UCUM unit, such as mmol/L": "Keine UCUM-Einheit wie mmol/L",
  "Not in UCUM's spelling: did you mean {unit}?": "Nicht in der Schreibweise von UCUM: Meinten Sie {unit}?",
  "Has its numbers in `components`, each with its code and unit":
    "Hat mehrere Zahlen: Geben Sie jede mit ihrem Code und ihrer Einheit ein",
  "Does not measure this. Send one of: {units}": "Misst dies nicht. Geben Sie eine von diesen an: {units}",
  "Is in the old unit. Send it in the new unit":
    "Ist in der alten Einheit. Geben Sie ihn in der neuen Einheit an",
  "Is impossible: has to be from {least} to {greatest} {unit}":
    "Nicht möglich: muss zwischen {least} und {greatest} {unit} liegen",
  "Very unusual: expected {least} to {greatest} {unit}. Check the number and the unit":
    "Sehr ungewöhnlich, zu erwarten sind {least} bis {greatest} {unit}. Bitte Zahl und Einheit prüfen",
  "Has to be a number with a unit, as this is measured":
    "Muss eine Zahl mit Einheit sein, da dies gemessen wird",
  "Names another unit than the column of units": "Nennt eine andere Einheit als die Spalte der Einheiten",
  "Names another unit than that of the column": "Nennt eine andere Einheit als die der Spalte",
  "Name the unit: neither the heading nor the cell does":
    "Die Einheit angeben: weder Überschrift noch Zelle nennt sie",
  "The diastolic pressure is not below the systolic one":
    "Der diastolische Druck liegt nicht unter dem systolischen",
  "The patient has this already": "Ist bei diesem Patienten schon erfasst",
  "The patient has an allergy to this": "Der Patient ist dagegen allergisch",
  "The patient takes a drug to which this is an allergy":
    "Der Patient nimmt ein Mittel, gegen das dies eine Allergie ist",
  "Says that there is no code: leave it out": "Besagt, dass es keinen Code gibt: weglassen",
  "Has several codes: send one": "Hat mehrere Codes: nur einen angeben",
  "Not a code of this system": "Kein Code dieses Systems",
  "Name the code: the heading does not tell": "Den Code angeben: die Überschrift sagt ihn nicht",
  "Not a code of LOINC: name the system of the codes": "Kein Code von LOINC: das System der Codes angeben",
  "Cannot be combined with `signs`": "Nicht zusammen mit Spalten je Messwert",
  "Is the statement that there is none": "Ist die Aussage, dass es nichts gibt",
  "Has to be a year, a month or a day, such as 2019, 2019-05 or 2019-05-28":
    "Muss ein Jahr, ein Monat oder ein Tag sein, etwa 2019, 2019-05 oder 2019-05-28",
  "Send at least one observation": "Geben Sie mindestens einen Befund ein",
  "Has to be no less than the least number": "Darf nicht kleiner als die kleinste Zahl sein",
  "Has to be a decimal number, such as 6.30": "Muss eine Dezimalzahl sein, etwa 6.30",
  "Is not offered any more": "Wird nicht mehr angeboten",
  "Has to be a whole minute": "Muss eine volle Minute sein",
  "Has to be in a year from 1900 to 2999": "Muss in einem Jahr von 1900 bis 2999 liegen",
  "Has to be in a year up to 2999": "Muss in einem Jahr bis 2999 liegen",
  "Has to be no later than `to`": "Darf nicht nach dem Ende liegen",
  "Has to be at most 92 days after `from`": "Höchstens 92 Tage nach dem Anfang",
  "Has to be within 31 days of `from`": "Höchstens 31 Tage nach dem Anfang",
  "Has to be within a year of `from`": "Höchstens ein Jahr nach dem Anfang",
  "Has to be before `closes`": "Muss vor dem Ende liegen",
  "Has to be before `validTo`": "Darf nicht nach dem letzten Tag liegen",
  "Has to be before `to`": "Darf nicht nach dem letzten Tag liegen",
  "Send `opens` and `closes`, or neither": "Beide Uhrzeiten oder keine angeben",
  "Send a doctor or a specialization, not both": "Einen Arzt oder ein Fachgebiet angeben, nicht beides",
  "Has to be no later than the latest time": "Darf nicht nach der spätesten Zeit liegen",
  "Has to be no later than the last day": "Darf nicht nach dem letzten Tag liegen",
  "Extra hours need `opens` and `closes`": "Zusätzliche Zeiten brauchen Anfang und Ende",
  "Not a time of day, such as 09:00": "Keine Uhrzeit, etwa 09:00",
  "Only for a table": "Nur für eine Tabelle",
  "Only for a Synthea export": "Nur für einen Synthea-Export",
  "Required for a table": "Für eine Tabelle erforderlich",
  "A table is one file": "Eine Tabelle ist eine einzelne Datei",
  "Missing: {names}": "Es fehlt: {names}",
  "Duplicate: {names}": "Doppelt: {names}",
  "Not one of {names}": "Möglich sind nur {names}",
  "The file appears twice": "Die Datei kommt zweimal vor",
  "The file has no column of this name": "Die Datei hat keine Spalte mit diesem Namen",
  "The file has several columns of this name": "Die Datei hat mehrere Spalten mit diesem Namen",
  "Not a field of this kind of record ({records})": "Kein Feld dieser Art von Datensätzen",
  "Choose the column with the name, or those with the first and the last name":
    "Wählen Sie die Spalte mit dem Namen oder die mit Vor- und Nachnamen",
  "Choose the column with the gender": "Wählen Sie die Spalte mit dem Geschlecht",
  "Required with a date of birth: choose the format of dates":
    "Mit einem Geburtsdatum erforderlich: Wählen Sie das Datumsformat",
  "Dates of birth need years of four digits": "Geburtsdaten brauchen Jahre mit vier Ziffern",
  "Required: choose the format of dates": "Erforderlich: Wählen Sie das Datumsformat",
  "Choose the columns with the patient, the doctor and the start":
    "Wählen Sie die Spalten mit Patient, Arzt und Beginn",
  "Choose the columns with the patient, the code or its text, the date and the value":
    "Wählen Sie die Spalten mit dem Patienten, dem Code oder seiner Bezeichnung, dem Datum und dem Wert",
  "Choose the columns with the patient, the code or its text, and the date":
    "Wählen Sie die Spalten mit dem Patienten, dem Code oder seiner Bezeichnung und dem Datum",
  "Choose the columns with the patient and the date":
    "Wählen Sie die Spalten mit dem Patienten und dem Datum",
  "Choose the column with the date": "Wählen Sie die Spalte mit dem Datum",
  "Choose the columns with the patient and the start":
    "Wählen Sie die Spalten mit dem Patienten und dem Beginn",
  "Choose the columns with the patient, and the code or its text":
    "Wählen Sie die Spalten mit dem Patienten und dem Code oder seiner Bezeichnung",
  "Only for appointments and clinical records": "Nur für Termine und klinische Einträge",
  "Only for clinical records": "Nur für klinische Einträge",
  "Only for observations": "Nur für Befunde",
  "Only for visits with one seat": "Nur für Termine mit einem Platz",
  "Only for appointments": "Nur für Termine",
  "Not a file of this upload": "Keine Datei dieses Imports",
  "Not a column that is imported": "Keine importierte Spalte",
  "Has to be in line order, without repeats": "Muss nach Zeilen geordnet sein, ohne Wiederholungen",
  "These lines overlap those of another part":
    "Diese Zeilen überschneiden sich mit denen eines anderen Teils",
  "The row has {cells} fields, the header {names}": "Die Zeile hat {cells} Felder, die Kopfzeile {names}",
  "May have thousands or decimals: set `decimalMark` to `point`, or leave out the thousands’ mark":
    "Kann Tausender oder Dezimalstellen haben: Punkt wählen oder das Zeichen für Tausender weglassen",
  "May be male or female here: say which with `genders`, or write the word":
    "Kann hier männlich oder weiblich bedeuten: Schreiben Sie das Wort",
  "Not a phone number: a spreadsheet has shortened it":
    "Keine Telefonnummer: Eine Tabellenkalkulation hat sie gekürzt",
  "Looks like totals below the table, and is no record":
    "Sieht nach Summen unter der Tabelle aus und ist kein Datensatz",
  "A quote is not closed": "Ein Anführungszeichen ist nicht geschlossen",
  "A quote is misplaced": "Ein Anführungszeichen ist an der falschen Stelle",
  "Longer than {maximum} characters": "Länger als {maximum} Zeichen",
  "Not a gender, such as male, female, other, unknown, M, F":
    "Kein Geschlecht, wie männlich, weiblich, divers, unbekannt, M, W",
  "Not a date in the format {format}": "Kein Datum im Format {format}",
  "Not a valid date, read as {format}": "Kein gültiges Datum, gelesen als {format}",
  "Not a whole number": "Keine ganze Zahl",
  "The file is no calendar": "Die Datei ist kein Kalender",
  "The calendar has more than {maximum} appointments": "Der Kalender hat mehr als {maximum} Termine",
  "The event cannot be read": "Das Ereignis lässt sich nicht lesen",
  "The event repeats too often, or its rule cannot be read":
    "Das Ereignis wiederholt sich zu oft, oder seine Regel lässt sich nicht lesen",
  "A row of a calendar has one cell": "Eine Zeile eines Kalenders hat eine Zelle",
  "Only for a table or a calendar": "Nur für eine Tabelle oder einen Kalender",
  "Required, but for a calendar": "Erforderlich, außer bei einem Kalender",
  "A calendar is one file": "Ein Kalender ist eine Datei",
  "Not an instant (YYYY-MM-DDTHH:MM:SSZ)": "Kein Zeitpunkt (YYYY-MM-DDTHH:MM:SSZ)",
  "Is before START": "Liegt vor START",
  "Give the time of day, too": "Geben Sie auch die Uhrzeit an",
  "Has to be after the start": "Muss nach dem Beginn liegen",
  "Has to be from 1 to 1439 minutes": "Müssen 1 bis 1439 Minuten sein",
  "The clocks skip this time": "Diese Uhrzeit gibt es wegen der Zeitumstellung nicht",
  "Not a status, such as booked, fulfilled, cancelled, noshow":
    "Kein Status, wie gebucht, abgeschlossen, abgesagt, nicht erschienen",
  "Has not ended yet": "Ist noch nicht vorbei",
  "There is no such patient": "Diesen Patienten gibt es nicht",
  "There is no such doctor": "Diesen Arzt gibt es nicht",
  "There is no such encounter": "Diese Konsultation gibt es nicht",
  "Name the system of the code": "Geben Sie an, aus welchem System der Code stammt",
  "Not a number with this decimal mark": "Keine Zahl mit diesem Dezimaltrennzeichen",
  "Several patients match: give an identifier, or the date of birth":
    "Mehrere Patienten passen: Geben Sie eine Kennung oder das Geburtsdatum an",
  "Several doctors match: give an identifier": "Mehrere Ärzte passen: Geben Sie eine Kennung an",
  "Repeats the appointment of line {line}": "Wiederholt den Termin der Zeile {line}",
  "The doctor has another appointment at this time": "Der Arzt hat zu dieser Zeit einen anderen Termin",
  "The doctor of line {line} is booked at this time":
    "Der Arzt hat zu dieser Zeit den Termin der Zeile {line}",
  "The patient has another appointment at this time": "Der Patient hat zu dieser Zeit einen anderen Termin",
  "The patient of line {line} is booked at this time":
    "Der Patient hat zu dieser Zeit den Termin der Zeile {line}",
  "The doctor's day is full": "Der Arzt ist an diesem Tag ausgebucht",
  "The file has more than {maximum} appointments to come":
    "Die Datei hat mehr als {maximum} künftige Termine",
  "Repeats the identifier of line {line}": "Wiederholt die Kennung der Zeile {line}",
  "Repeats line {line}": "Wiederholt die Zeile {line}",
  "The encounter is locked": "Die Konsultation ist gesperrt",
  "The encounter was entered in error": "Die Konsultation wurde irrtümlich erfasst",
  "Not found in {file} or in an earlier import": "Weder in {file} noch in einem früheren Import",
  "Another doctor in the directory has this licence number":
    "Ein anderer Arzt im Verzeichnis hat diese Zulassungsnummer",
  "Another doctor in the directory has this email address":
    "Ein anderer Arzt im Verzeichnis hat diese E-Mail-Adresse",
  "The doctor of line {line} has this licence number": "Der Arzt in Zeile {line} hat diese Zulassungsnummer",
  "The doctor of line {line} has this email address": "Der Arzt in Zeile {line} hat diese E-Mail-Adresse",
  "undo this merge instead": "heben Sie stattdessen diese Zusammenführung auf",
  "undo this later merge first": "heben Sie zuerst diese spätere Zusammenführung auf",
  "has a record from before the date of birth: correct one of the two first":
    "hat einen Eintrag von vor dem Geburtsdatum: korrigieren Sie zuerst eines von beiden",
  "removed since the merge: restore the patient first":
    "seit der Zusammenführung entfernt: stellen Sie zuerst den Patienten wieder her",
  "has rows of another table": "hat Zeilen einer weiteren Tabelle",
  "restored or erased since the merge": "seit der Zusammenführung wiederhergestellt oder gelöscht",
  "edited since, now version {version}": "seither bearbeitet, jetzt Version {version}",
  "made since": "seither erstellt",
  "locked since": "seither gesperrt",
};
