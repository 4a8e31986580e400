import type { FastifySchemaCompiler } from 'fastify';
import type * as z from 'zod';
import { InvalidInput } from '../client.js';
import { check } from '../domain/problem.js';

/** Holds a part of a request against its schema; what is wrong is told in the domain's words, every field at once. */
export const validate: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (part) => {
    const checked = check(schema, part);
    return 'problems' in checked ? { error: new InvalidInput(checked.problems) } : checked;
  };
