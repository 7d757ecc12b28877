import 'reflect-metadata';
import { loadEnvironmentFile, readSettings } from '../settings';
import { StartFailure } from '../start-failure';
import { createAccount } from './create-account';
import { doctor } from './doctor';
import { mailBounce } from './mail-bounce';
import { proveNumbering } from './prove-numbering';
import { say } from './say';

const HELP = `tandem: Tandem's command line

  account create   makes an account with its owner, and a token for the API, shown this once
      --name TEXT        the firm's name
      --login TEXT       the owner's login
      --email ADDRESS    the owner's e-mail
      --person TEXT      the owner's own name (default: the login)
      --password TEXT    the owner's password, at least 10 characters, or
      --password-stdin   read it from standard input
      --language pl|en   of the owner and of the account's first records (default: pl)
      --example-data     fill the account with an example firm
      --json             answer {"account": …, "prefix": …, "token": …}

  doctor           checks settings, database, migrations, policies, numbering and jobs; exit code 1 when something is wrong

  mail bounce      reads one mail that came back from standard input and notes it at its message; for an alias of
                   your mail server to the address for bounces in the mail settings

  numbering prove  proves of every series that no number is missing or doubled, and names voids, cancelled documents and typed numbers with
                   who, when and why; exit code 1 when something is wrong
      --account ID       one account only (default: all)
      --json             answer {"proved": …, "faults": […], "accounts": […]}

  --help           shows this`;

/** Runs one command; what it says goes to standard output, what went wrong to standard error with exit code 1. */
async function main([noun, ...rest]: string[]) {
  if (!noun || noun === '--help' || rest.includes('--help')) return say(HELP);
  loadEnvironmentFile();
  if (noun === 'account' && rest[0] === 'create') return say(await createAccount(readSettings(), rest.slice(1)));
  if (noun === 'numbering' && rest[0] === 'prove') return say(await proveNumbering(readSettings(), rest.slice(1)));
  if (noun === 'doctor') return say(await doctor(readSettings()));
  if (noun === 'mail' && rest[0] === 'bounce') return say(await mailBounce(readSettings()));
  throw new StartFailure(`there is no command "${[noun, ...rest].join(' ')}"`, ['Try --help.']);
}

main(process.argv.slice(2)).then(
  () => process.exit(process.exitCode ?? 0),
  (error) => {
    const lines = error instanceof StartFailure ? [error.message, ...error.lines] : [error.message];
    process.stderr.write(`${lines.join('\n')}\n`);
    process.exit(1);
  },
);
