import type { MailState } from '../message.entity';

/** How a state looks: never by colour alone (design). */
export const LOOKS: Record<MailState, { colour: string; sign: string }> = {
  queued: { colour: 'info', sign: 'clock' },
  handed_over: { colour: 'info', sign: 'send' },
  accepted: { colour: 'good', sign: 'mail-check' },
  failed: { colour: 'bad', sign: 'mail-x' },
  unknown: { colour: 'warn', sign: 'mail-question' },
  bounced: { colour: 'bad', sign: 'mail-x' },
  withdrawn: { colour: 'quiet', sign: 'ban' },
};

/** Key of the sentence that explains a state; null when there is nothing to explain. */
export function reasonKey({ state, reason, served }: { state: MailState; reason: string | null; served: boolean }) {
  if (state === 'queued' && !served) return 'mail.reason.no_server';
  return reason ? `mail.reason.${reason}` : null;
}
