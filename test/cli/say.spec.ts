import { spawn } from 'node:child_process';
import { Writable } from 'node:stream';
import { say } from '../../src/cli/say';

describe('what a command says', () => {
  it('is all taken before the command ends, however slowly it is read', async () => {
    const taken: string[] = [];
    const slow = new Writable({
      write: (part, _, done) => {
        setTimeout(() => {
          taken.push(String(part));
          done();
        }, 30);
      },
    });
    await say('dowód', slow);
    expect(taken.join('')).toBe('dowód\n');
  });

  it('fails when nobody reads it any more', async () => {
    const cat = spawn('node', ['-e', ''], { stdio: ['pipe', 'ignore', 'ignore'] });
    await new Promise((ended) => cat.on('close', ended));
    await expect(say('x'.repeat(1_000_000), cat.stdin)).rejects.toThrow();
  });
});
