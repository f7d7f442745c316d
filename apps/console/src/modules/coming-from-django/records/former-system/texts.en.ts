export const texts = {
  title: "Clients of a former system",
  about: "Only needed after a move from another system. New programs need neither.",
  isSaved: "The settings are saved",
  numericIds: "Numbers in addresses of the API",
  numericIdsHint:
    "The system of imported numbers, such as django:000, that the API accepts in place of the ids of patients and doctors, such as in /patients/17. Only needed after a move from another system.",
  dialect: "Answers of the API",
  dialectHint:
    "The names, shapes and statuses with which REST answers on patients, doctors, mappings and accounts. Only needed for a client of a Django backend.",
  dialectOfServer: "As set on the server",
  djangoDialect: (number: string) => `Django ${number}`,
  ownDialect: "Caretype’s own",
};
