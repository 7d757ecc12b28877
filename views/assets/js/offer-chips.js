/*
 * A variable in the editor of offers: a chip with people's words for it, `{{name}}` in HTML; one that there is not is marked.
 */

/** @param variables [{ name, label }] that there are */
export function variableBlot(Quill, variables, words) {
  const labels = new Map(variables.map(({ name, label }) => [name, label]));

  const Embed = Quill.import('blots/embed');

  return class Variable extends Embed {
    static blotName = 'variable';
    static tagName = 'span';
    static className = 'offer-chip';

    static create(name) {
      const node = Embed.create.call(Variable);
      node.dataset.chip = name;
      node.textContent = labels.get(name) ?? name;
      node.title = labels.has(name) ? `{{${name}}}` : `${words.unknown}: {{${name}}}`;
      node.classList.toggle('offer-chip-unknown', !labels.has(name));
      return node;
    }

    static value(node) {
      return node.dataset.chip;
    }

    html() {
      return `{{${this.domNode.dataset.chip.replaceAll('&', '&amp;')}}}`;
    }
  };
}
