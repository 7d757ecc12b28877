import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Whether a process of this number lives, also one of another user. One that has ended but is not buried by its parent does not. */
export function alive(pid: number) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return process.platform !== 'linux' || !/^[ZX]?$/.test(statOf(pid)[0]);
}

/** A process's start, as text to compare: numbers of dead processes are given out again, start times with them are not. */
export function startOf(pid: number): string {
  if (process.platform !== 'linux') return ps(pid, 'lstart');
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${statOf(pid)[19]}`;
}

/** The name of a process's program, '' when there is none. */
export function programOf(pid: number): string {
  if (process.platform !== 'linux') return ps(pid, 'comm').replace(/^.*\//, '');
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}

/** Resolves when the process is gone; waiting for it keeps nobody running. */
export async function gone(pid: number) {
  while (alive(pid)) await pause(50, { ref: false });
}

/** What Linux tells of a process, from its state on: the name before it may itself hold spaces and brackets. */
function statOf(pid: number) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [''];
  }
}

function ps(pid: number, column: string) {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
