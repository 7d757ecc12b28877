import { say } from '../../web/say';
import type { Lists } from './macro-lists.service';
import { BLANK, type MacroValues } from './macro-values';

/** Macros that are ready but for being switched on; the first is what people ask for first. */
export const EXAMPLES = ['sale', 'offer_opened', 'new_client', 'overdue', 'accepted'] as const;
export type Example = (typeof EXAMPLES)[number];

/** What is filled in the form of an example, in the language of whoever asks. */
export function exampleOf(example: Example, { stages }: Lists): MacroValues {
  const text = (part: string) => say(`macros.example.${example}.${part}`);
  const named = { ...BLANK, name: text('name') };
  const won = stages.find(({ outcome }) => outcome === 'won')?.value ?? '';
  switch (example) {
    case 'sale':
      return {
        ...named,
        happening: 'sale_completed',
        actions: [{ name: 'notify', 'to:administrators': 'on', 'to:responsible': 'on', text: text('text') }],
      };
    case 'offer_opened': {
      const task = { name: 'make_task', kind: 'call', title: text('text'), inDays: '1', responsible: 'responsible' };
      return { ...named, happening: 'offer_opened', actions: [task] };
    }
    case 'new_client': {
      const conditions = [{ field: 'client.email', is: 'filled' }];
      return {
        ...named,
        happening: 'client_made',
        delay: '3',
        delayUnit: 'hours',
        conditions,
        actions: [{ name: 'mail_client' }],
      };
    }
    case 'overdue':
      return {
        ...named,
        happening: 'document_overdue',
        days: '3',
        actions: [{ name: 'notify', 'to:responsible': 'on', text: text('text') }],
      };
    case 'accepted':
      return { ...named, happening: 'offer_accepted', actions: [{ name: 'move_deal', stage: won }] };
  }
}
