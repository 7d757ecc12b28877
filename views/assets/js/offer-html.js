/*
 * HTML of offers into the editor and out of it, so that what was not touched comes back as it was.
 */

const MARK = /\{\{\s*([^{}<>]*?)\s*\}\}/g;
/** Stands for a space that does not break, which Quill would make an ordinary one. */
const KEPT_SPACE = '\ue000';

/** The contents of an editor that shows this HTML: `{{names}}` as chips. */
export function opened(quill, html) {
  teach(quill);
  return quill.clipboard.convert({ html: html.replaceAll('\u00a0', KEPT_SPACE).replaceAll('&nbsp;', KEPT_SPACE) });
}

/** What stands in an editor; its ordinary spaces ordinary again, and without what Quill notes for itself. */
export function htmlOf(quill) {
  const html = quill
    .getSemanticHTML()
    .replaceAll('&nbsp;', ' ')
    .replace(/<table style="[^"]*">/g, '<table>')
    .replace(/ data-row="[^"]*"/g, '');
  return html === '<p></p>' ? '' : html;
}

/** Whether both are the same for a browser, however they are written. */
export function sameHtml(one, other) {
  return canonical(one) === canonical(other);
}

function canonical(html) {
  const { body } = new DOMParser().parseFromString(html.replace(/ style="[^"]*"/g, ' data-styled'), 'text/html');
  for (const element of body.querySelectorAll('[class]')) element.className = [...element.classList].sort().join(' ');
  return body.innerHTML.trim();
}

const taught = new WeakSet();

function teach(quill) {
  if (taught.has(quill)) return;
  taught.add(quill);
  quill.clipboard.addMatcher(Node.TEXT_NODE, (_, delta) => {
    const Delta = delta.constructor;
    return delta.reduce((all, { insert, attributes }) => {
      if (typeof insert !== 'string') return all.insert(insert, attributes);
      let from = 0;
      for (const mark of insert.matchAll(MARK)) {
        const before = insert.slice(from, mark.index).replaceAll(KEPT_SPACE, '\u00a0');
        if (before) all.insert(before, attributes);
        all.insert({ variable: mark[1] }, attributes);
        from = mark.index + mark[0].length;
      }
      const rest = insert.slice(from).replaceAll(KEPT_SPACE, '\u00a0');
      return rest ? all.insert(rest, attributes) : all;
    }, new Delta());
  });
}
