/** A piece of a page. Only `html` makes one, so that no text gets into a page unescaped. */
export interface Html {
  readonly markup: string;
}

type Piece = string | number | undefined | Html | readonly Html[];

/** Puts values into markup: texts are escaped, pieces of pages are taken as they are, `undefined` is nothing. */
export function html(markup: TemplateStringsArray, ...pieces: Piece[]): Html {
  return { markup: String.raw({ raw: markup }, ...pieces.map(write)) };
}

function write(piece: Piece): string {
  if (piece === undefined) return '';
  if (typeof piece === 'string') return escape(piece);
  if (typeof piece === 'number') return String(piece);
  return 'markup' in piece ? piece.markup : piece.map(write).join('');
}

const escaped: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => escaped[sign] ?? sign);
}
