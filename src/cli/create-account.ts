import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { plainToInstance } from 'class-transformer';
import { ApiTokens } from '../accounts/api-tokens.service';
import { SignUpInput } from '../accounts/sign-up.input';
import { SignUps } from '../accounts/sign-up.service';
import { createApp } from '../app';
import { BrokenRule } from '../broken-rule';
import { openDatabase } from '../database/open-database';
import type { Settings } from '../settings';
import { StartFailure } from '../start-failure';
import { InputPipe, InvalidInput } from '../web/input.pipe';
import { isLanguage, translate } from '../web/translations';

const OPTIONS = {
  name: { type: 'string' },
  login: { type: 'string' },
  email: { type: 'string' },
  person: { type: 'string' },
  password: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  language: { type: 'string' },
  'example-data': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** Options that are not called as the field of the sign-up form that they fill. */
const OPTION_OF: Record<string, string> = { company: 'name', name: 'person' };

/**
 * Makes an account with its owner and an API token; whoever has the machine may, whatever SIGN_UP says.
 * @returns what to print: account id, prefix and token
 * @throws StartFailure naming what is missing or wrong
 */
export async function createAccount(settings: Settings, args: string[]): Promise<string> {
  const given = optionsOf(args);
  const { language = 'pl' } = given;
  if (!isLanguage(language)) throw new StartFailure('--language: pl or en');
  const password = given['password-stdin'] ? (await text(process.stdin)).replace(/\r?\n$/, '') : given.password;
  const { name: company, login, email, 'example-data': exampleData } = given;
  const input = await checked({ company, name: given.person ?? login ?? company, login, email, password, exampleData });
  const database = await openDatabase(settings, 'command');
  try {
    const app = await createApp({ settings, database: database.application, owner: database.owner, by: 'command' });
    try {
      const owner = await app.get(SignUps, { strict: false }).signUp(input, language, 'open');
      const { prefix, token } = await app
        .get(ApiTokens, { strict: false })
        .give(owner.account, owner.user, 'tandem account create');
      const made = { account: owner.account, prefix, token };
      return given.json ? JSON.stringify(made) : `account ${made.account}\nprefix  ${prefix}\ntoken   ${token}`;
    } finally {
      await app.close();
    }
  } catch (error) {
    if (error instanceof BrokenRule) throw new StartFailure(translate('en', `broken.${error.key}`, error.values));
    throw error;
  } finally {
    await database.close();
  }
}

function optionsOf(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw new StartFailure((error as Error).message, ['Try --help.']);
  }
}

async function checked(typed: object): Promise<SignUpInput> {
  try {
    return await new InputPipe().transform(plainToInstance(Object, typed), { type: 'body', metatype: SignUpInput });
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const [first] = error.fields;
    throw new StartFailure(
      `--${OPTION_OF[first.field] ?? first.field}: ${translate('en', `invalid.${first.key}`, first.values)}`,
    );
  }
}
