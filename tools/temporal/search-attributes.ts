import { searchAttribute } from '../../src/workflows/contract.js';

/** The search attributes of the order workflows, all of type Keyword. */
export const searchAttributeNames = Object.values(searchAttribute).map(({ name }) => name);
