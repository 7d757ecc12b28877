/*
 * <chosen-files data-limits='{"file":…,"files":…,"count":…}' data-says='{"file":…}'> around <input type="file" multiple>: says at once what the server
 * would refuse, so that the form is not sent in vain and the browser need not be shown the files again. Buttons of the form with the value
 * "show", which ask the server for a preview, lead to the preview that is there as long as files are chosen.
 */

class ChosenFiles extends HTMLElement {
  connectedCallback() {
    this.limits = JSON.parse(this.dataset.limits);
    this.says = JSON.parse(this.dataset.says);
    this.input = this.querySelector('input[type=file]');
    this.input.addEventListener('change', () => this.check());
    this.input.form.addEventListener('click', (event) => {
      if (event.target.closest('button[value=show]') && this.input.files.length) this.stay(event);
    });
    this.check();
  }

  check() {
    this.input.setCustomValidity(this.fault([...this.input.files]));
    this.input.reportValidity();
  }

  fault(files) {
    const { limits, says } = this;
    if (files.length > limits.count) return says.count;
    const accepted = this.input.accept.split(',');
    for (const { name, size } of files) {
      if (!accepted.some((ending) => name.toLowerCase().endsWith(ending))) return says.type.replace('{name}', name);
      if (!size) return says.empty.replace('{name}', name);
      if (size > limits.file) return says.file.replace('{name}', name);
    }
    return files.reduce((sum, { size }) => sum + size, 0) > limits.files ? says.files : '';
  }

  stay(event) {
    event.preventDefault();
    document.querySelector('[data-letter-subject]').scrollIntoView({ block: 'center' });
  }
}

customElements.define('chosen-files', ChosenFiles);
