import * as z from 'zod';

// Documented for version 2; version 1 says nothing about the body of a refusal.
const refusal = z.object({ errors: z.array(z.unknown()) });

// Enough to understand; error messages go into logs and into histories that live for years.
const MOST_CHARACTERS = 300;

// What the platform may echo and must not travel on. The bounds keep a hostile megabyte from taking for ever.
const PRIVATE: [RegExp, string][] = [
  [/[^\s@]{1,64}@[^\s@]{1,255}/g, '[e-mail]'],
  [/\+\d[\d ()-]{6,18}\d|(?<!\w)\d{10,15}(?!\w)/g, '[phone]'],
  [/(?<!\w)[0-9a-f]{32}(?!\w)/gi, '[key]'],
];

/** Reads the platform's own error texts, one line each and 300 characters in all, without e-mails, phones and keys. */
export function readTexts(body: unknown): string[] {
  let room = MOST_CHARACTERS;
  const { data } = refusal.safeParse(body);
  return (data?.errors ?? []).flatMap((error) => {
    const text = typeof error === 'string' ? clean(error).slice(0, room) : '';
    room -= text.length;
    return text ? [text] : [];
  });
}

function clean(error: string): string {
  // Separators and everything invisible: a text must not break a log line, nor turn it around.
  const line = error.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return PRIVATE.reduce((text, [pattern, word]) => text.replace(pattern, word), line);
}
