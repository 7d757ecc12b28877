/*
 * <deal-board class="board" data-field="stageId" data-failed="It could not be moved. …"> lets cards be dragged:
 *
 *   <section class="board-column"> … <div class="board-cards" data-stage="1001">     an id; data-ask="/crm/deals/{id}/moves/new?stageId=1001" on a
 *                                                                                    column that asks for a reason first: the card's page of it is opened
 *     <article class="board-card" data-deal="7" data-move="/crm/deals/7/moves">      each card also has a menu with forms that move it, for the keyboard
 *
 * A drop posts the field to data-move, which leads back to the board: its cards, counts and sums are then shown as the server answers, and its notice.
 */
import '/assets/vendor/sortable/Sortable.min.js';

class DealBoard extends HTMLElement {
  connectedCallback() {
    this.start();
  }

  start() {
    for (const column of this.querySelectorAll('[data-stage]')) {
      window.Sortable.create(column, {
        group: 'deals',
        draggable: '[data-move]',
        filter: 'details, form',
        preventOnFilter: false,
        ghostClass: 'ghost',
        animation: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120,
        delay: 200,
        delayOnTouchOnly: true,
        onEnd: ({ item, from, to, oldIndex }) =>
          from !== to && this.move(item, to, () => from.insertBefore(item, from.children[oldIndex])),
      });
    }
    for (const card of this.querySelectorAll('[data-move]')) card.classList.add('movable');
  }

  /** A card that goes to a column which asks first stands back in its own until that is answered, also after the back button. */
  async move(card, column, putBack) {
    if (column.dataset.ask) {
      putBack();
      return window.location.assign(column.dataset.ask.replace('{id}', card.dataset.deal));
    }
    const body = new URLSearchParams({ [this.dataset.field]: column.dataset.stage });
    const answer = await page(card.dataset.move, { method: 'POST', body });
    const board = answer ?? (await page(window.location.href));
    if (board) {
      this.replaceChildren(...board.querySelector('deal-board').childNodes);
      this.start();
    }
    if (answer) tell(answer.querySelector('[data-flash]'));
    else window.alert(this.dataset.failed);
  }
}

/** The page that the server answers with, after redirects; nothing where it refuses or is not there. */
async function page(address, options) {
  const answer = await fetch(address, options).catch(() => null);
  return answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
}

function tell(notice) {
  document.querySelector('[data-flash]')?.remove();
  if (notice) document.querySelector('main').prepend(notice);
}

customElements.define('deal-board', DealBoard);
