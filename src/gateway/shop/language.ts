import type { FastifyRequest } from 'fastify';
import { texts, type Language } from './texts.js';

const COOKIE = 'shop-language';

/** The language of a visitor: the one that they switched to, or the first that their browser asks for and we speak. */
export function languageOf({ headers }: FastifyRequest): Language {
  const chosen = new RegExp(`(?:^|; )${COOKIE}=(\\w+)`).exec(headers.cookie ?? '')?.[1];
  return [chosen, ...asked(headers['accept-language'])].find(isLanguage) ?? 'en';
}

/** What makes the browser remember a switch. */
export function languageCookie(language: Language): string {
  return `${COOKIE}=${language}; Path=/shop; Max-Age=31536000; SameSite=Lax; HttpOnly`;
}

export function isLanguage(code: string | undefined): code is Language {
  return code !== undefined && Object.hasOwn(texts, code);
}

/** The languages of an Accept-Language header, the most wanted first. */
function asked(header = ''): string[] {
  return header
    .split(',')
    .map((range) => {
      const [tag = '', quality] = range.trim().split(/;\s*q=/);
      return { code: tag.slice(0, 2).toLowerCase(), quality: Number(quality ?? 1) };
    })
    .sort((one, other) => other.quality - one.quality)
    .map(({ code }) => code);
}
