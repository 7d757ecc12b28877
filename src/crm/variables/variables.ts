/** What CRM's texts (letters, offers, macros) may put in the place of `{{name}}`, by whom or what it is about, in the order in which people choose. */
export const GROUPS: Readonly<Record<string, readonly string[]>> = {
  deal: ['name', 'gross', 'net', 'currency', 'expectedOn', 'paymentDays', 'description'].map((name) => `deal.${name}`),
  client: ['name', 'shortName', 'firstName', 'lastName', 'taxNo', 'address', 'email', 'phone'].map((name) => `client.${name}`),
  contact: ['name', 'role', 'email', 'phone'].map((name) => `contact.${name}`),
  department: ['name', 'seller', 'taxNo', 'address', 'email', 'phone', 'www'].map((name) => `department.${name}`),
  user: ['user.name', 'user.email'],
};

/** All of them. What a variable is for people is the translation `crm_variables.<name>`. */
export const VARIABLES: readonly string[] = Object.values(GROUPS).flat();
