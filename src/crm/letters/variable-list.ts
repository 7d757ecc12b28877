import type { Values } from '../../mail/template-text';
import { say } from '../../web/say';
import { GROUPS } from '../variables/variables';

/** Of these there is nothing to say where no deal is named. */
const OF_DEALS = ['deal', 'contact'];

/** The variables as a page lists them: by whom or what they are about, each with what it stands for. @param isAboutDeal whether a deal is named */
export function variableList(values: Values, isAboutDeal: boolean) {
  const groups = Object.entries(GROUPS).filter(([group]) => isAboutDeal || !OF_DEALS.includes(group));
  return groups.map(([group, names]) => ({
    title: say(`crm_variables.group.${group}`),
    variables: names.map((name) => ({
      name: `{{${name}}}`,
      says: say(`crm_variables.${name}`),
      sample: values[name] || null,
    })),
  }));
}

/** What variables are for people: 'contact person: e-mail, deal: expected date'. */
export function inWords(names: string[]): string {
  const words = names.map((name) => {
    const group = Object.keys(GROUPS).find((each) => GROUPS[each].includes(name));
    return `${say(`crm_variables.group.${group}`)}: ${say(`crm_variables.${name}`)}`;
  });
  return words.join(', ');
}
