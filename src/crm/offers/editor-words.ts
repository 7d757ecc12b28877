import { say } from '../../web/say';

const WORDS = [
  ...['format', 'text', 'heading_1', 'heading_2', 'heading_3', 'bold', 'italic', 'underline', 'strike', 'colour', 'colour_none'],
  ...['accent', 'muted', 'red', 'green', 'blue', 'bullets', 'numbers', 'indent', 'outdent', 'align', 'left', 'center', 'right'],
  ...[
    'justify',
    'quote',
    'link',
    'link_address',
    'link_save',
    'link_remove',
    'picture',
    'table',
    'undo',
    'redo',
    'variable',
    'clean',
  ],
  ...['html', 'editor', 'editing', 'toolbar', 'lossy', 'picture_failed', 'unknown'],
] as const;

/** What the editor of offers says, in the person's language (views/assets/js/offer-editor.js). */
export function editorWords(): Record<string, string> {
  return Object.fromEntries(WORDS.map((word) => [word, say(`offers.editor.${word}`)]));
}
