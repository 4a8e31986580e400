import type { Story } from '../story.js';
import { calledOff } from './called-off.js';
import { crash } from './crash.js';
import { paid } from './paid.js';
import { trouble } from './trouble.js';
import { unpaid } from './unpaid.js';

/** All stories, in the order in which they are told. */
export const stories: readonly Story[] = [paid, unpaid, calledOff, trouble, crash];
