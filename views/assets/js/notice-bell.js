/*
 * <notice-bell> around the bell: asks for it anew each minute while the page can be seen and somebody is there, so that its count stays true on
 * pages that stay open. Whoever has not touched the page for an hour is asked nothing more: a page that nobody looks at keeps no session open.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let touched = Date.now();
for (const sign of ['pointerdown', 'pointermove', 'keydown', 'scroll'])
  document.addEventListener(
    sign,
    () => {
      touched = Date.now();
    },
    { passive: true },
  );

class NoticeBell extends HTMLElement {
  connectedCallback() {
    this.asked = Date.now();
    this.timer = setInterval(() => this.refresh(), MINUTE);
    this.shown = () => document.visibilityState === 'visible' && Date.now() - this.asked > MINUTE && this.refresh();
    document.addEventListener('visibilitychange', this.shown);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    document.removeEventListener('visibilitychange', this.shown);
  }

  async refresh() {
    if (document.visibilityState !== 'visible' || Date.now() - touched > HOUR) return;
    this.asked = Date.now();
    const address = new URL(this.firstElementChild.href);
    address.pathname += '/unread';
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok || answer.redirected) return; // offline, or the session is over: what is shown stays
    const text = await answer.text();
    if (text.trim() === this.innerHTML.trim() || this.contains(document.activeElement)) return;
    this.innerHTML = text;
  }
}

customElements.define('notice-bell', NoticeBell);
