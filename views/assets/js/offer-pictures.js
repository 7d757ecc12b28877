/*
 * A chosen picture as a data URL that is small enough for a text: the server makes it anew and refuses what is larger.
 */

const WIDEST = 1200;
const MOST_CHARACTERS = 400_000;

/** @throws when it is no picture that the browser can read, or one that stays too large */
export async function pictureOf(file) {
  const picture = await createImageBitmap(file);
  const ways = [
    ...(file.type === 'image/jpeg' ? [] : [[WIDEST, 'image/png']]),
    [WIDEST, 'image/jpeg'],
    [800, 'image/jpeg'],
    [500, 'image/jpeg'],
  ];
  for (const [widest, type] of ways) {
    const url = drawn(picture, widest, type);
    if (url.length <= MOST_CHARACTERS) return url;
  }
  throw new Error('The picture is too large');
}

function drawn(picture, widest, type) {
  const scale = Math.min(1, widest / picture.width);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const paper = canvas.getContext('2d');
  if (type === 'image/jpeg') {
    paper.fillStyle = '#fff';
    paper.fillRect(0, 0, canvas.width, canvas.height);
  }
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL(type, 0.85);
}
