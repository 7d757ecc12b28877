import type { DepartmentKey } from './departments';
import { IN_POZNAN, IN_WROCLAW } from './firms';
import type { PersonKey } from './people';

/** A client of the example, by the key that other tables name it by. */
export interface ExampleClient {
  key: string;
  /** Who is responsible for it and its deals. */
  responsible: PersonKey;
  department: DepartmentKey;
  company: boolean;
  name: string;
  shortName: string;
  firstName?: string;
  lastName?: string;
  country: string;
  taxNo: string | null;
  street: string;
  postCode: string;
  city: string;
  phone: string;
  contact?: { name: string; role: string };
  /** Of what it buys. */
  currency: 'PLN' | 'EUR';
  /** Key of who pays for it (R15, R25). */
  payer?: string;
}

type Firm = (typeof IN_POZNAN | typeof IN_WROCLAW)[number];
type PrivatePerson = readonly [
  key: string,
  PersonKey,
  DepartmentKey,
  first: string,
  last: string,
  street: string,
  postCode: string,
  city: string,
];
type Foreign = readonly [
  key: string,
  country: string,
  name: string,
  taxNo: string,
  street: string,
  postCode: string,
  city: string,
  contact: string,
];

const PRIVATE_PERSONS = [
  ['nowicki', 'tomasz', 'poznan', 'Paweł', 'Nowicki', 'ul. Wierzbowa 6', '62-002', 'Suchy Las'],
  ['bielska', 'owner', 'poznan', 'Anna', 'Bielska', 'ul. Krokusowa 21', '60-185', 'Skórzewo'],
  ['zawada', 'ewa', 'wroclaw', 'Marek', 'Zawada', 'ul. Jodłowa 8', '55-040', 'Bielany Wrocławskie'],
  ['pietrzyk', 'ewa', 'wroclaw', 'Helena', 'Pietrzyk', 'ul. Wiśniowa 17', '53-126', 'Wrocław'],
] as const satisfies readonly PrivatePerson[];

const FOREIGN = [
  ['garten', 'DE', 'Gartenfreunde Lausitz GmbH', '811907980', 'Lindenallee 5', '03046', 'Cottbus', 'Jürgen Krause'],
  ['zahrada', 'CZ', 'Zahrada Liberec s.r.o.', '25596641', 'Zahradní 12', '460 01', 'Liberec', 'Petra Nováková'],
] as const satisfies readonly Foreign[];

/** Communities of owners whose manager pays. */
const PAYERS: Record<string, string> = { klonowa: 'domar', mostowa: 'zarzad' };

export type ClientKey = Firm[0] | (typeof PRIVATE_PERSONS)[number][0] | (typeof FOREIGN)[number][0];

/** All clients; a payer stands before those it pays for. */
export const CLIENTS: readonly ExampleClient[] = [
  ...IN_POZNAN.map((firm, place) => polish(firm, 'poznan', `+48 61 555 02 ${10 + place}`)),
  ...IN_WROCLAW.map((firm, place) => polish(firm, 'wroclaw', `+48 71 555 03 ${10 + place}`)),
  ...PRIVATE_PERSONS.map((person, place) => privatePerson(person, `+48 600 555 0${10 + place}`)),
  ...FOREIGN.map((firm, place) => foreign(firm, `+49 355 555 0${10 + place}`)),
].sort((one, other) => Number(one.payer !== undefined) - Number(other.payer !== undefined));

function polish(firm: Firm, department: DepartmentKey, phone: string): ExampleClient {
  const [key, responsible, shortName, name, taxNo, street, postCode, city, contact, role] = firm;
  return {
    ...{ key, responsible, department, company: true, name, shortName, country: 'PL', taxNo, street, postCode, city, phone },
    ...{ contact: { name: contact, role }, currency: 'PLN', payer: PAYERS[key] },
  };
}

function privatePerson(person: PrivatePerson, phone: string): ExampleClient {
  const [key, responsible, department, firstName, lastName, street, postCode, city] = person;
  const names = { name: `${firstName} ${lastName}`, shortName: `${firstName} ${lastName}`, firstName, lastName };
  return {
    ...{ key, responsible, department, company: false, ...names, country: 'PL', taxNo: null, street, postCode, city, phone },
    currency: 'PLN',
  };
}

function foreign(firm: Foreign, phone: string): ExampleClient {
  const [key, country, name, taxNo, street, postCode, city, contact] = firm;
  return {
    ...{
      key,
      responsible: 'owner',
      department: 'poznan',
      company: true,
      name,
      shortName: name,
      country,
      taxNo,
      street,
      postCode,
    },
    ...{ city, phone, contact: { name: contact, role: 'director' }, currency: 'EUR' },
  };
}
