/*
 * <live-part id data-every>: while it says every how many milliseconds, it fetches its page anew and takes what the same part says there.
 * Without script the page has a link that does the same.
 */
class LivePart extends HTMLElement {
  connectedCallback() {
    this.wait();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  wait() {
    const every = Number(this.dataset.every);
    if (every) this.timer = setTimeout(() => this.look(), every);
  }

  async look() {
    const page = await fetch(location.href)
      .then((answer) => (answer.ok ? answer.text() : ''))
      .catch(() => '');
    const fresh = page && new DOMParser().parseFromString(page, 'text/html').getElementById(this.id);
    // Whoever stands on a button or has asked a question is not disturbed; the next look comes soon.
    if (fresh && !this.contains(document.activeElement)) {
      this.dataset.every = fresh.dataset.every ?? '';
      this.replaceChildren(...fresh.childNodes);
    }
    this.wait();
  }
}

customElements.define('live-part', LivePart);
