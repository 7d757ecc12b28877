const { readdirSync, readFileSync } = require('node:fs');

const CLOCK_TICK_IN_MS = 10; // Linux tells CPU time in hundredths of a second

function median(values) {
  return percentile(values, 50);
}

/** The nearest rank. */
function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
}

function rounded(value, places = 2) {
  return value === null || value === undefined || Number.isNaN(value) ? null : Number(value.toFixed(places));
}

/** CPU milliseconds a process has used; null where /proc does not tell. */
function cpuOf(pid) {
  const stat = pid && statOf(pid);
  return stat ? (stat.own + stat.system) * CLOCK_TICK_IN_MS : null;
}

/** The same of a Postgres: its main process, all that it has started and that lives, and all that has ended. */
function cpuOfPostgres(postmaster) {
  const main = postmaster && statOf(postmaster);
  if (!main) return null;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat?.parent === postmaster);
  const ticks = children.reduce((all, { own, system }) => all + own + system, main.own + main.system + main.buried);
  return ticks * CLOCK_TICK_IN_MS;
}

/** Resident memory in MB; null where /proc does not tell. */
function memoryOf(pid) {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
  } catch {
    return null;
  }
}

function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { parent: fields[1], own: fields[11], system: fields[12], buried: fields[13] + fields[14] };
  } catch {
    return undefined;
  }
}

/** Prints one figure as a line of JSON. */
function say(figure) {
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}

module.exports = { median, percentile, rounded, cpuOf, cpuOfPostgres, memoryOf, say };
