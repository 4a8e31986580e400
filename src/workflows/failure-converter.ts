import { DefaultFailureConverter } from '@temporalio/common';

/**
 * Puts the words and the stack of a failure into a payload, which a codec can encrypt. Workers load it by its path, in the
 * workflows' sandbox too; whoever reads a failure needs no converter of ours.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
