import type { Values } from '../../mail/template-text';
import { say } from '../../web/say';
import { GROUPS } from '../variables/variables';

/** In the names of fields that the firm added. */
const OWN = '.own.';

/** Of these there is nothing to say where no deal is named. */
const OF_DEALS = ['deal', 'contact'];

/** The variables as a page lists them: by whom or what they are about, each with what it stands for. @param isAboutDeal whether a deal is named */
export function variableList(values: Values, isAboutDeal: boolean) {
  const own = Object.keys(values).filter((name) => name.includes(OWN) && (isAboutDeal || !name.startsWith('deal.')));
  const groups = Object.entries(GROUPS).filter(([group]) => isAboutDeal || !OF_DEALS.includes(group));
  const shown = (title: string, names: readonly string[]) => ({
    title,
    variables: names.map((name) => ({ name: `{{${name}}}`, says: nameOf(name), sample: values[name] || null })),
  });
  return [
    ...groups.map(([group, names]) => shown(say(`crm_variables.group.${group}`), names)),
    ...(own.length ? [shown(say('letters.own_fields'), own)] : []),
  ];
}

/** What variables are for people: 'contact person: e-mail, deal: expected date'. */
export function inWords(names: string[]): string {
  const words = names.map((name) => {
    const group = Object.keys(GROUPS).find((each) => GROUPS[each].includes(name));
    return group ? `${say(`crm_variables.group.${group}`)}: ${nameOf(name)}` : nameOf(name);
  });
  return words.join(', ');
}

/** A field of the firm's own is called by its key. */
function nameOf(name: string) {
  return name.includes(OWN) ? name.split(OWN)[1] : say(`crm_variables.${name}`);
}
