// What the worker of the comparisons bundles. The functions' names are the workflow types.
export { ceiling, empty } from './bounds.js';
export { textbook } from './textbook.js';
