import type * as z from 'zod';

/** A field that is wrong, and what was expected there. */
export interface Problem {
  /** Its path in the object, e.g. "payment.successUrl"; "(whole)" for the object itself. */
  readonly field: string;
  readonly expected: string;
}

/** What a check yields: the value with its defaults filled in, or every field that is wrong. */
export type Checked<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

/** Holds something from outside against a schema. */
export function check<T>(schema: z.ZodType<T>, input: unknown): Checked<T> {
  // The workflow sandbox forbids code generation from strings, with which zod would speed itself up. Said for this call
  // alone: `z.config` would say it for everybody in the process of a backend.
  const checked = schema.safeParse(input, { jitless: true });
  return checked.success ? { value: checked.data } : { problems: readProblems(checked.error) };
}

/** Reads zod's findings as problems; a field that should not be there is named itself. */
function readProblems(error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ field: [...path, key].join('.'), expected: 'no such field' }));
    return [{ field: path.join('.') || '(whole)', expected: wording(issue) }];
  });
}

/** Writes problems as one line. */
export function tellProblems(problems: readonly Problem[]): string {
  return problems.map(({ field, expected }) => `${field}: ${expected}`).join('; ');
}

/** Says what was expected in words, where zod names its own types. */
function wording(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input'))
    return `expected ${inWords[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_key')
    return `${issue.issues[0]?.message ?? 'expected another name'}, as its name`;
  return issue.message;
}

const inWords: Partial<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};
