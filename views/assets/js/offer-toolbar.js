/*
 * The toolbar of the editor of offers: native buttons and selects, so that keyboards and readers know them; Quill finds them by their classes.
 */

/** @param groups [{ label, variables: [{ name, label }] }] @param words of the person's language, by name */
export function toolbarOf(Quill, groups, words) {
  const icons = Quill.import('ui/icons');
  const toolbar = element('div', { className: 'offer-toolbar', role: 'toolbar', ariaLabel: words.toolbar });
  const button = (format, value, word, picture) => {
    const made = element('button', {
      type: 'button',
      className: `ql-${format} btn btn-icon`,
      ariaLabel: words[word],
      title: words[word],
    });
    if (value) made.value = value;
    made.innerHTML = picture;
    return made;
  };
  const select = (format, word, options) => {
    const made = element('select', { className: `ql-${format} form-select`, ariaLabel: words[word], title: words[word] });
    made.append(...options.map(([value, name]) => element('option', { value, textContent: words[name] })));
    return made;
  };
  toolbar.append(
    select('header', 'format', [
      ['', 'text'],
      ['1', 'heading_1'],
      ['2', 'heading_2'],
      ['3', 'heading_3'],
    ]),
    button('bold', null, 'bold', icons.bold),
    button('italic', null, 'italic', icons.italic),
    button('underline', null, 'underline', icons.underline),
    button('strike', null, 'strike', icons.strike),
    select('color', 'colour', [['', 'colour_none'], ...['accent', 'muted', 'red', 'green', 'blue'].map((name) => [name, name])]),
    select('size', 'size', [
      ['small', 'small'],
      ['', 'normal'],
      ['large', 'large'],
    ]),
    button('list', 'bullet', 'bullets', icons.list.bullet),
    button('list', 'ordered', 'numbers', icons.list.ordered),
    button('indent', '-1', 'outdent', icons.indent['-1']),
    button('indent', '+1', 'indent', icons.indent['+1']),
    select('align', 'align', [['', 'left'], ...['center', 'right', 'justify'].map((side) => [side, side])]),
    button('blockquote', null, 'quote', icons.blockquote),
    button('link', null, 'link', icons.link),
    button('image', null, 'picture', icons.image),
    tables(words),
    button('clean', null, 'clean', icons.clean),
    chips(groups, words),
    linkDialog(words),
  );
  for (const { value, parentElement } of toolbar.querySelectorAll('option'))
    if (value === '' && !parentElement.matches('.ql-tables, .ql-variables')) mark(parentElement);
  return toolbar;
}

/** Quill takes the selected option for what text without the format has. */
function mark(select) {
  const plain = [...select.options].find(({ value }) => value === '');
  plain.setAttribute('selected', 'selected');
  select.value = '';
}

function tables(words) {
  const select = element('select', { className: 'ql-tables form-select', ariaLabel: words.table, title: words.table });
  const verbs = ['table_insert', 'row_add', 'column_add', 'row_remove', 'column_remove', 'table_remove'];
  select.append(element('option', { value: '', textContent: words.table }));
  select.append(...verbs.map((verb) => element('option', { value: verb, textContent: words[verb] })));
  return select;
}

function chips(groups, words) {
  const select = element('select', { className: 'ql-variables form-select', ariaLabel: words.variable, title: words.variable });
  select.append(element('option', { value: '', textContent: words.variable }));
  for (const { label, variables } of groups) {
    const group = element('optgroup', { label });
    group.append(...variables.map(({ name, label: text }) => element('option', { value: name, textContent: text })));
    select.append(group);
  }
  return select;
}

function linkDialog(words) {
  const dialog = element('dialog', { className: 'offer-link' });
  const label = element('label', { textContent: words.link_address });
  const address = element('input', { className: 'form-control', type: 'text', inputMode: 'url', placeholder: 'https://' });
  label.append(address);
  const verbs = element('div', { className: 'offer-link-verbs' });
  const verb = (value, word) => element('button', { type: 'button', value, textContent: words[word], className: 'btn' });
  verbs.append(verb('save', 'link_save'), verb('remove', 'link_remove'));
  verbs.addEventListener('click', ({ target }) => target.matches('button') && dialog.close(target.value));
  // The dialog stands in the form of the offer, which Enter would send.
  address.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    dialog.close('save');
  });
  dialog.append(label, verbs);
  return dialog;
}

function element(tag, properties) {
  const { role, ...rest } = properties;
  const made = Object.assign(document.createElement(tag), rest);
  if (role) made.setAttribute('role', role);
  return made;
}
