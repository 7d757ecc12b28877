import { parseArgs } from 'node:util';
import { withClient } from '../database/connection';
import { openDatabase } from '../database/open-database';
import type { NumberedDocument, ProvedSeries } from '../invoicing/numbering/numbering-proof';
import { rangeOf } from '../invoicing/numbering/series-audit';
import type { Settings } from '../settings';
import { StartFailure } from '../start-failure';
import { faultsOf, type ProvedAccount, provedAccounts } from './numbering-check';

/**
 * Proves of each series of numbers that none is missing or doubled (R120), and names each void, cancelled document and typed number with who,
 * when and why; sets the exit code to 1 when something is wrong.
 * @throws StartFailure for options that it does not know
 */
export async function proveNumbering(settings: Settings, args: string[]): Promise<string> {
  const { account, json } = optionsOf(args);
  const database = await openDatabase(settings, 'command');
  try {
    return await withClient(database.owner, async (client) => {
      const told: { text: string; data: object; faults: string[] }[] = [];
      for await (const proved of provedAccounts(client, account))
        told.push({ text: textOf(proved), data: dataOf(proved), faults: faultsOf(proved) });
      if (account !== null && !told.length) throw new StartFailure(`there is no account ${account}`);
      const faults = told.flatMap((one) => one.faults);
      if (faults.length) process.exitCode = 1;
      if (json) return JSON.stringify({ proved: !faults.length, faults, accounts: told.map(({ data }) => data) });
      const verdict = faults.length ? faults.map((fault) => `WRONG: ${fault}`) : ['proved: no number is missing or doubled'];
      return [...told.map(({ text }) => text), ...verdict].join('\n');
    });
  } finally {
    await database.close();
  }
}

function optionsOf(args: string[]) {
  try {
    const { values } = parseArgs({ args, options: { account: { type: 'string' }, json: { type: 'boolean', default: false } } });
    if (values.account !== undefined && !/^[1-9]\d{0,14}$/.test(values.account)) throw new Error('--account takes an id');
    return { account: values.account === undefined ? null : Number(values.account), json: values.json };
  } catch (error) {
    throw new StartFailure((error as Error).message, ['Try --help.']);
  }
}

function dataOf({ account, proof, lost }: ProvedAccount) {
  const series = proof.series.map((one) => {
    const { counter, counts, missing, doubled, proved, explanations } = one;
    return { ...counter, ...counts, proved, missing, doubled, explanations };
  });
  return { account, series, typedOutside: proof.typedOutside, uncounted: proof.uncounted, lost };
}

function textOf({ account, proof }: ProvedAccount) {
  const typed = proof.typedOutside.map((one) => `    ${one.number}: typed outside of any pattern${byWhom(one)}`);
  return [`account ${account}`, ...proof.series.flatMap(linesOf), ...typed].join('\n');
}

function linesOf({ counter, counts, proved, explanations }: ProvedSeries) {
  const { family, seller, department, pattern, period, last } = counter;
  const whose = `${family} of ${seller || 'no tax number'}${department ? `, department ${department}` : ''}`;
  const { given, deleted, cancelled, typed } = counts;
  const summary = `last ${last}, given ${given}, deleted ${deleted}, cancelled ${cancelled}, typed ${typed}`;
  return [
    `  ${proved ? 'ok   ' : 'WRONG'} ${whose}, ${pattern} in ${period}: ${summary}`,
    ...explanations.map((one) => {
      const jump = one.jump ? `, so ${rangeOf(one.jump)} was never given` : '';
      return `    ${one.number}: ${[one.ending, one.typed ? `typed${jump}` : null].filter(Boolean).join(', ')}${byWhom(one)}`;
    }),
  ];
}

function byWhom({ who, at, reason }: NumberedDocument) {
  return ` (${who ?? 'nobody'}, ${at.toISOString()}${reason ? `, "${reason}"` : ''})`;
}
